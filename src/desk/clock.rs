//! Moments as an agent reads them.

use jiff::{Timestamp, Zoned, civil::DateTime, tz::TimeZone};
use unstuck_model::{callback::Slot, hours::Seconds};

/// A place's way to write moments.
#[derive(Clone)]
pub struct Clock {
    zone: TimeZone,
    name: String,
}

impl Clock {
    /// The clock of an IANA time zone.
    pub fn of(name: &str) -> Option<Self> {
        let zone = TimeZone::get(name).ok()?;
        Some(Self { zone, name: name.to_owned() })
    }

    /// The clock of UTC.
    pub fn utc() -> Self {
        Self { zone: TimeZone::UTC, name: "UTC".to_owned() }
    }

    /// The zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The IANA name of the zone.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A moment, such as `Mon 23 Nov, 09:00`.
    pub fn moment(&self, at: Seconds) -> String {
        self.write(at, "%a %-d %b, %H:%M")
    }

    /// A moment's hour and minute.
    pub fn time(&self, at: Seconds) -> String {
        self.write(at, "%H:%M")
    }

    /// How far a moment's time is from UTC, such as `+02:00`.
    pub fn offset(&self, at: Seconds) -> String {
        self.write(at, "%:z")
    }

    /// A slot, such as `Mon 23 Nov, 09:00 to 10:00`.
    pub fn slot(&self, slot: Slot) -> String {
        let day = |at| self.zoned(at).map(|zoned| zoned.date());
        if day(slot.from) == day(slot.to) {
            format!("{} to {}", self.moment(slot.from), self.time(slot.to))
        } else {
            format!("{} to {}", self.moment(slot.from), self.moment(slot.to))
        }
    }

    /// What the clocks on the wall show at a moment.
    pub fn wall(&self, at: Seconds) -> Option<DateTime> {
        self.zoned(at).map(|zoned| zoned.datetime())
    }

    /// The moment at which the clocks on the wall show something: the first of two, and a later one
    /// if they were put forward over it.
    pub fn at(&self, wall: DateTime) -> Option<Seconds> {
        self.zone.to_timestamp(wall).ok().map(|moment| moment.as_second())
    }

    fn zoned(&self, at: Seconds) -> Option<Zoned> {
        Some(Timestamp::from_second(at).ok()?.to_zoned(self.zone.clone()))
    }

    fn write(&self, at: Seconds, format: &str) -> String {
        self.zoned(at).map_or_else(String::new, |zoned| zoned.strftime(format).to_string())
    }
}

/// A moment for machines, such as `2026-11-23T09:00:00Z`.
pub fn machine(at: Seconds) -> String {
    Timestamp::from_second(at).map(|moment| moment.to_string()).unwrap_or_default()
}

/// A moment as HTTP writes it, such as `Mon, 23 Nov 2026 09:00:00 GMT` (RFC 9110, section 5.6.7).
pub fn http_date(at: Seconds) -> String {
    Clock::utc().write(at, "%a, %d %b %Y %H:%M:%S GMT")
}

/// How near a slot is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nearness {
    /// It has ended.
    Overdue(String),
    /// It has begun, and ends in this time.
    Now(String),
    /// It begins in this time.
    Ahead(String),
}

/// How near a slot is at a moment.
pub fn nearness(slot: Slot, now: Seconds) -> Nearness {
    if now >= slot.to {
        Nearness::Overdue(span(now.saturating_sub(slot.to)))
    } else if now >= slot.from {
        Nearness::Now(span(slot.to.saturating_sub(now)))
    } else {
        Nearness::Ahead(span(slot.from.saturating_sub(now)))
    }
}

/// A span in the largest units that help, such as `2 h 5 min`.
pub fn span(seconds: Seconds) -> String {
    let minutes = seconds / 60;
    let (hours, days) = (minutes / 60, minutes / 1440);
    match (days, hours, minutes) {
        (0, 0, 0) => "less than a minute".to_owned(),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, minutes) if minutes % 60 == 0 => format!("{hours} h"),
        (0, hours, minutes) => format!("{hours} h {} min", minutes % 60),
        (1, ..) => "1 day".to_owned(),
        (days, ..) => format!("{days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_written_in_each_zone() {
        let slot = Slot { from: 1_795_424_400, to: 1_795_428_000 };
        let check =
            |zone: &str, expect: &str| assert_eq!(Clock::of(zone).unwrap().slot(slot), expect);
        check("UTC", "Mon 23 Nov, 09:00 to 10:00");
        check("Europe/Madrid", "Mon 23 Nov, 10:00 to 11:00");
        check("Pacific/Kiritimati", "Mon 23 Nov, 23:00 to Tue 24 Nov, 00:00");
        assert!(Clock::of("Mars/Olympus").is_none());
    }

    #[test]
    fn a_moment_is_written_as_http_wants_it() {
        assert_eq!(http_date(1_795_424_400), "Mon, 23 Nov 2026 09:00:00 GMT");
        assert_eq!(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    }

    #[test]
    fn nearness_is_said_in_the_largest_unit_that_helps() {
        let slot = Slot { from: 10_000, to: 13_600 };
        let check = |now, expect| assert_eq!(nearness(slot, now), expect);
        check(9_970, Nearness::Ahead("less than a minute".to_owned()));
        check(2_500, Nearness::Ahead("2 h 5 min".to_owned()));
        check(10_000, Nearness::Now("1 h".to_owned()));
        check(13_600, Nearness::Overdue("less than a minute".to_owned()));
        check(13_600 + 3 * 86_400, Nearness::Overdue("3 days".to_owned()));
    }
}
