//! What the customer tried before they asked for people.

use maud::{Markup, html};
use unstuck_model::hand_off::{HandOff, Tried};

use crate::inert::inert_line;

/// How much was tried, in a few words.
pub fn summary(hand_off: &HandOff) -> String {
    let questions = counted(hand_off.asked.len(), "question", "questions");
    let entries = counted(hand_off.tried.len(), "entry opened", "entries opened");
    match (questions, entries) {
        (None, None) => "Nothing was tried".to_owned(),
        (Some(one), None) | (None, Some(one)) => format!("What was tried: {one}"),
        (Some(questions), Some(entries)) => format!("What was tried: {questions}, {entries}"),
    }
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    }
}

/// The journey as the customer went it.
pub fn journey(hand_off: &HandOff) -> Markup {
    html! {
        @if hand_off.asked.is_empty() && hand_off.tried.is_empty() {
            p.quiet { "The customer asked for people at once: nothing was searched or opened." }
        }
        @if !hand_off.asked.is_empty() {
            p.label { "Asked" }
            ol.asked {
                @for query in &hand_off.asked { li dir="auto" { (inert_line(query)) } }
            }
        }
        @if !hand_off.tried.is_empty() {
            p.label { "Opened" }
            ol.tried { @for tried in &hand_off.tried { li { (entry(tried)) } } }
        }
    }
}

fn entry(tried: &Tried) -> Markup {
    let title = inert_line(&tried.title);
    let entry = inert_line(&tried.entry);
    html! {
        p.entry {
            bdi { (if title.is_empty() { &entry } else { &title }) }
            @match tried.helped {
                Some(true) => span.tag.good { "Helped" },
                Some(false) => span.tag.bad { "Did not help" },
                None => {},
            }
        }
        @if !tried.path.is_empty() {
            ol.path { @for step in &tried.path { li dir="auto" { (passed(step)) } } }
        }
        @if let Some(step) = &tried.step {
            p.stopped { "Stopped at " code { (inert_line(step)) } }
        }
    }
}

/// A step that was passed, with the choice that was made there set off from its title.
fn passed(step: &str) -> Markup {
    let step = inert_line(step);
    html! {
        @match step.rsplit_once(": ") {
            Some((title, choice)) => { (title) " " strong { (choice) } },
            None => (step),
        }
    }
}
