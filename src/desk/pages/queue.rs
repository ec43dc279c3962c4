use maud::{Markup, html};

use super::{
    card::{card, outcome},
    frame::{Frame, Room},
    notice::Notice,
    who,
};
use crate::record::{Queue, Record, State, is_lapsed};

/// The queue: the agent's own requests, those that wait by their deadline, those of colleagues, and
/// those done. The script draws what is in `#queue` anew when it changes.
pub fn queue(frame: &Frame<'_>, queue: &Queue, notice: Option<Notice>) -> Markup {
    let sorted = sorted(frame, &queue.open);
    let nobody = sorted.overdue.is_empty() && sorted.now.is_empty() && sorted.later.is_empty();
    let more = queue.open_count.saturating_sub(queue.open.len());
    let main = html! {
        div.title.head {
            h1 { "Callbacks" }
            // Shown by the script, for without it nothing can sound.
            div.sound hidden {
                button #sound type="button" aria-pressed="false" aria-describedby="sound-said" {
                    "Sound when something new waits"
                }
                span #sound-said.quiet { "Off until you switch it on. This browser remembers it." }
            }
        }
        @if let Some(notice) = notice { (notice.draw()) }
        div #queue data-version=(queue.pulse.version) {
            p.quiet.as-of {
                (counts(frame, queue)) " As of " (frame.clock.time(frame.now)) ", "
                (frame.clock.name()) ". " a href="/desk" { "Refresh" }
            }
            (section(frame, "Yours", &sorted.mine))
            (section(frame, "Overdue", &sorted.overdue))
            (section(frame, "Now", &sorted.now))
            (section(frame, "Later", &sorted.later))
            @if nobody {
                section.empty data-key="empty" aria-labelledby="waiting" {
                    h2 #waiting { "Waiting" }
                    p { "Nobody is waiting for a call." }
                    p.quiet { "New requests appear here, the most urgent first." }
                }
            }
            @if more > 0 {
                p.notice { (more) " more wait behind these. They appear as the first ones are done." }
            }
            (section(frame, "With colleagues", &sorted.others))
            (done(frame, &queue.done))
        }
    };
    frame.page(Some(Room::Callbacks), "Callbacks", &main)
}

/// Open requests by who has them and by their deadline.
#[derive(Default)]
struct Sorted<'a> {
    mine: Vec<&'a Record>,
    overdue: Vec<&'a Record>,
    now: Vec<&'a Record>,
    later: Vec<&'a Record>,
    others: Vec<&'a Record>,
}

fn sorted<'a>(frame: &Frame<'_>, open: &'a [Record]) -> Sorted<'a> {
    let mut sorted = Sorted::default();
    for record in open {
        let slot = record.request.slot;
        let by_deadline = if slot.to <= frame.now {
            &mut sorted.overdue
        } else if slot.from <= frame.now {
            &mut sorted.now
        } else {
            &mut sorted.later
        };
        match &record.state {
            State::Waiting => by_deadline.push(record),
            State::Claimed { agent, .. } if agent.id == frame.agent.id => sorted.mine.push(record),
            State::Claimed { until, .. } if is_lapsed(*until, frame.now) => {
                by_deadline.push(record)
            }
            State::Claimed { .. } => sorted.others.push(record),
            // The store puts these elsewhere.
            State::Done { .. } => {}
        }
    }
    for records in [&mut sorted.mine, &mut sorted.overdue, &mut sorted.now, &mut sorted.others] {
        records.sort_by_key(|record| record.request.slot.to);
    }
    sorted
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
            section data-key=(id) aria-labelledby=(id) {
                h2 id=(id) { (title) " " span.count { (records.len()) } }
                div.cards { @for record in records { (card(frame, record)) } }
            }
        }
    }
}

fn done(frame: &Frame<'_>, records: &[Record]) -> Markup {
    html! {
        @if !records.is_empty() {
            section data-key="done" aria-labelledby="done" {
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
        li data-key={ "done-" (record.reference) } {
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
