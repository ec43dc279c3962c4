use maud::{Markup, html};

use super::Board;
use crate::{
    dashboard::{Figures, Load, Part, WEEKDAYS},
    pages::{frame::Frame, plot::week},
};

/// When customers come, and for when they book.
pub fn load(frame: &Frame<'_>, figures: &Figures) -> Markup {
    let (received, booked) = (&figures.received, &figures.booked);
    let peak = |load: &Load| {
        let (day, hour) = load.peak()?;
        let day = WEEKDAYS.get(day)?;
        Some(format!("{day} at {hour:02}:00: {} of {}", load.most(), load.all()))
    };
    let came = peak(received).map(|peak| format!("Most requests come on {peak}."));
    let wished = peak(booked).map(|peak| format!("Most slots are booked for {peak}."));
    let body = match (&came, &wished) {
        (Some(came), wished) => html! {
            div.pair {
                div {
                    h3 { "Requests received" }
                    (week("plot-received", came, &received.hours, received.most()))
                }
                @if let Some(wished) = wished {
                    div {
                        h3 { "Slots booked" }
                        (week("plot-booked", wished, &booked.hours, booked.most()))
                    }
                }
            }
        },
        (None, _) => html! {
            p { "No request came in these days." }
            p.quiet { "Here you will see on which hours to have most people at the phones." }
        },
    };
    let finding = came.map(|came| match wished {
        Some(wished) => format!("{came} {wished}"),
        None => came,
    });
    let measure = format!(
        "Hours and weekdays are those of {}, summed over the period; the highest column is the busiest \
         hour of its own plot. Slots that were called off are left out.",
        frame.clock.name()
    );
    let board = Board {
        part: Part::Load,
        heading: "Load by hour",
        finding: finding.as_deref(),
        body,
        measure: &measure,
        wide: true,
    };
    board.draw(frame, figures)
}
