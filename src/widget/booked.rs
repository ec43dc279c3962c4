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
    let from = clock::time(&language, booked.slot.from);
    let to = clock::time(&language, booked.slot.to);
    let when = tag("p", "booked-when")
        .with(tag("strong", "").say(&clock::day(&language, booked.slot.from)))
        .with(tag("br", ""))
        .say(&fill(words.booked, &[("from", &from), ("to", &to)]));
    let reference = tag("p", "")
        .attr("data-reference", &booked.reference)
        .say(&fill(words.booked_reference, &[("code", &booked.reference)]));
    let company = app.content().settings.company.clone();
    let event = Event {
        id: &booked.reference,
        made: clock::now(),
        slot: booked.slot,
        title: &fill(words.booked_event, &[("company", &company)]),
        text: &fill(words.booked_reference, &[("code", &booked.reference)]),
    };
    let calendar = tag("a", "")
        .attr("href", &event.address())
        .attr("download", "callback.ics")
        .say(words.booked_calendar);
    let view = tag("div", "booked")
        .with(tag("span", "booked-icon").with(icon(Icon::Tick)))
        .with(heading("h2", "title").say(words.booked_heading))
        .with(when)
        .with(reference)
        .with(tag("p", "").with(calendar))
        .with(button("button", words.close, move |_| app.close()));
    vec![view]
}
