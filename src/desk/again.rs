//! When to phone again somebody who did not answer.

use jiff::{ToSpan, civil::DateTime};
use unstuck_model::{
    callback::Slot,
    hours::{Hours, Seconds},
    schedule::Schedule,
};

use crate::clock::Clock;

/// The hours of a customer's day in which a stranger may phone, where laws name some.
const FIRST_HOUR: i8 = 8;
const LAST_HOUR: i8 = 21;

/// How long a slot is, and how fine its beginning is.
const LENGTH: Seconds = 3_600;
const STEP: Seconds = 900;

/// How far ahead a slot may be put.
const FURTHEST: Seconds = 60 * 86_400;

/// How many days ahead a morning is looked for.
const DAYS: i64 = 7;

/// What decides about slots.
pub struct When<'a> {
    pub now: Seconds,
    /// The company's clock.
    pub company: &'a Clock,
    /// The customer's clock, or the company's if it is not known.
    pub customer: &'a Clock,
    /// When the company phones, if it is known.
    pub hours: Option<&'a (Hours, Schedule)>,
}

/// A slot that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub label: String,
    pub slot: Slot,
}

/// Why a slot cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no time.
    Missing,
    /// It has begun.
    Over,
    /// It is too far ahead.
    Far,
    /// The customer's day is over or has not begun.
    Night,
}

impl When<'_> {
    /// A few sensible slots, the soonest first.
    pub fn choices(&self) -> Vec<Choice> {
        let soon = self.now.saturating_add(LENGTH + STEP - 1).div_euclid(STEP) * STEP;
        let soon = self.fits(soon).map(|slot| ("In 1 hour".to_owned(), slot));
        let evening = self.on_day(0, 18, 20).map(|slot| ("This evening".to_owned(), slot));
        let morning = (1..=DAYS).find_map(|day| {
            let slot = self.on_day(day, 9, 11)?;
            Some((if day == 1 { "Tomorrow morning".to_owned() } else { self.morning(slot) }, slot))
        });
        let next = self.on_day(1, 18, 20).map(|slot| ("Tomorrow evening".to_owned(), slot));
        let mut choices: Vec<Choice> = Vec::new();
        for (label, slot) in [soon, evening, morning, next].into_iter().flatten() {
            if choices.iter().all(|other| other.slot != slot) {
                choices.push(Choice { label, slot });
            }
        }
        choices
    }

    /// The slot that begins at a moment of the company's clock, as a browser's field writes it:
    /// `2026-11-23T09:30`.
    pub fn written(&self, text: &str) -> Result<Slot, Unfit> {
        let wall: DateTime = text.trim().parse().map_err(|_| Unfit::Missing)?;
        self.slot(self.company.at(wall).ok_or(Unfit::Missing)?)
    }

    /// The slot that begins at a moment.
    pub fn slot(&self, from: Seconds) -> Result<Slot, Unfit> {
        if from <= self.now {
            return Err(Unfit::Over);
        }
        if from.saturating_sub(self.now) > FURTHEST {
            return Err(Unfit::Far);
        }
        let slot = Slot { from, to: from.saturating_add(LENGTH) };
        if self.is_by_day(slot) { Ok(slot) } else { Err(Unfit::Night) }
    }

    /// The slot, if it may be taken and the company phones then.
    fn fits(&self, from: Seconds) -> Option<Slot> {
        self.slot(from).ok().filter(|slot| self.is_open(*slot))
    }

    /// The first slot of a day of the customer's that begins between two hours.
    fn on_day(&self, days: i64, first: i8, last: i8) -> Option<Slot> {
        let today = self.customer.wall(self.now)?.date();
        let day = today.checked_add(days.days()).ok()?;
        (first..=last).find_map(|hour| self.fits(self.customer.at(day.at(hour, 0, 0, 0))?))
    }

    fn morning(&self, slot: Slot) -> String {
        let day = self.customer.wall(slot.from).map(|wall| wall.strftime("%A").to_string());
        format!("{} morning", day.unwrap_or_default())
    }

    fn is_by_day(&self, slot: Slot) -> bool {
        let walls = self.customer.wall(slot.from).zip(self.customer.wall(slot.to));
        walls.is_some_and(|(from, to)| {
            let ends = (i16::from(to.hour()) * 60) + i16::from(to.minute());
            from.date() == to.date()
                && from.hour() >= FIRST_HOUR
                && ends <= i16::from(LAST_HOUR) * 60
        })
    }

    fn is_open(&self, slot: Slot) -> bool {
        let Some((hours, schedule)) = self.hours else { return true };
        hours
            .intervals([*schedule, Schedule::Always], slot.from, 1)
            .iter()
            .any(|open| open.from <= slot.from && slot.to <= open.to)
    }
}

#[cfg(test)]
mod tests {
    use unstuck_model::hours::{Span, Zone};

    use super::*;

    /// Sunday, 22 November 2026, 08:00 UTC.
    const NOW: Seconds = 1_795_334_400;

    fn offered(now: Seconds, customer: &str, hours: Option<&(Hours, Schedule)>) -> Vec<String> {
        let (company, customer) = (Clock::utc(), Clock::of(customer).unwrap());
        let when = When { now, company: &company, customer: &customer, hours };
        let choices = when.choices();
        for choice in &choices {
            assert!(when.is_by_day(choice.slot) && choice.slot.from > now, "{choice:?}");
        }
        choices
            .iter()
            .map(|choice| format!("{} {}", choice.label, customer.moment(choice.slot.from)))
            .collect()
    }

    #[test]
    fn d20_slots_for_another_try_lie_in_the_customers_day() {
        let check = |now, zone, expect: &[&str]| assert_eq!(offered(now, zone, None), expect);
        check(
            NOW + 60,
            "UTC",
            &[
                "In 1 hour Sun 22 Nov, 09:15",
                "This evening Sun 22 Nov, 18:00",
                "Tomorrow morning Mon 23 Nov, 09:00",
                "Tomorrow evening Mon 23 Nov, 18:00",
            ],
        );
        // At three in the morning nobody is phoned an hour later.
        check(
            NOW,
            "America/New_York",
            &[
                "This evening Sun 22 Nov, 18:00",
                "Tomorrow morning Mon 23 Nov, 09:00",
                "Tomorrow evening Mon 23 Nov, 18:00",
            ],
        );
        check(
            NOW + 12 * 3_600,
            "UTC",
            &["Tomorrow morning Mon 23 Nov, 09:00", "Tomorrow evening Mon 23 Nov, 18:00"],
        );
    }

    #[test]
    fn slots_lie_within_the_companys_hours_if_they_are_known() {
        let mut week = <[Vec<Span>; 7]>::default();
        for day in week.iter_mut().skip(1).take(4) {
            *day = vec![Span { from: 10 * 60, to: 17 * 60 }];
        }
        let zone = Zone { name: "UTC".to_owned(), before: 0, changes: Vec::new() };
        let hours = Hours { zone, week, holidays: Vec::new(), schedules: Vec::new() };
        let hours = (hours, Schedule::Company);
        assert_eq!(offered(NOW, "UTC", Some(&hours)), ["Tuesday morning Tue 24 Nov, 10:00"]);
    }

    #[test]
    fn d20_a_time_that_is_typed_is_read_by_the_companys_clock_and_judged_by_the_customers() {
        let company = Clock::of("Europe/Madrid").unwrap();
        let check = |now, customer: &str, text: &str, expect: Result<Seconds, Unfit>| {
            let clock = Clock::of(customer).unwrap();
            let when = When { now, company: &company, customer: &clock, hours: None };
            assert_eq!(when.written(text).map(|slot| slot.from), expect, "{customer} {text}");
        };
        check(NOW, "Europe/Madrid", "2026-11-22T10:30", Ok(NOW + 5_400));
        check(NOW, "Europe/Madrid", "2026-11-22T08:59", Err(Unfit::Over));
        check(NOW, "Europe/Madrid", "2026-11-22T20:00", Ok(NOW + 11 * 3_600));
        check(NOW, "Europe/Madrid", "2026-11-22T20:01", Err(Unfit::Night));
        check(NOW, "Europe/Madrid", "2026-11-23T07:59", Err(Unfit::Night));
        check(NOW, "Europe/Madrid", "2027-11-23T10:00", Err(Unfit::Far));
        check(NOW, "America/Los_Angeles", "2026-11-22T16:59", Err(Unfit::Night));
        check(NOW, "America/Los_Angeles", "2026-11-22T17:00", Ok(NOW + 8 * 3_600));
        for text in ["", "soon", "2026-13-01T10:00", "2026-11-22", "9999999-01-01T00:00"] {
            let expect = if text == "2026-11-22" { Err(Unfit::Over) } else { Err(Unfit::Missing) };
            check(NOW, "Europe/Madrid", text, expect);
        }
        // The night of 28 March 2027 has no 02:30 in Madrid, and it is 09:30 in Tokyo an hour later.
        let spring = NOW + 125 * 86_400;
        check(spring, "Asia/Tokyo", "2027-03-28T02:30", Ok(1_806_197_400));
    }
}
