//! What the customer tried before they asked for people.

use maud::{Markup, html};
use unstuck_model::hand_off::{HandOff, Tried};

use super::frame::Frame;
use crate::{guides::Shelf, inert::inert_line};

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

/// The journey as the customer went it; what the desk knows of is a link to it.
pub fn journey(frame: &Frame<'_>, hand_off: &HandOff) -> Markup {
    let shelf = frame.shelf.as_deref();
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
            ol.tried { @for tried in &hand_off.tried { li { (entry(tried, link(hand_off, tried, shelf))) } } }
        }
    }
}

/// The address at which an agent sees what the customer saw last.
fn link<'a>(hand_off: &HandOff, tried: &Tried, shelf: Option<&'a Shelf>) -> Option<&'a str> {
    let guide = shelf?.guide(&hand_off.language, &tried.entry)?;
    Some(guide.link_to(tried.step.as_deref().and_then(|step| guide.step(step))))
}

fn entry(tried: &Tried, link: Option<&str>) -> Markup {
    let title = inert_line(&tried.title);
    let entry = inert_line(&tried.entry);
    let title = if title.is_empty() { entry } else { title };
    // Whoever was helped did not stop there, but was done.
    let stopped = tried.step.as_ref().filter(|_| tried.helped != Some(true));
    // The way ends where they stopped, unless a choice was made there, which leads on.
    let (way, here) = match tried.path.split_last() {
        Some((here, way)) if stopped.is_some() && choice(here).is_none() => (way, Some(here)),
        _ => (tried.path.as_slice(), None),
    };
    html! {
        p.entry {
            @match link {
                Some(link) => a href=(link) target="_blank" rel="noopener noreferrer" {
                    bdi { (title) }
                    span.hidden { ", as the customer saw it, in a new tab" }
                },
                None => bdi { (title) },
            }
            @match tried.helped {
                Some(true) => span.tag.good { "Helped" },
                Some(false) => span.tag.bad { "Did not help" },
                None => {},
            }
        }
        @if !tried.path.is_empty() {
            ol.path {
                @for step in way { li { (passed(step)) } }
                @if let Some(step) = here { li { (passed(step)) " " span.tag.bad { "Stopped here" } } }
            }
        }
        @if let (Some(step), None) = (stopped, here) {
            p.stopped { "Stopped at " code { (inert_line(step)) } }
        }
    }
}

/// The title of a step and the choice that was made there, if one was.
fn choice(step: &str) -> Option<(&str, &str)> {
    step.rsplit_once(": ")
}

/// A step that was passed, with the choice that was made there set off from its title.
fn passed(step: &str) -> Markup {
    let step = inert_line(step);
    html! {
        span dir="auto" {
            @match choice(&step) {
                Some((title, choice)) => { (title) " " strong { (choice) } },
                None => (step),
            }
        }
    }
}
