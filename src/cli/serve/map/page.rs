//! The pages around the maps.

use maud::{DOCTYPE, Markup, html};
use unstuck_compiler::Diagnostic;
use unstuck_model::{guide::Guide, id::EntryId};

use super::{
    FOLDER, Sheet,
    graph::{Graph, Kind, Manner},
    picture::{Mark, picture},
};
use crate::report::amount;

/// The compiler refuses a guide of more steps, and nobody could read its map.
const MOST_STEPS: usize = 200;

/// All guides, with what is wrong in each.
pub fn list(sheets: &[Sheet], elsewhere: usize) -> String {
    let main = html! {
        h1 { "Guides" }
        @if sheets.is_empty() { p { "There are no guides yet." } }
        ul.guides {
            @for sheet in sheets {
                @let language = &sheet.draft.entry.language;
                li {
                    a href={ "/" (FOLDER) (sheet.file()) } lang=(language) { (title(sheet)) }
                    " "
                    span.about {
                        (language) ", " (amount(sheet.draft.headings.len(), "step"))
                        @if sheet.problems() > 0 {
                            ", " strong.problems { (amount(sheet.problems(), "problem")) }
                        }
                    }
                }
            }
        }
        @if elsewhere > 0 {
            p { "In other files: " (amount(elsewhere, "problem")) ". The terminal names them." }
        }
    };
    document("Guides", &main)
}

/// One guide: its map, and beside it the same as a list.
pub fn guide(sheet: &Sheet, is_guide: impl Fn(&EntryId) -> bool) -> String {
    let nothing = Guide { intro: Vec::new(), steps: Vec::new() };
    let guide = sheet.draft.entry.guide().unwrap_or(&nothing);
    let graph = Graph::of(guide, is_guide);
    let marks: Vec<Mark> = (0..guide.steps.len())
        .map(|step| {
            let (errors, warnings) = sheet.count(step);
            Mark { href: sheet.opens(step), errors, warnings }
        })
        .collect();
    let title = title(sheet);
    let language = &sheet.draft.entry.language;
    let main = html! {
        p { a href={ "/" (FOLDER) } { "All guides" } }
        h1 lang=(language) { (title) }
        p.about { (sheet.draft.path) ", " (amount(guide.steps.len(), "step")) }
        (problems(sheet.at(None)))
        div.sides {
            // Reachable by keys, since it scrolls by itself.
            div.picture tabindex="0" role="region" aria-label="Map" lang=(language) {
                @if guide.steps.len() > MOST_STEPS {
                    p { "A map of more than " (MOST_STEPS) " steps could not be read." }
                } @else {
                    (picture(&graph, &marks, title))
                }
            }
            section.list aria-labelledby="steps" {
                h2 #steps { "Steps" }
                p.about { "A press on a step opens the widget there." }
                ol {
                    @for (place, mark) in marks.iter().enumerate() {
                        (step(sheet, &graph, place, mark))
                    }
                }
            }
        }
    };
    document(title, &main)
}

fn step(sheet: &Sheet, graph: &Graph, place: usize, mark: &Mark) -> Markup {
    let language = &sheet.draft.entry.language;
    let known = sheet.draft.entry.guide().and_then(|guide| guide.steps.get(place));
    let (Some(node), Some(known)) = (graph.nodes.get(place), known) else {
        return html! {};
    };
    html! {
        li {
            @match &mark.href {
                Some(href) => { a href=(href) lang=(language) { (node.title) } " " code { "#" (known.id) } }
                None => { span lang=(language) { (node.title) } }
            }
            @for note in &node.notes { p.about { (note) } }
            ul {
                @for way in graph.ways.iter().filter(|way| way.from == place) {
                    @let to = graph.nodes.get(way.to);
                    li {
                        @if !way.label.is_empty() { span lang=(language) { (way.label) } " " }
                        span.about {
                            @match way.manner {
                                Manner::Text => { "(in the text) " }
                                Manner::Choice | Manner::Onward | Manner::Return => {}
                            }
                            "→ "
                            @if to.is_some_and(|to| to.kind == Kind::Entry) { "entry " }
                            @if let Some(to) = to { (to.title) }
                        }
                    }
                }
            }
            (problems(sheet.at(Some(place))))
        }
    }
}

fn problems(found: &[&Diagnostic]) -> Markup {
    html! {
        @if !found.is_empty() {
            ul.found {
                @for it in found {
                    li class=(it.severity.word()) {
                        strong { (it.severity.word()) ": " } (it.message)
                        " " code { (it.path) ":" (it.line) ":" (it.column) }
                        @if let Some(help) = &it.help { br; "Help: " (help) }
                    }
                }
            }
        }
    }
}

fn title<'a>(sheet: &Sheet<'a>) -> &'a str {
    match sheet.draft.entry.title.as_str() {
        "" => sheet.draft.path.as_str(),
        title => title,
    }
}

fn document(title: &str, main: &Markup) -> String {
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " – map" }
                link rel="icon" href="data:,";
                link rel="stylesheet" href={ "/" (FOLDER) "map.css" };
            }
            body { main { (main) } }
        }
    };
    document.into_string()
}
