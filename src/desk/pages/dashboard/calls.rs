use maud::{Markup, html};

use super::{Board, counted, waited};
use crate::{
    clock::span,
    dashboard::{Calls, Figures, Part},
    pages::{
        frame::Frame,
        plot::{Column, Columns, Ink, bar, key},
    },
};

/// How many topics are shown; the table has them all.
const SHOWN: usize = 8;

/// Whether customers were phoned as promised, by day.
pub fn promise(frame: &Frame<'_>, figures: &Figures) -> Markup {
    let total = &figures.called.total;
    let finding = match (total.all(), total.share()) {
        (0, _) => None,
        (all, None) => Some(format!(
            "{}, and no promise has come due yet.",
            counted(all, "request came", "requests came")
        )),
        (_, Some(share)) => Some(format!(
            "{share} % of {} kept{}.",
            counted(total.due(), "promise that was due was", "promises that were due were"),
            match total.overdue {
                0 => String::new(),
                1 => "; 1 customer still waits and is late".to_owned(),
                late => format!("; {late} customers still wait and are late"),
            }
        )),
    };
    let body = match &finding {
        None => html! {
            p { "Nobody asked to be phoned in these days." }
            p.quiet {
                "Callbacks come from the widget once " code { "[callback]" } " in unstuck.toml names "
                "this desk among its " code { "endpoints" } "."
            }
        },
        Some(finding) => plots(figures, finding),
    };
    let measure = match figures.promise {
        Some(minutes) => format!(
            "In time is who was phoned within {minutes} minutes of asking, or of the beginning of the \
             slot that they chose, if that is later. The first call counts, whatever came of it; a \
             claim is no call. Days are those of the request. Who called it off is left out."
        ),
        None => "In time is who was phoned by the end of the slot that they chose. The first call \
                 counts, whatever came of it; a claim is no call. Days are those of the request. Who \
                 called it off is left out."
            .to_owned(),
    };
    let board = Board {
        part: Part::Callbacks,
        heading: "Calls against the promise",
        finding: finding.as_deref(),
        body,
        measure: &measure,
        wide: true,
    };
    board.draw(frame, figures)
}

fn plots(figures: &Figures, finding: &str) -> Markup {
    let days = || figures.span.days.iter().zip(&figures.called.days);
    let label = |day: &jiff::civil::Date| day.strftime("%-d %b").to_string();
    let kept = days().map(|(day, calls)| Column {
        label: label(day),
        title: format!(
            "{}: {} in time, {} late, {} waiting and late",
            label(day),
            calls.kept,
            calls.late,
            calls.overdue
        ),
        above: vec![(Ink::Good, calls.kept)],
        below: vec![(Ink::Striped, calls.late), (Ink::Hollow, calls.overdue)],
    });
    let waits = days().map(|(day, calls)| Column {
        label: label(day),
        title: match calls.median {
            Some(wait) => format!("{}: {}", label(day), waited(wait)),
            None => format!("{}: nobody", label(day)),
        },
        above: vec![(Ink::Plain, calls.median.unwrap_or_default())],
        below: Vec::new(),
    });
    let slowest = days().filter_map(|(day, calls)| Some((calls.median?, day))).max();
    let median = figures.called.total.median.map(waited).unwrap_or_default();
    let wait = slowest.map(|(wait, day)| {
        format!(
            "Half of those who were phoned waited {median} or less; the slowest day was {}, with {}.",
            label(day),
            waited(wait)
        )
    });
    html! {
        p.keys {
            (key(Ink::Good, "In time")) (key(Ink::Striped, "Late"))
            (key(Ink::Hollow, "Waiting and late"))
        }
        (Columns {
            id: "plot-promise",
            finding,
            top: &|most| counted(most, "request", "requests"),
            mark: None,
            columns: kept.collect(),
        }.draw())
        @if let Some(wait) = &wait {
            h3 { "Time to the first call" }
            p.finding { (wait) }
            (Columns {
                id: "plot-wait",
                finding: wait,
                top: &waited,
                mark: figures.promise.map(|minutes| (
                    i64::from(minutes) * 60,
                    format!("Promised within {}", span(i64::from(minutes) * 60)),
                )),
                columns: waits.collect(),
            }.draw())
        }
    }
}

/// The same by topic.
pub fn topics(frame: &Frame<'_>, figures: &Figures) -> Markup {
    let topics = &figures.called.topics;
    let worst = topics
        .iter()
        .filter_map(|(topic, calls)| Some((calls.share()?, frame.topic(topic.as_deref()?))))
        .min_by_key(|(share, _)| *share);
    let finding = match (topics.is_empty(), worst) {
        (true, _) => None,
        (false, None) => Some("No promise of a topic has come due yet.".to_owned()),
        (false, Some((100, _))) => Some("The promise was kept for every topic.".to_owned()),
        (false, Some((share, topic))) => {
            Some(format!("Least often in time: {topic}, with {share} %."))
        }
    };
    let row = |(topic, calls): &(Option<String>, Calls)| {
        html! {
            tr {
                th scope="row" { bdi { (topic.as_deref().map_or("None".to_owned(), |topic| frame.topic(topic))) } }
                td.amount { (calls.all()) }
                td.amount {
                    @match calls.share() { Some(share) => { (share) " %" }, None => { "–" } }
                }
                td.drawn { (bar(Ink::Good, calls.kept, calls.due())) }
                td.amount { (calls.median.map_or("–".to_owned(), waited)) }
            }
        }
    };
    let body = html! {
        @if topics.is_empty() {
            p { "No request names a topic yet." }
        } @else {
            table.counts.lean {
                thead { tr {
                    th scope="col" { "Topic" } th.amount scope="col" { "Requests" }
                    th.amount scope="col" { "In time" } td.drawn {} th.amount scope="col" { "Median wait" }
                } }
                tbody { @for topic in topics.iter().take(SHOWN) { (row(topic)) } }
            }
        }
    };
    let board = Board {
        part: Part::Topics,
        heading: "By topic",
        finding: finding.as_deref(),
        body,
        measure: "The topic is that of the page or the answer from which the customer asked to be \
                  phoned. None is what has none.",
        wide: true,
    };
    board.draw(frame, figures)
}
