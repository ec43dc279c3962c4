use maud::{Markup, html};

use super::{frame::Frame, journey, who};
use crate::{
    inert::{inert, inert_line},
    record::{Action, Outcome, Record, State, is_lapsed},
};

/// One request in the queue.
pub fn card(frame: &Frame<'_>, record: &Record) -> Markup {
    let request = &record.request;
    let hand_off = &request.hand_off;
    let href = format!("/desk/requests/{}", record.reference);
    let heading = format!("name-{}", record.reference);
    html! {
        article.card data-key=(record.reference) aria-labelledby=(heading) {
            div.person {
                h3 id=(heading) { a href=(href) { bdi { (who::name(request)) } } }
                div.call { (who::number(request)) }
                p.slot { (who::slot(frame, request)) }
            }
            div.story {
                div.head {
                    (who::badge(frame, request))
                    p.facts.quiet {
                        span { (who::language(&hand_off.language)) }
                        @if let Some(topic) = &hand_off.topic { span { bdi { (frame.topic(topic)) } } }
                        @if let Some(tries) = tries(record) { span { (tries) } }
                        span { (record.reference) }
                    }
                }
                @if !request.message.trim().is_empty() {
                    p.message dir="auto" { (inert(&request.message)) }
                }
                details {
                    summary { (journey::summary(hand_off)) }
                    (journey::journey(frame, hand_off))
                    @if !hand_off.page.is_empty() {
                        p.quiet.page { "On the page " (inert_line(&hand_off.page)) }
                    }
                }
            }
            div.actions { (actions(frame, record, &href)) }
        }
    }
}

fn actions(frame: &Frame<'_>, record: &Record, href: &str) -> Markup {
    match &record.state {
        State::Waiting => html! {
            form method="post" action=(href) {
                (frame.proof_field())
                button.first type="submit" name="act" value="claim"
                    aria-label={ "Claim " (record.reference) } { "Claim" }
            }
        },
        State::Claimed { agent, at, .. } if agent.id == frame.agent.id => html! {
            a.button.first href=(href) aria-label={ "Open and phone " (record.reference) } { "Open and phone" }
            form method="post" action=(href) {
                (frame.proof_field())
                button type="submit" name="act" value="release"
                    aria-label={ "Release " (record.reference) } { "Release" }
            }
            span.quiet { "Yours since " (frame.clock.time(*at)) }
        },
        State::Claimed { agent, at, until } if is_lapsed(*until, frame.now) => html! {
            a.button href=(href) aria-label={ "Open " (record.reference) } { "Open" }
            span.quiet { (agent.name) " had it at " (frame.clock.time(*at)) " and left" }
        },
        State::Claimed { agent, at, .. } => html! {
            a.button href=(href) aria-label={ "Open " (record.reference) } { "Open" }
            span.quiet { "With " (agent.name) " since " (frame.clock.time(*at)) }
        },
        State::Done { .. } => html! {
            a.button href=(href) aria-label={ "Open " (record.reference) } { "Open" }
        },
    }
}

/// How often the customer was phoned, if they were.
pub fn tries(record: &Record) -> Option<String> {
    match record.tries {
        ..=0 => None,
        1 => Some("Phoned once".to_owned()),
        2 => Some("Phoned twice".to_owned()),
        more => Some(format!("Phoned {more} times")),
    }
}

/// Where a request stands, in a few words.
pub fn state(frame: &Frame<'_>, record: &Record) -> String {
    match &record.state {
        State::Waiting => format!("Waiting, due {}", frame.clock.slot(record.request.slot)),
        State::Claimed { agent, .. } => format!("With {}", agent.name),
        State::Done { agent, at, outcome: result } => {
            format!("{}, {}, {}", outcome(*result), agent.name, frame.clock.moment(*at))
        }
    }
}

/// An action as agents say it.
pub fn action(action: Action) -> &'static str {
    match action {
        Action::Explained => "Explained it",
        Action::Changed => "Changed something",
        Action::HandedOn => "Handed it on",
        Action::Unsolved => "Could not be solved",
    }
}

/// An outcome as agents say it.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Reached => "Reached",
        Outcome::NoAnswer => "No answer",
        Outcome::WrongNumber => "Wrong number",
        Outcome::Cancelled => "Cancelled",
    }
}
