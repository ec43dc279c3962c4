use maud::{Markup, html};

use super::{
    card::{card, outcome},
    frame::{Frame, Room},
    notice::Notice,
    who,
};
use crate::record::{Queue, Record, State};

/// The queue: the agent's own requests, those that wait, those of colleagues, and those done.
pub fn queue(frame: &Frame<'_>, queue: &Queue, notice: Option<Notice>) -> Markup {
    let mut mine = Vec::new();
    let mut waiting = Vec::new();
    let mut others = Vec::new();
    for record in &queue.open {
        match &record.state {
            State::Waiting => waiting.push(record),
            State::Claimed { agent, .. } if agent.id == frame.agent.id => mine.push(record),
            State::Claimed { until, .. } if *until <= frame.now => waiting.push(record),
            State::Claimed { .. } => others.push(record),
            // The store puts these elsewhere.
            State::Done { .. } => {}
        }
    }
    let more = queue.open_count.saturating_sub(queue.open.len());
    let main = html! {
        div.title {
            h1 { "Callbacks" }
            p.quiet {
                (counts(frame, queue)) " As of " (frame.clock.time(frame.now)) ", "
                (frame.clock.name()) ". " a href="/desk" { "Refresh" }
            }
        }
        @if let Some(notice) = notice { (notice.draw()) }
        (section(frame, "Yours", &mine))
        @if waiting.is_empty() {
            section.empty aria-labelledby="waiting" {
                h2 #waiting { "Waiting" }
                p { "Nobody is waiting for a call." }
                p.quiet { "New requests appear here, the most urgent first. Refresh to look again." }
            }
        } @else {
            (section(frame, "Waiting", &waiting))
        }
        @if more > 0 {
            p.notice { (more) " more wait behind these. They appear as the first ones are done." }
        }
        (section(frame, "With colleagues", &others))
        (done(frame, &queue.done))
    };
    frame.page(Some(Room::Callbacks), "Callbacks", &main)
}

fn counts(frame: &Frame<'_>, queue: &Queue) -> String {
    let overdue = queue.open.iter().filter(|record| record.request.slot.to <= frame.now).count();
    match (queue.open_count, overdue) {
        (0, _) => "Nobody to phone.".to_owned(),
        (open, 0) => format!("{open} to phone."),
        (open, overdue) => format!("{open} to phone, {overdue} overdue."),
    }
}

fn section(frame: &Frame<'_>, title: &str, records: &[&Record]) -> Markup {
    let id = title.to_lowercase().replace(' ', "-");
    html! {
        @if !records.is_empty() {
            section aria-labelledby=(id) {
                h2 id=(id) { (title) " " span.count { (records.len()) } }
                div.cards { @for record in records { (card(frame, record)) } }
            }
        }
    }
}

fn done(frame: &Frame<'_>, records: &[Record]) -> Markup {
    html! {
        @if !records.is_empty() {
            section aria-labelledby="done" {
                h2 #done { "Done lately" }
                ul.done {
                    @for record in records { (done_line(frame, record)) }
                }
            }
        }
    }
}

fn done_line(frame: &Frame<'_>, record: &Record) -> Markup {
    html! {
        li {
            a href={ "/desk/requests/" (record.reference) } {
                bdi { (who::name(&record.request)) }
            }
            @match &record.state {
                State::Done { agent, at, outcome: result } => span.quiet {
                    (outcome(*result)) ", " (agent.name) ", " (frame.clock.moment(*at))
                },
                State::Waiting | State::Claimed { .. } => {},
            }
        }
    }
}
