//! When to be phoned: as soon as people can, or a slot of a day.

use unstuck_model::{callback::Slot, escalation::topic_hours, slots};

use crate::{
    app::App,
    clock,
    dom::{Tag, tag, value},
    reactive::{Get, GetUntracked, RwSignal, Set, With, WithUntracked},
    words::fill,
};

/// What the field holds.
#[derive(Clone, Copy)]
pub struct SlotField {
    app: App,
    /// The days with their slots. The first is the stretch that begins as soon as people can.
    days: RwSignal<Vec<(String, Vec<Slot>)>>,
    day: RwSignal<usize>,
    slot: RwSignal<usize>,
    error: RwSignal<Option<&'static str>>,
}

impl SlotField {
    /// The slots that can be asked for now.
    pub fn new(app: App) -> Self {
        Self {
            app,
            days: RwSignal::new(days(app)),
            day: RwSignal::new(0),
            slot: RwSignal::new(0),
            error: RwSignal::new(None),
        }
    }

    /// The field's elements: the day, then the time of that day.
    pub fn draw(self) -> Vec<Tag> {
        let words = self.app.words;
        let choice = |index: usize, words: &str| {
            tag("option", "").attr("value", &index.to_string()).say(words)
        };
        let day = tag("select", "")
            .attr("name", "day")
            .on("change", move |event| {
                self.day.set(value(&event).parse().unwrap_or(0));
                self.slot.set(0);
            })
            .live(move || {
                let option = |(index, day): (usize, &(String, _))| choice(index, &day.0);
                self.days.with(|days| days.iter().enumerate().map(option).collect())
            });
        let time = tag("select", "")
            .attr("name", "time")
            .attr("aria-describedby", "u-slot-error")
            .on("change", move |event| self.slot.set(value(&event).parse().unwrap_or(0)))
            .live(move || {
                let content = self.app.content();
                let span = |slot: &Slot| {
                    let time = |at| clock::time(&content.language, at);
                    format!("{} – {}", time(slot.from), time(slot.to))
                };
                let slots = self.of_day(self.day.get());
                slots.iter().enumerate().map(|(index, slot)| choice(index, &span(slot))).collect()
            });
        let field = |name: &str, field: Tag| {
            tag("label", "field").with(tag("span", "field-name").say(name)).with(field)
        };
        vec![
            tag("div", "row fields")
                .with(field(words.form_day, day))
                .with(field(words.form_time, time)),
            error("u-slot-error", self.error),
        ]
    }

    /// The slot that is chosen, if it can still be asked for; else the field says why not.
    pub fn check(self) -> Option<Slot> {
        let (day, slot) = (self.day.get_untracked(), self.slot.get_untracked());
        let slot = if day == 0 {
            // As soon as people can, from now on.
            days(self.app).into_iter().next().and_then(|(_, slots)| slots.first().copied())
        } else {
            self.of_day(day).get(slot).copied().filter(|slot| slot.from > clock::now())
        };
        self.error.set(slot.is_none().then_some(self.app.words.error_slot));
        slot
    }

    /// Whether the field says that something is wrong with it.
    pub fn has_error(self) -> bool {
        self.error.with_untracked(Option::is_some)
    }

    fn of_day(self, day: usize) -> Vec<Slot> {
        self.days
            .with_untracked(|days| days.get(day).map(|(_, slots)| slots.clone()))
            .unwrap_or_default()
    }
}

fn days(app: App) -> Vec<(String, Vec<Slot>)> {
    let content = app.content();
    let settings = &content.settings;
    let topic = app.journey.with_untracked(|journey| topic_hours(journey.topic_of(settings)));
    let (hours, rules, now) = (&settings.hours, &settings.callback, clock::now());
    let day = |slot: &Slot| clock::day(&content.language, slot.from);
    let soonest = slots::soonest(hours, rules, topic, now, &clock::minute_of_day);
    let mut days: Vec<(String, Vec<Slot>)> = soonest
        .map(|slot| (fill(app.words.form_soonest, &[("day", &day(&slot))]), vec![slot]))
        .into_iter()
        .collect();
    for slot in slots::slots(hours, rules, topic, now, &clock::minute_of_day) {
        let day = day(&slot);
        match days.last_mut() {
            Some((last, of_day)) if *last == day => of_day.push(slot),
            Some(_) | None => days.push((day, vec![slot])),
        }
    }
    days
}

/// What is wrong with a field.
pub fn error(id: &str, signal: RwSignal<Option<&'static str>>) -> Tag {
    tag("span", "field-error")
        .attr("id", id)
        .live_text(move || signal.get().unwrap_or_default().to_owned())
}
