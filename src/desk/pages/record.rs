use maud::{Markup, html};
use unstuck_model::language::Language;

use super::{
    card::{action, outcome, tries},
    finish::{Filled, finish},
    frame::Frame,
    history::history,
    journey,
    notice::Notice,
    who,
};
use crate::{
    again::Choice,
    inert::{inert, inert_line},
    record::{Agent, Choices, Consent, OTHER, Outcome, Record, State, is_lapsed},
    team::Role,
};

/// One request, and what can be done with it.
pub struct Open<'a> {
    pub record: &'a Record,
    pub choices: &'a Choices,
    /// When it could be tried again.
    pub again: &'a [Choice],
    /// What was chosen in a form that could not be taken.
    pub filled: &'a Filled,
}

/// One request: whom to phone, what was tried, and how it ended.
pub fn record(frame: &Frame<'_>, open: &Open<'_>, notice: Option<Notice>) -> Markup {
    let record = open.record;
    let href = format!("/desk/requests/{}", record.reference);
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
                (whom(frame, record))
                @if !request.message.trim().is_empty() {
                    section aria-labelledby="message" {
                        h2 #message { "Their message" }
                        p.message dir="auto" { (inert(&request.message)) }
                    }
                }
                section aria-labelledby="tried" {
                    h2 #tried { "What was tried" }
                    (journey::journey(frame, &request.hand_off))
                }
                (history(frame, record, &href))
                (facts(frame, record))
            }
            div.side { (next(frame, open)) }
        }
    };
    frame.page(None, &format!("{name}, {}", record.reference), &main)
}

/// What somebody needs who is about to phone.
fn whom(frame: &Frame<'_>, record: &Record) -> Markup {
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
                @if let Some(tries) = tries(record) { dt { "Calls" } dd { (tries) } }
                dt { "Language" } dd { (who::language(&hand_off.language)) }
                @if let Some(topic) = &hand_off.topic { dt { "Topic" } dd { bdi { (frame.topic(topic)) } } }
            }
        }
    }
}

/// What else came with the request.
fn facts(frame: &Frame<'_>, record: &Record) -> Markup {
    let hand_off = &record.request.hand_off;
    html! {
        section aria-labelledby="request" {
            h2 #request { "The request" }
            dl.facts-list {
                dt { "Reference" } dd { (record.reference) }
                dt { "Requested" } dd { (frame.clock.moment(record.received)) }
                @if !hand_off.page.is_empty() {
                    dt { "Page" } dd.page { (inert_line(&hand_off.page)) }
                }
                @if !hand_off.device.is_empty() { dt { "Device" } dd { (inert_line(&hand_off.device)) } }
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

fn next(frame: &Frame<'_>, open: &Open<'_>) -> Markup {
    let record = open.record;
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
                    (finish(frame, record, open.choices, open.again, open.filled))
                    p.quiet { "Yours since " (frame.clock.time(*at)) ". Not phoning after all?" }
                    (button("release", "Release", ""))
                    (transfer(frame, open.choices, agent, &href))
                },
                State::Claimed { agent, at, until } => {
                    h2 #next { "With " (agent.name) }
                    p { "Claimed at " (frame.clock.time(*at)) "." }
                    @if is_lapsed(*until, frame.now) {
                        p { (agent.name) " has left the desk and recorded nothing. Ask before you take over." }
                        (button("claim", "Take over", ""))
                    } @else {
                        p.quiet { "It can be taken over when " (agent.name) " has left the desk." }
                    }
                    @if frame.role == Role::Lead {
                        (button("release", "Give it back to the queue", ""))
                        (transfer(frame, open.choices, agent, &href))
                    }
                },
                State::Done { agent, at, outcome: result } => {
                    h2 #next { (outcome(*result)) }
                    p { bdi { (agent.name) } ", " (frame.clock.moment(*at)) }
                    @if let Some(about) = &record.about {
                        p {
                            "About " bdi { (purpose(frame, &about.purpose)) } ". " (action(about.action)) "."
                        }
                    }
                    @if *result != Outcome::Cancelled {
                        (button("reopen", "Put back in the queue", ""))
                    }
                },
            }
        }
    }
}

/// What it was about, in words.
pub fn purpose(frame: &Frame<'_>, purpose: &str) -> String {
    if purpose == OTHER { "something else".to_owned() } else { frame.topic(purpose) }
}

/// The form to hand a claim to a colleague, if there is one.
fn transfer(frame: &Frame<'_>, choices: &Choices, owner: &Agent, href: &str) -> Markup {
    let others: Vec<_> = choices.agents.iter().filter(|agent| agent.id != owner.id).collect();
    html! {
        @if !others.is_empty() {
            details.add {
                summary { "Hand it to a colleague" }
                form method="post" action=(href) {
                    (frame.proof_field())
                    label for="colleague" { "Colleague" }
                    select #colleague name="colleague" required {
                        option value="" { "Choose" }
                        @for agent in others { option value=(agent.id) { (agent.name) } }
                    }
                    label for="hand-note" { "Note for them (optional)" }
                    textarea #hand-note name="note" rows="2" maxlength="2000" {}
                    button type="submit" name="act" value="transfer" { "Hand it over" }
                }
            }
        }
    }
}
