use jiff::{ToSpan, civil::Date};
use unstuck_model::hours::Seconds;

use crate::clock::Clock;

/// How far back a dashboard looks: whole weeks, so that each has every weekday as often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Week,
    Month,
    Quarter,
}

impl Period {
    /// Every period, the shortest first.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Quarter];

    /// How many days it has, today among them.
    pub fn days(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Month => 28,
            Self::Quarter => 90,
        }
    }

    /// The period of so many days, as an address names it; four weeks if it names none.
    pub fn named(days: &str) -> Self {
        let named = Self::ALL.into_iter().find(|period| period.days().to_string() == days);
        named.unwrap_or(Self::Month)
    }
}

/// The days of a period, by a company's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Each day, the first first.
    pub days: Vec<Date>,
    /// When the first one begins.
    pub since: Seconds,
}

impl Span {
    /// The days that end with the one of `now`.
    pub fn of(period: Period, clock: &Clock, now: Seconds) -> Self {
        let Some(today) = clock.wall(now).map(|wall| wall.date()) else {
            return Self { days: Vec::new(), since: now };
        };
        let days: Vec<Date> =
            (0..period.days()).rev().filter_map(|ago| today.checked_sub(ago.days()).ok()).collect();
        let first = days.first().and_then(|first| clock.at(first.at(0, 0, 0, 0)));
        Self { since: first.unwrap_or(now), days }
    }

    /// Where the day of a moment stands among them.
    pub fn day(&self, clock: &Clock, at: Seconds) -> Option<usize> {
        let date = clock.wall(at)?.date();
        self.days.binary_search(&date).ok()
    }

    /// The day from which on pages' counts are looked at. They are kept by days of UTC, so that the
    /// first one may begin some hours before the period.
    pub fn counted_since(&self) -> i64 {
        self.since.div_euclid(24 * 3600)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_ends_with_today_by_the_companys_clock() {
        // Sunday, 22 November 2026, 23:30 UTC, which is Monday in Madrid.
        let now = 1_795_390_200;
        let madrid = Clock::of("Europe/Madrid").unwrap();
        let span = Span::of(Period::Week, &madrid, now);
        let days: Vec<String> = span.days.iter().map(ToString::to_string).collect();
        assert_eq!(days.first().unwrap(), "2026-11-17");
        assert_eq!(days.last().unwrap(), "2026-11-23");
        assert_eq!((span.days.len(), madrid.moment(span.since).as_str()), (7, "Tue 17 Nov, 00:00"));
        assert_eq!(Span::of(Period::Week, &Clock::utc(), now).days.last().unwrap().day(), 22);
    }

    #[test]
    fn days_hold_across_a_change_of_clocks() {
        let madrid = Clock::of("Europe/Madrid").unwrap();
        // On 25 October 2026 the clocks went back at 03:00.
        let at = |day: i8, hour: i8, minute: i8| {
            madrid.at(jiff::civil::date(2026, 10, day).at(hour, minute, 0, 0)).unwrap()
        };
        let span = Span::of(Period::Week, &madrid, at(26, 9, 0));
        let check = |at, expect| assert_eq!(span.day(&madrid, at), expect);
        check(at(24, 23, 59), Some(4));
        check(at(25, 0, 0), Some(5));
        check(at(25, 23, 59), Some(5));
        check(at(26, 0, 0), Some(6));
        check(at(19, 23, 59), None);
        assert_eq!(at(26, 0, 0) - at(25, 0, 0), 25 * 3_600);
    }

    #[test]
    fn an_address_that_names_no_period_means_four_weeks() {
        let check = |text, days| assert_eq!(Period::named(text).days(), days);
        check("7", 7);
        check("90", 90);
        check("", 28);
        check("-7", 28);
        check("9999999999999999999999", 28);
    }
}
