use maud::{Markup, html};

use super::{
    card::action,
    chats::{channel, end},
    finish::{Filled, about},
    frame::{Frame, Room},
    journey,
    notice::Notice,
    record::purpose,
    who,
};
use crate::{
    hand_offs::{NOT_SOLVED, Opened, SOLVED},
    inert::{inert, inert_line},
    record::Choices,
};

/// One chat, and what can be done with it.
pub struct OpenChat<'a> {
    pub chat: &'a Opened,
    pub choices: &'a Choices,
    /// Where agents read the channel, if the operator said so.
    pub inbox: Option<&'a str>,
    /// What was chosen in a form that could not be taken.
    pub filled: &'a Filled,
}

/// One chat: which channel, what was tried, and how it ended.
pub fn chat(frame: &Frame<'_>, open: &OpenChat<'_>, notice: Option<Notice>) -> Markup {
    let chat = open.chat;
    let told = &chat.hand_off;
    let page = inert_line(&told.page);
    let device = inert_line(&told.device);
    let main = html! {
        p.back { a href="/desk/hand-offs" { "Back to the chats" } }
        @if let Some(notice) = notice { (notice.draw()) }
        div.title.head {
            h1 { (told.reference) }
            span.badge { (channel(chat.channel)) }
        }
        div.columns {
            div.whole {
                section aria-labelledby="chat" {
                    h2 #chat.hidden { "The chat" }
                    dl.facts-list {
                        dt { "Opened" } dd { (frame.clock.moment(chat.received)) }
                        dt { "Language" } dd { (who::language(&told.language)) }
                        @if let Some(topic) = &told.topic {
                            dt { "Topic" } dd { bdi { (frame.topic(topic)) } }
                        }
                    }
                }
                section aria-labelledby="tried" {
                    h2 #tried { "What was tried" }
                    @if told.tried.is_empty() { p.quiet { "Nothing was opened before the chat." } }
                    @else { (journey::journey(frame, told)) }
                    p.quiet { "What they typed stands in their message, and nowhere here." }
                }
                @if !page.is_empty() || !device.is_empty() {
                    section aria-labelledby="where" {
                        h2 #where { "Where they were" }
                        dl.facts-list {
                            @if !page.is_empty() { dt { "Page" } dd { bdi { (page) } } }
                            @if !device.is_empty() { dt { "Device" } dd { bdi { (device) } } }
                        }
                    }
                }
            }
            div.side { (next(frame, open)) }
        }
    };
    frame.page(Some(Room::Chats), &told.reference, &main)
}

fn next(frame: &Frame<'_>, open: &OpenChat<'_>) -> Markup {
    let chat = open.chat;
    let href = format!("/desk/hand-offs/{}", chat.hand_off.reference);
    html! {
        section.panel aria-labelledby="next" {
            @match (&chat.settled, &chat.answered) {
                (Some(settled), _) => {
                    h2 #next { (end(settled.is_solved)) }
                    p { bdi { (settled.agent) } ", " (frame.clock.moment(settled.at)) }
                    p {
                        "About " bdi { (purpose(frame, &settled.about.purpose)) } ". "
                        (action(settled.about.action)) "."
                    }
                    @if !settled.note.is_empty() { p.note dir="auto" { (inert(&settled.note)) } }
                    (inbox(open))
                },
                (None, Some((agent, at))) => {
                    @if agent.id == frame.agent.id {
                        h2 #next { "You are answering" }
                    } @else {
                        h2 #next { (agent.name) " is answering" }
                    }
                    p.quiet { "Since " (frame.clock.moment(*at)) "." }
                    (inbox(open))
                    (settle(frame, open, &href))
                },
                (None, None) => {
                    h2 #next { "Nobody answers yet" }
                    p { "Say so before you answer, so that nobody else does." }
                    form method="post" action=(href) {
                        (frame.proof_field())
                        button.first type="submit" name="act" value="answer" { "I am answering" }
                    }
                    (inbox(open))
                },
            }
        }
    }
}

/// The link to the channel's inbox.
fn inbox(open: &OpenChat<'_>) -> Markup {
    html! {
        @if let Some(inbox) = open.inbox {
            p {
                a.button.inbox href=(inbox) target="_blank" rel="noopener noreferrer" {
                    "Open " (channel(open.chat.channel)) span.hidden { " (opens in a new tab)" }
                }
            }
        }
    }
}

fn settle(frame: &Frame<'_>, open: &OpenChat<'_>, href: &str) -> Markup {
    let filled = open.filled;
    html! {
        form method="post" action=(href) {
            (frame.proof_field())
            fieldset {
                legend { "How did it end?" }
                @for (value, is_solved) in [(SOLVED, true), (NOT_SOLVED, false)] {
                    label.choice {
                        input type="radio" name="outcome" value=(value) required
                            checked[filled.outcome == value];
                        span { (end(is_solved)) }
                    }
                }
            }
            (about(frame, open.chat.hand_off.topic.as_ref(), open.choices, filled))
            label for="note" { "Note for colleagues (optional)" }
            textarea #note name="note" rows="3" maxlength="2000" { (filled.note) }
            button.first type="submit" name="act" value="settle" { "Record it" }
        }
    }
}
