//! A callback that was accepted.

use unstuck_model::calendar_file::Event;

use crate::{
    app::{App, Booked},
    clock,
    dom::{Tag, button, heading, tag},
    icon::{Icon, icon},
    words::fill,
};

/// When the customer is phoned, and the code that they may name.
pub fn booked(app: App, booked: &Booked) -> Vec<Tag> {
    let words = app.words;
    let language = app.content().language.clone();
    let Booked { taken, .. } = booked;
    let from = clock::time(&language, booked.slot.from);
    let to = clock::time(&language, booked.slot.to);
    let when = tag("p", "booked-when")
        .with(tag("strong", "").say(&clock::day(&language, booked.slot.from)))
        .with(tag("br", ""))
        .say(&fill(words.booked, &[("from", &from), ("to", &to)]));
    let reference = tag("p", "")
        .attr("data-reference", &taken.reference)
        .say(&fill(words.booked_reference, &[("code", &taken.reference)]));
    let company = app.content().settings.company.clone();
    let event = Event {
        id: &taken.reference,
        made: clock::now(),
        slot: booked.slot,
        title: &fill(words.booked_event, &[("company", &company)]),
        text: &fill(words.booked_reference, &[("code", &taken.reference)]),
    };
    let calendar = tag("a", "")
        .attr("href", &event.address())
        .attr("download", "callback.ics")
        .say(words.booked_calendar);
    let change = (!taken.page.is_empty()).then(|| {
        tag("a", "")
            .attr("href", &taken.page)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .attr("data-status", "")
            .say(words.booked_change)
    });
    let mut links = tag("p", "").with(calendar);
    if let Some(change) = change {
        links = links.with(tag("br", "")).with(change);
    }
    let view = tag("div", "booked")
        .with(tag("span", "booked-icon").with(icon(Icon::Tick)))
        .with(heading("h2", "title").say(words.booked_heading))
        .with(when)
        .with(reference)
        .with(links)
        .with(button("button", words.close, move |_| app.close()));
    vec![view]
}
