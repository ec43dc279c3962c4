//! What was done to a request, and what colleagues wrote down.

use maud::{Markup, html};

use super::{card::outcome, frame::Frame};
use crate::{
    inert::inert,
    record::{Event, Outcome, Record},
};

/// The history, and a form to add a note to it.
pub fn history(frame: &Frame<'_>, record: &Record, href: &str) -> Markup {
    html! {
        section aria-labelledby="history" {
            h2 #history { "History" }
            @if record.history.is_empty() { p.quiet { "Nothing was done yet." } }
            @else { ol.history { @for event in &record.history { li { (line(frame, event)) } } } }
            details.add {
                summary { "Add a note" }
                form method="post" action=(href) {
                    (frame.proof_field())
                    label for="own-note" { "Note for colleagues" }
                    textarea #own-note name="note" rows="3" maxlength="2000" required {}
                    button type="submit" name="act" value="note" { "Add the note" }
                }
            }
        }
    }
}

fn line(frame: &Frame<'_>, event: &Event) -> Markup {
    html! {
        span {
            bdi { (event.agent.as_deref().unwrap_or("The customer")) } ": " (said(frame, event))
        }
        span.quiet { (frame.clock.moment(event.at)) }
        @if !event.note.is_empty() { p.note dir="auto" { (inert(&event.note)) } }
    }
}

fn said(frame: &Frame<'_>, event: &Event) -> String {
    if let Some(result) = Outcome::stored(&event.act) {
        return outcome(result).to_lowercase();
    }
    match event.act.as_str() {
        "claim" => "claimed".to_owned(),
        "release" => "released".to_owned(),
        "reopen" => "put back in the queue".to_owned(),
        "note" => "wrote a note".to_owned(),
        "move" => "chose another time".to_owned(),
        "transfer" => format!("handed to {}", event.detail),
        "left" => "given back, because the account was disabled".to_owned(),
        "again" => match event.detail.parse() {
            Ok(from) => format!("no answer, to be tried again {}", frame.clock.moment(from)),
            Err(_) => "no answer, to be tried again".to_owned(),
        },
        _ => "changed".to_owned(),
    }
}
