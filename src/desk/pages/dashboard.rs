mod board;
mod calls;
mod help;
mod load;

use maud::{Markup, html};
use unstuck_model::hours::Seconds;

use self::board::{Board, counted};
use super::{
    frame::{Frame, Room},
    plot,
};
use crate::{
    clock::span,
    dashboard::{Figures, Period, percent},
};

/// How customers fare: whether they are phoned as promised, when they come, and what the help does for
/// them.
pub fn dashboard(frame: &Frame<'_>, figures: &Figures) -> Markup {
    let day = |day: Option<&jiff::civil::Date>| {
        day.map(|day| day.strftime("%-d %b %Y").to_string()).unwrap_or_default()
    };
    let days = &figures.span.days;
    let main = html! {
        div.title.head {
            h1 { "Dashboard" }
            nav.periods aria-label="Period" {
                @for period in Period::ALL {
                    a href={ "/desk/dashboard?days=" (period.days()) }
                        aria-current=[(period == figures.period).then_some("true")] {
                        (period.days()) " days"
                    }
                }
            }
        }
        p.quiet.as-of {
            (day(days.first())) " to " (day(days.last())) ", " (frame.clock.name()) ". As of "
            (frame.clock.time(frame.now)) ". "
            a href={ "/desk/dashboard?days=" (figures.period.days()) } { "Refresh" }
        }
        (plot::stripes())
        (tiles(figures))
        div.boards {
            (calls::promise(frame, figures))
            (calls::topics(frame, figures))
            (load::load(frame, figures))
            (help::journey(frame, figures))
            (help::questions(frame, figures))
            (help::steps(frame, figures))
            (help::targets(frame, figures))
            (help::entries(frame, figures))
        }
    };
    frame.page(Some(Room::Dashboard), "Dashboard", &main)
}

/// What matters most, at a glance.
fn tiles(figures: &Figures) -> Markup {
    let calls = &figures.called.total;
    let funnel = &figures.funnel;
    let solved = percent(funnel.solved, funnel.solved.saturating_add(funnel.handed_off));
    let share = |share: Option<i64>| share.map_or("–".to_owned(), |share| format!("{share} %"));
    html! {
        dl.tiles {
            (tile("Phoned in time", &share(calls.share()), &match calls.due() {
                0 => "No promise has come due".to_owned(),
                due => format!("{} of {due} due", calls.kept),
            }, false))
            (tile("Median wait", &calls.median.map_or("–".to_owned(), waited),
                "from the request to the first call", false))
            (tile("Waiting and late", &calls.overdue.to_string(), &match (calls.overdue, calls.ahead) {
                (0, 0) => "Nobody waits".to_owned(),
                (0, 1) => "1 waits, and is in time".to_owned(),
                (0, ahead) => format!("{ahead} wait, all in time"),
                _ => "They come first in the queue".to_owned(),
            }, calls.overdue > 0))
            (tile("Solved without people", &share(solved), &match solved {
                None => "Nothing was counted".to_owned(),
                Some(_) => format!("{} solved, {} handed off", funnel.solved, funnel.handed_off),
            }, false))
        }
    }
}

/// A wait in words, of a minute at least: what is measured is no finer.
fn waited(seconds: Seconds) -> String {
    span(seconds.max(60))
}

fn tile(name: &str, value: &str, said: &str, alarm: bool) -> Markup {
    html! {
        div.tile.alarm[alarm] {
            dt { (name) }
            dd.figure { (value) }
            dd.quiet { (said) }
        }
    }
}

/// A sentence for a board without counts.
fn uncounted() -> Markup {
    html! {
        p { "Nothing was counted in these days." }
        p.quiet {
            "Pages count only if unstuck.toml says so: write " code { "counts = true" } " under "
            code { "[privacy]" } " and build the site anew. They send kinds and ids, and no word of "
            "anybody."
        }
    }
}
