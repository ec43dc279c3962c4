use maud::{Markup, html};
use unstuck_model::language::Language;

use super::{Board, counted, uncounted};
use crate::{
    dashboard::{Figures, Part, percent},
    inert::inert,
    pages::{
        frame::Frame,
        plot::{Ink, bar, bars},
    },
};

/// How many rows are shown; the table has them all.
const SHOWN: usize = 8;

/// The way of customers through the help.
pub fn journey(frame: &Frame<'_>, figures: &Figures) -> Markup {
    let funnel = &figures.funnel;
    let shares = |times: i64| match percent(times, funnel.asked) {
        Some(share) => format!("{times} · {share} %"),
        None => times.to_string(),
    };
    let finding = (!funnel.is_empty()).then(|| {
        format!(
            "{}, {} solved without people, {} handed off.",
            counted(funnel.asked, "question was asked", "questions were asked"),
            funnel.solved,
            funnel.handed_off
        )
    });
    let body = match &finding {
        None => uncounted(),
        Some(finding) => {
            let rows: Vec<_> = funnel
                .stations()
                .into_iter()
                .zip([Ink::Plain, Ink::Plain, Ink::Plain, Ink::Good, Ink::Plain])
                .map(|((name, times), ink)| (name.to_owned(), shares(times), ink, times))
                .collect();
            bars("plot-journey", finding, &rows)
        }
    };
    let board = Board {
        part: Part::Journey,
        heading: "The way of customers",
        finding: finding.as_deref(),
        body,
        measure: "Shares are of what was asked. These are events that pages counted, not people: who \
                  opens an answer that a page suggests has not asked. Solved is what was said to have \
                  helped, or a guide that was done to the end. Handed off is a way to people that was \
                  taken. Pages of an older build count less. Counts are kept by days of UTC.",
        wide: false,
    };
    board.draw(frame, figures)
}

/// What customers asked that the help does not answer.
pub fn questions(frame: &Frame<'_>, figures: &Figures) -> Markup {
    let questions = &figures.questions;
    let funnel = &figures.funnel;
    let finding = (!questions.is_empty()).then(|| {
        format!("{} open.", counted(figures.open_questions, "question is", "questions are"))
    });
    let doubtful = percent(funnel.unanswered, funnel.asked).map(|share| {
        format!(
            " The search had no good answer to {} of {} asked ({share} %).",
            funnel.unanswered, funnel.asked
        )
    });
    let body = html! {
        @if questions.is_empty() {
            p { "No question of these days is open." }
            p.quiet { "A question appears here when a customer finds no answer and leaves it to you." }
        } @else {
            table.counts.lean {
                thead { tr { th scope="col" { "Question" } th.amount scope="col" { "Times" } } }
                tbody {
                    @for one in questions.iter().take(SHOWN) {
                        tr {
                            td {
                                a href={ "/desk/questions#question-" (one.id) }
                                    lang=[Language::new(&one.language)] dir="auto" { (inert(&one.text)) }
                            }
                            td.amount { (one.times) }
                        }
                    }
                }
            }
            p { a.more href="/desk/questions" { "All open questions" } }
        }
    };
    let finding = match (finding, doubtful) {
        (Some(finding), doubtful) => Some(finding + &doubtful.unwrap_or_default()),
        (None, _) => None,
    };
    let board = Board {
        part: Part::Questions,
        heading: "Questions without an answer",
        finding: finding.as_deref(),
        body,
        measure: "What customers left to you in these days and is still open. Texts that differ only in \
                  case, spaces and signs are one question.",
        wide: false,
    };
    board.draw(frame, figures)
}

/// The steps at which guides lose people.
pub fn steps(frame: &Frame<'_>, figures: &Figures) -> Markup {
    let losing: Vec<_> = figures.steps.iter().filter(|step| step.lost() > 0).collect();
    let finding = match (figures.steps.first(), losing.first()) {
        (None, _) => None,
        (Some(_), None) => Some("No step lost anybody.".to_owned()),
        (Some(_), Some(worst)) => Some(match worst.share_lost() {
            Some(share) => format!("{} loses most: {share} % of those who came to it.", worst.id),
            None => format!("{} lost {}.", worst.id, worst.lost()),
        }),
    };
    let body = html! {
        @if figures.steps.is_empty() { (uncounted()) }
        @if !losing.is_empty() {
            table.counts.lean {
                thead { tr {
                    th scope="col" { "Step" } th.amount scope="col" { "Shown" }
                    th.amount scope="col" { "Lost" } td.drawn {}
                } }
                tbody {
                    @for step in losing.iter().take(SHOWN) {
                        tr {
                            th scope="row" { (step.id) }
                            td.amount { (step.shown) }
                            td.amount {
                                (step.lost())
                                @if let Some(share) = step.share_lost() { " · " (share) " %" }
                            }
                            td.drawn { (bar(Ink::Striped, step.lost(), step.shown)) }
                        }
                    }
                }
            }
        }
    };
    let board = Board {
        part: Part::Steps,
        heading: "Where guides lose people",
        finding: finding.as_deref(),
        body,
        measure: "Lost is who closed the guide at this step or asked for people there, of those who were \
                  shown it. The worst share comes first; steps that were shown fewer than five times come \
                  last. Who closes the whole page is not counted.",
        wide: true,
    };
    board.draw(frame, figures)
}

/// The steps whose places on the page were not found.
pub fn targets(frame: &Frame<'_>, figures: &Figures) -> Markup {
    let drifted = figures.drifted();
    let finding = drifted.first().map(|first| {
        format!(
            "{}, most often {}.",
            match drifted.len() {
                1 => "The target of one step was not found".to_owned(),
                more => format!("The targets of {more} steps were not found"),
            },
            first.id
        )
    });
    let body = html! {
        @if drifted.is_empty() && figures.steps.is_empty() { (uncounted()) }
        @if drifted.is_empty() && !figures.steps.is_empty() {
            p { "Every target was found." }
        }
        @if !drifted.is_empty() {
            table.counts.lean {
                thead { tr {
                    th scope="col" { "Step" } th.amount scope="col" { "Not found" } td.drawn {}
                } }
                tbody {
                    @for step in drifted.iter().take(SHOWN) {
                        tr {
                            th scope="row" { (step.id) }
                            td.amount {
                                (step.drifted)
                                @if let Some(share) = step.share_drifted() { " · " (share) " %" }
                            }
                            td.drawn { (bar(Ink::Striped, step.drifted, step.shown)) }
                        }
                    }
                }
            }
            p.quiet {
                "Your pages have changed since the guide was written. " code { "unstuck check --against" }
                " says what it finds there now."
            }
        }
    };
    let board = Board {
        part: Part::Targets,
        heading: "Targets that were not found",
        finding: finding.as_deref(),
        body,
        measure: "How often a step could not find on the page what it points at, of the times that it was \
                  shown. The guide went on in the panel.",
        wide: false,
    };
    board.draw(frame, figures)
}

/// What was opened, and what came of it.
pub fn entries(frame: &Frame<'_>, figures: &Figures) -> Markup {
    let opened = figures.entries.iter().filter(|entry| entry.opened > 0).count();
    let finding = (!figures.entries.is_empty()).then(|| match figures.entries.first() {
        Some(first) if first.opened > 0 => {
            let opened = i64::try_from(opened).unwrap_or(i64::MAX);
            format!(
                "{} opened, most often {}.",
                counted(opened, "entry was", "entries were"),
                first.id
            )
        }
        Some(_) | None => "No entry was opened.".to_owned(),
    });
    let most = figures.entries.iter().map(|entry| entry.opened).max().unwrap_or_default();
    let body = html! {
        @if figures.entries.is_empty() { (uncounted()) }
        @if opened > 0 {
            table.counts.lean {
                thead { tr {
                    th scope="col" { "Entry" } th.amount scope="col" { "Opened" } td.drawn {}
                } }
                tbody {
                    @for entry in figures.entries.iter().filter(|entry| entry.opened > 0).take(SHOWN) {
                        tr {
                            th scope="row" { (entry.id) }
                            td.amount { (entry.opened) }
                            td.drawn { (bar(Ink::Plain, entry.opened, most)) }
                        }
                    }
                }
            }
        }
    };
    let board = Board {
        part: Part::Entries,
        heading: "Answers and guides",
        finding: finding.as_deref(),
        body,
        measure: "How often each was opened, said to have helped or not, done to the end, and left for \
                  people. People who were asked for from no entry stand under None.",
        wide: false,
    };
    board.draw(frame, figures)
}
