//! The times that a customer may choose instead: in the customer's day, never in the night.

use jiff::{Span, Timestamp, civil::Time, tz::TimeZone};
use unstuck_model::{callback::Slot, hours::Seconds};

/// When a customer may be phoned, on the customer's own clock.
const OPENS: Time = Time::constant(8, 0, 0, 0);
const CLOSES: Time = Time::constant(21, 0, 0, 0);

/// How many days there are to choose from, today counted.
const DAYS: i64 = 7;

/// How soon a chosen slot begins at the earliest, in seconds: an agent must have the time to see it.
const NOTICE: Seconds = 30 * 60;

/// Slots longer than this were stretches of "as soon as you can"; there an hour is chosen.
const LONGEST: Seconds = 3 * 3600;
const HOUR: Seconds = 3600;

/// The slots of some days that a customer can choose from, as long as the one that was asked for and
/// without it; a list for each day that has any. Every slot lies wholly in the window of one day of
/// the customer's clock, whether that is put forward or back meanwhile.
pub fn choices(zone: &TimeZone, asked: Slot, now: Seconds) -> Vec<Vec<Slot>> {
    let length = asked.to.saturating_sub(asked.from);
    let length = if (60..=LONGEST).contains(&length) { length } else { HOUR };
    let Ok(today) = Timestamp::from_second(now) else { return Vec::new() };
    let today = today.to_zoned(zone.clone()).date();
    let days = (0..DAYS).filter_map(|ahead| {
        let date = today.checked_add(Span::new().days(ahead)).ok()?;
        let at = |time| Some(date.to_zoned_at(zone, time)?.timestamp().as_second());
        let (opens, closes) = (at(OPENS)?, at(CLOSES)?);
        let begins = (0..)
            .map(|count: Seconds| opens.saturating_add(count.saturating_mul(length)))
            .take_while(|from| from.saturating_add(length) <= closes);
        let slots = begins.map(|from| Slot { from, to: from.saturating_add(length) });
        let fits = |slot: &Slot| {
            let shows = |at| Some(Timestamp::from_second(at).ok()?.to_zoned(zone.clone()).datetime());
            let within = |at: Option<jiff::civil::DateTime>| {
                at.is_some_and(|at| at.date() == date && (OPENS..=CLOSES).contains(&at.time()))
            };
            within(shows(slot.from)) && within(shows(slot.to))
        };
        let slots: Vec<Slot> = slots
            .filter(|slot| slot.from >= now.saturating_add(NOTICE) && *slot != asked)
            .filter(fits)
            .collect();
        (!slots.is_empty()).then_some(slots)
    });
    days.collect()
}
