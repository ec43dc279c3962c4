use maud::{Markup, html};
use unstuck_model::{
    language::Language,
    reply::{MOST_COUNTED, Reply},
};

use super::{
    frame::{Frame, Room},
    notice::Notice,
    replies::languages_field,
};
use crate::{
    guides::Guide,
    inert::inert_line,
    replies::{Kept, MOST_TITLE, Written},
};

/// A reply that is being looked at or written.
pub struct Writing<'a> {
    /// The number and the version of the one that is kept; nothing, if it is new.
    pub kept: Option<(i64, i64)>,
    pub written: &'a Written,
    /// The text that the desk proposed. While it stands unchanged, another step gets its own.
    pub proposed: &'a str,
    /// The guide that it leads to, if it is still there.
    pub guide: Option<&'a Guide>,
    /// The languages in which the guide is there.
    pub languages: &'a [&'a Language],
    /// How a colleague left it meanwhile.
    pub theirs: Option<&'a Kept>,
    /// Who changed it last.
    pub last: Option<&'a Kept>,
}

/// What is posted of a reply; nothing without its guide, or with a step that the guide does not have.
pub fn reply_to(guide: Option<&Guide>, written: &Written) -> Option<Reply> {
    let guide = guide?;
    let step = written.step.as_ref().map(|step| guide.step(step).ok_or(()));
    let step = step.transpose().ok()?;
    Some(Reply::with_link(&written.text, guide.link_to(step)))
}

/// What is said above a reply.
pub enum Said {
    Notice(Notice),
    /// It was not saved, for it is too long by so many characters.
    TooLong(usize),
}

/// One reply: ready to post, and to be changed.
pub fn reply(frame: &Frame<'_>, writing: &Writing<'_>, said: Option<&Said>) -> Markup {
    let heading = match (&writing.kept, writing.guide) {
        (Some(_), _) => inert_line(&writing.written.title),
        (None, Some(guide)) => guide.title.clone(),
        (None, None) => "Reply".to_owned(),
    };
    let main = html! {
        p.back { a href="/desk/replies" { "Back to the replies" } }
        @match said {
            None => {},
            Some(Said::Notice(notice)) => (notice.draw()),
            Some(Said::TooLong(over)) => {
                p.notice.bad role="alert" {
                    "Nothing was saved: the reply is " (characters(*over)) " too long for X. Shorten "
                    "the text below; all that you wrote still stands there."
                }
            },
        }
        div.title { h1 dir="auto" { (heading) } }
        div.columns {
            div.whole {
                (ready(writing))
                @if let Some(theirs) = writing.theirs { (theirs_now(frame, theirs)) }
            }
            div.side { (form(frame, writing)) }
        }
    };
    frame.page(Some(Room::Replies), &heading, &main)
}

fn characters(count: usize) -> String {
    if count == 1 { "1 character".to_owned() } else { format!("{count} characters") }
}

/// The text with its link, to be copied.
fn ready(writing: &Writing<'_>) -> Markup {
    html! {
        section #ready aria-labelledby="ready-title" {
            h2 #ready-title { "Ready to post" }
            @match reply_to(writing.guide, writing.written) {
                None => {
                    p {
                        "This leads to a guide or a step that is not in the content any more. "
                        a href="/desk/replies" { "Find another guide" } " and save a reply of its own."
                    }
                },
                Some(reply) => {
                    @let over = reply.over();
                    label.hidden for="ready-text" { "The reply with its link" }
                    textarea #ready-text readonly rows="7" dir="auto"
                        lang=[writing.guide.map(|guide| guide.written.as_str())]
                        aria-describedby="counted" { (reply.text) }
                    p #counted.counted.bad[over.is_some()] role="status" {
                        @match over {
                            None => {
                                (reply.counted) " of " (MOST_COUNTED) " characters, as X counts"
                            },
                            Some(over) => {
                                (characters(over)) " too long for X. Shorten the text."
                            },
                        }
                    }
                    button.first type="button" hidden data-copies="ready-text" { "Copy the reply" }
                    noscript {
                        p.quiet { "To copy it, press in the text, then Ctrl+A and Ctrl+C." }
                    }
                },
            }
        }
    }
}

/// What a colleague made of it while it was being changed here.
fn theirs_now(frame: &Frame<'_>, theirs: &Kept) -> Markup {
    html! {
        section aria-labelledby="theirs" {
            h2 #theirs { "As " (inert_line(&theirs.agent)) " left it" }
            p.quiet { (frame.clock.moment(theirs.changed)) }
            p.label { "Title" }
            p dir="auto" { (inert_line(&theirs.written.title)) }
            p.label { "Text" }
            p.message dir="auto" { (theirs.written.text) }
        }
    }
}

fn form(frame: &Frame<'_>, writing: &Writing<'_>) -> Markup {
    let written = writing.written;
    html! {
        section.panel aria-labelledby="change" {
            h2 #change { "Change it" }
            form #reply-form method="post" action="/desk/replies" {
                (frame.proof_field())
                input type="hidden" name="entry" value=(written.entry);
                input #proposed type="hidden" name="proposed" value=(writing.proposed);
                @if let Some((id, version)) = writing.kept {
                    input type="hidden" name="id" value=(id);
                    input type="hidden" name="version" value=(version);
                }
                @if writing.languages.len() > 1 {
                    label for="language" { "Language" }
                    (languages_field(writing.languages, &written.language))
                } @else { input type="hidden" name="language" value=(written.language); }
                @if let Some(guide) = writing.guide.filter(|guide| !guide.steps.is_empty()) {
                    label for="step" { "Opens at" }
                    select #step name="step" lang=(guide.written) {
                        option value="" lang="en" { "The beginning" }
                        @for step in &guide.steps {
                            option value=(step.id)
                                selected[written.step.as_deref() == Some(step.id.as_str())] {
                                (step.title)
                            }
                        }
                    }
                }
                label for="text" { "Text" }
                textarea #text name="text" rows="8" required dir="auto"
                    aria-describedby="text-hint" { (written.text) }
                p.quiet #text-hint {
                    "The link goes where " code { "{link}" } " stands, else to the end. It is put in "
                    "when you copy, so that it is never cut off."
                }
                button type="submit" name="act" value="show" { "Show it ready to post" }
                label for="title" { "Title for the team" }
                input #title name="title" type="text" maxlength=(MOST_TITLE) autocomplete="off"
                    value=(written.title);
                button type="submit" name="act" value="save" { "Save for the team" }
            }
            @if let Some(last) = writing.last {
                p.quiet {
                    "Saved by " (inert_line(&last.agent)) ", " (frame.clock.moment(last.changed)) "."
                }
            }
            @if let Some((id, version)) = writing.kept {
                details.add {
                    summary { "Remove it" }
                    form method="post" action="/desk/replies" {
                        (frame.proof_field())
                        input type="hidden" name="id" value=(id);
                        input type="hidden" name="version" value=(version);
                        button type="submit" name="act" value="remove" { "Remove it for everybody" }
                    }
                }
            }
        }
    }
}
