use maud::{Markup, html};
use unstuck_model::language::Language;

use super::{card::outcome, frame::Frame, journey, notice::Notice, who};
use crate::{
    inert::{inert, inert_line},
    record::{Consent, Event, Outcome, Record, State},
};

/// One request: whom to phone, what was tried, and how it ended.
pub fn record(frame: &Frame<'_>, record: &Record, notice: Option<Notice>) -> Markup {
    let request = &record.request;
    let name = who::name(request);
    let main = html! {
        p.back { a href="/desk" { "Back to the queue" } }
        @if let Some(notice) = notice { (notice.draw()) }
        div.title.head {
            h1 { bdi { (name) } }
            @match &record.state {
                State::Waiting | State::Claimed { .. } => (who::badge(frame, request)),
                State::Done { outcome: result, .. } => span.badge { (outcome(*result)) },
            }
        }
        div.columns {
            div.whole {
                (facts(frame, record))
                @if !request.message.trim().is_empty() {
                    section aria-labelledby="message" {
                        h2 #message { "Their message" }
                        p.message dir="auto" { (inert(&request.message)) }
                    }
                }
                section aria-labelledby="tried" {
                    h2 #tried { "What was tried" }
                    (journey::journey(&request.hand_off))
                }
                (history(frame, record))
            }
            div.side { (next(frame, record)) }
        }
    };
    frame.page(None, &format!("{name}, {}", record.reference), &main)
}

fn facts(frame: &Frame<'_>, record: &Record) -> Markup {
    let request = &record.request;
    let hand_off = &request.hand_off;
    let written = inert_line(&request.phone_as_written);
    html! {
        section aria-labelledby="whom" {
            h2 #whom.hidden { "Whom to phone" }
            dl.facts-list {
                dt { "Phone" }
                dd {
                    (who::number(request))
                    @if !written.is_empty() {
                        span.quiet.line { "Written as " bdi { (written) } }
                    }
                }
                dt { "When" } dd { (who::slot(frame, request)) }
                dt { "Language" } dd { (who::language(&hand_off.language)) }
                @if let Some(topic) = &hand_off.topic { dt { "Topic" } dd { (inert_line(topic)) } }
                @if !hand_off.page.is_empty() {
                    dt { "Page" } dd.page { (inert_line(&hand_off.page)) }
                }
                @if !hand_off.device.is_empty() { dt { "Device" } dd { (inert_line(&hand_off.device)) } }
                dt { "Reference" } dd { (record.reference) }
                dt { "Requested" } dd { (frame.clock.moment(record.received)) }
                dt { "Consent" } dd { (consent(frame, &record.consent)) }
            }
        }
    }
}

fn consent(frame: &Frame<'_>, consent: &Consent) -> Markup {
    let text = inert_line(&consent.text);
    let version = inert_line(&consent.version);
    html! {
        @if text.is_empty() { "Agreed to be phoned; the words were not sent along" }
        @else { q lang=[Language::new(&consent.language)] dir="auto" { (text) } }
        span.quiet.line {
            @if !version.is_empty() { "Version " bdi { (version) } ", " }
            (who::language(&consent.language)) ", " (frame.clock.moment(consent.at))
        }
    }
}

fn next(frame: &Frame<'_>, record: &Record) -> Markup {
    let href = format!("/desk/requests/{}", record.reference);
    let button = |act: &str, words: &str, class: &str| {
        html! {
            form method="post" action=(href) {
                (frame.proof_field())
                button class=(class) type="submit" name="act" value=(act) { (words) }
            }
        }
    };
    html! {
        section.panel aria-labelledby="next" {
            @match &record.state {
                State::Waiting => {
                    h2 #next { "Nobody has this yet" }
                    p { "Claim it before you phone, so that nobody else does." }
                    (button("claim", "Claim", "first"))
                },
                State::Claimed { agent, at, .. } if agent.id == frame.agent.id => {
                    h2 #next { "How did the call end?" }
                    (finish(frame, &href))
                    p.quiet { "Yours since " (frame.clock.time(*at)) ". Not phoning after all?" }
                    (button("release", "Release", ""))
                },
                State::Claimed { agent, at, until } => {
                    h2 #next { "With " (agent.name) }
                    p { "Claimed at " (frame.clock.time(*at)) "." }
                    @if *until <= frame.now {
                        p { (agent.name) " has left the desk and recorded nothing. Ask before you take over." }
                        (button("claim", "Take over", ""))
                    } @else {
                        p.quiet { "It can be taken over when " (agent.name) " has left the desk." }
                    }
                },
                State::Done { agent, at, outcome: result } => {
                    h2 #next { (outcome(*result)) }
                    p { (agent.name) ", " (frame.clock.moment(*at)) }
                    (button("reopen", "Put back in the queue", ""))
                },
            }
        }
    }
}

fn finish(frame: &Frame<'_>, href: &str) -> Markup {
    html! {
        form method="post" action=(href) {
            (frame.proof_field())
            fieldset {
                legend.hidden { "Outcome" }
                @for result in Outcome::ALL {
                    label.choice {
                        input type="radio" name="outcome" value=(result.name()) required;
                        span { (outcome(result)) }
                    }
                }
            }
            label for="note" { "Note for colleagues (optional)" }
            textarea #note name="note" rows="3" maxlength="2000" {}
            button.first type="submit" name="act" value="finish" { "Record the call" }
        }
    }
}

fn history(frame: &Frame<'_>, record: &Record) -> Markup {
    html! {
        @if !record.history.is_empty() {
            section aria-labelledby="history" {
                h2 #history { "History" }
                ol.history { @for event in &record.history { li { (line(frame, event)) } } }
            }
        }
    }
}

fn line(frame: &Frame<'_>, event: &Event) -> Markup {
    let act = match Outcome::stored(&event.act) {
        Some(result) => outcome(result),
        None => match event.act.as_str() {
            "claim" => "claimed",
            "release" => "released",
            "reopen" => "put back in the queue",
            "move" => "chose another time",
            _ => "changed",
        },
    };
    html! {
        span { (event.agent.as_deref().unwrap_or("The customer")) ": " (act.to_lowercase()) }
        span.quiet { (frame.clock.moment(event.at)) }
        @if !event.note.is_empty() { p.note dir="auto" { (inert(&event.note)) } }
    }
}
