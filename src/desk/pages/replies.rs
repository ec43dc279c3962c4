use maud::{Markup, html};
use unstuck_model::language::Language;

use super::{
    frame::{Frame, Room},
    notice::Notice,
    who,
};
use crate::{
    guides::{Guide, Shelf},
    inert::inert_line,
    replies::Kept,
};

/// What an agent sees who looks for a reply.
pub struct Found<'a> {
    /// The site's guides; nothing, if the desk was told of none.
    pub shelf: Option<&'a Shelf>,
    /// The words that were typed, and the language they are looked for in.
    pub words: &'a str,
    pub language: &'a str,
    /// The guides that were found.
    pub guides: &'a [&'a Guide],
    /// The replies of the team that fit, with the text to post of each whose guide is known.
    pub kept: &'a [(Kept, Option<String>)],
}

/// The search for guides and for what the team has saved.
pub fn replies(frame: &Frame<'_>, found: &Found<'_>, notice: Option<Notice>) -> Markup {
    let languages = found.shelf.map(Shelf::languages).unwrap_or_default();
    let main = html! {
        div.title {
            h1 { "Replies" }
            p.quiet {
                "What to answer in public, on X or Facebook: a link to the guide that helps, and "
                "nothing private."
            }
        }
        @if let Some(notice) = notice { (notice.draw()) }
        @if languages.is_empty() { (switched_off(found.shelf.is_some())) }
        form.ask role="search" aria-label="Guides and replies" action="/desk/replies" {
            div.grow {
                label for="words" { "What is it about?" }
                input #words name="q" type="search" maxlength="200" autocomplete="off"
                    value=(found.words);
            }
            @if languages.len() > 1 {
                div {
                    label for="language" { "Language" }
                    (languages_field(&languages, found.language))
                }
            }
            button.first type="submit" { "Find" }
        }
        @if !found.words.is_empty() && !languages.is_empty() {
            section aria-labelledby="guides" {
                h2 #guides { "Guides" }
                @if found.guides.is_empty() {
                    p { "No guide fits these words. Try others, as a customer would say it." }
                }
                ul.found {
                    @for guide in found.guides { li { (line(guide)) } }
                }
            }
        }
        section aria-labelledby="saved" {
            h2 #saved { "Saved by the team" }
            @if found.kept.is_empty() {
                p.quiet {
                    @if found.words.is_empty() {
                        "Nothing yet. Find a guide, change the words if you like, and save the reply."
                    } @else { "No saved reply fits these words." }
                }
            }
            div.cards { @for (kept, text) in found.kept { (card(frame, kept, text.as_deref())) } }
        }
    };
    frame.page(Some(Room::Replies), "Replies", &main)
}

/// The languages of the site to choose from.
pub fn languages_field(languages: &[&Language], chosen: &str) -> Markup {
    html! {
        select #language name="language" {
            @for language in languages {
                option value=(language.as_str()) selected[language.as_str() == chosen] {
                    (who::language(language.as_str()))
                }
            }
        }
    }
}

fn switched_off(is_told: bool) -> Markup {
    html! {
        div.notice {
            @if is_told {
                p { "No guide is known: the content folder has errors. The desk wrote them to its log when it read the folder; mend them and start it again." }
            } @else {
                p {
                    "This desk knows no guides yet. Its operator starts it with "
                    code { "--content DIR" } ", the folder that holds unstuck.toml, or writes "
                    code { "content = \"DIR\"" } " for the site in the file of "
                    code { "--sites" } "."
                }
            }
        }
    }
}

fn line(guide: &Guide) -> Markup {
    let kind = match (guide.is_guide, guide.steps.len()) {
        (false, _) => "Answer".to_owned(),
        (true, 1) => "Guide, 1 step".to_owned(),
        (true, steps) => format!("Guide, {steps} steps"),
    };
    html! {
        a href={ "/desk/replies/new?entry=" (guide.id) "&language=" (guide.language) }
            lang=(guide.written) { (guide.title) }
        span.quiet { (kind) }
        @if guide.written != guide.language {
            span.quiet { "Not translated: in " (who::language(guide.written.as_str())) }
        }
    }
}

fn card(frame: &Frame<'_>, kept: &Kept, text: Option<&str>) -> Markup {
    let id = format!("reply-{}", kept.id);
    let named = format!("{id}-title");
    let title = inert_line(&kept.written.title);
    html! {
        article.card.question aria-labelledby=(named) {
            div {
                h3 #(named) dir="auto" { a href={ "/desk/replies/" (kept.id) } { (title) } }
                @match text {
                    Some(text) => {
                        p.post #(id) lang=[Language::new(&kept.written.language)] dir="auto" { (text) }
                    },
                    None => {
                        p { "Its guide is not in the content any more, so there is no link to post." }
                    },
                }
                p.facts.quiet {
                    span { (who::language(&kept.written.language)) }
                    span { (inert_line(&kept.agent)) ", " (frame.clock.moment(kept.changed)) }
                }
            }
            @if text.is_some() {
                div.actions {
                    button type="button" hidden data-copies=(id) aria-describedby=(named) { "Copy" }
                }
            }
        }
    }
}
