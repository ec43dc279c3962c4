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
        let at = |time| {
            let at = zone.to_zoned(date.to_datetime(time)).ok()?;
            Some(at.timestamp().as_second())
        };
        let (opens, closes) = (at(OPENS)?, at(CLOSES)?);
        let begins = (0..)
            .map(|count: Seconds| opens.saturating_add(count.saturating_mul(length)))
            .take_while(|from| from.saturating_add(length) <= closes);
        let slots = begins.map(|from| Slot { from, to: from.saturating_add(length) });
        let within = |at: Seconds| {
            Timestamp::from_second(at).is_ok_and(|at| {
                let at = zone.to_datetime(at);
                at.date() == date && (OPENS..=CLOSES).contains(&at.time())
            })
        };
        let fits = |slot: &Slot| within(slot.from) && within(slot.to);
        let slots: Vec<Slot> = slots
            .filter(|slot| slot.from >= now.saturating_add(NOTICE) && *slot != asked)
            .filter(fits)
            .collect();
        (!slots.is_empty()).then_some(slots)
    });
    days.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Monday, 23 November 2026, 06:00 UTC.
    const NOW: Seconds = 1_795_413_600;

    fn zone(posix: &str) -> TimeZone {
        TimeZone::posix(posix).unwrap()
    }

    fn asked(length: Seconds) -> Slot {
        Slot { from: NOW, to: NOW + length }
    }

    /// The beginnings of a day's slots as the clock shows them.
    fn shown(zone: &TimeZone, day: &[Slot]) -> Vec<String> {
        let time = |at| zone.to_datetime(Timestamp::from_second(at).unwrap());
        day.iter().map(|slot| time(slot.from).strftime("%H:%M").to_string()).collect()
    }

    #[test]
    fn a_week_of_days_is_offered_in_slots_of_the_same_length() {
        for (hours, count) in [(1, 13), (2, 6), (3, 4)] {
            let days = choices(&TimeZone::UTC, asked(hours * HOUR), NOW);
            assert_eq!(days.len(), 7);
            for day in &days {
                assert_eq!(day.len(), count);
                assert!(day.iter().all(|slot| slot.to - slot.from == hours * HOUR));
            }
        }
        let long = choices(&TimeZone::UTC, asked(12 * HOUR), NOW);
        assert!(long.iter().flatten().all(|slot| slot.to - slot.from == HOUR));
    }

    #[test]
    fn what_is_too_soon_and_what_was_asked_for_is_not_offered() {
        let at = |hour: Seconds| NOW + (hour - 6) * HOUR;
        let eight = Slot { from: at(9), to: at(10) };
        let today = |now| shown(&TimeZone::UTC, &choices(&TimeZone::UTC, eight, now)[0]);
        assert_eq!(&today(NOW)[..2], ["08:00", "10:00"]);
        assert_eq!(&today(at(8) - NOTICE)[..1], ["08:00"]);
        assert_eq!(&today(at(8) - NOTICE + 1)[..1], ["10:00"]);
        // In the evening the first day is tomorrow.
        assert_eq!(choices(&TimeZone::UTC, eight, at(20)).len(), 6);
    }

    #[test]
    fn d20_no_slot_leaves_the_window_of_the_customers_clock() {
        let zones = [
            "UTC0",
            "XXX-14",
            "XXX12",
            "XXX-5:45",
            "EST5EDT,M3.2.0,M11.1.0",
            // The clock is put forward and back within the day, and at the ends of the window.
            "AAA0BBB,M11.4.3/12,M3.1.0",
            "AAA0BBB,M3.1.0,M11.4.3/12",
            "AAA0BBB,M11.4.3/7:30,M3.1.0",
            "AAA0BBB,M3.1.0,M11.4.3/21",
        ];
        for name in zones {
            let zone = zone(name);
            for length in [900, 1_800, 3_600, 5_400, 7_200] {
                for slot in choices(&zone, asked(length), NOW).into_iter().flatten() {
                    for at in (slot.from..=slot.to).step_by(60) {
                        let at = zone.to_datetime(Timestamp::from_second(at).unwrap());
                        assert!((OPENS..=CLOSES).contains(&at.time()), "{name}: {at}");
                    }
                }
            }
        }
    }

    #[test]
    fn d20_a_gap_takes_an_hour_from_the_day_and_an_overlap_adds_one() {
        // On Wednesday, 25 November, at noon.
        let count = |name: &str| {
            let zone = zone(name);
            let days = choices(&zone, asked(HOUR), NOW);
            (shown(&zone, &days[2]), days[3].len())
        };
        let (gap, after) = count("AAA0BBB,M11.4.3/12,M3.1.0");
        assert_eq!((gap.len(), after), (12, 13));
        assert!(!gap.contains(&"12:00".to_owned()), "{gap:?}");
        let (overlap, after) = count("AAA0BBB,M3.1.0,M11.4.3/12");
        assert_eq!((overlap.len(), after), (14, 13));
        assert_eq!(overlap.iter().filter(|time| *time == "11:00").count(), 2, "{overlap:?}");
    }

    #[test]
    fn moments_that_no_calendar_has_offer_nothing() {
        assert!(choices(&TimeZone::UTC, asked(HOUR), Seconds::MAX).is_empty());
        let odd = Slot { from: Seconds::MAX, to: Seconds::MIN };
        assert_eq!(choices(&TimeZone::UTC, odd, NOW).len(), 7);
    }
}
