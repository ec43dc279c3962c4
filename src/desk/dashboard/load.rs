use unstuck_model::hours::Seconds;

use crate::clock::Clock;

/// How many hours a day shows, and how many days a week has.
pub const HOURS: usize = 24;
const WEEKDAYS: usize = 7;

/// How many things fell into a quarter of an hour. Every zone's clocks are a whole number of them from
/// UTC, so that the store can count without knowing the zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// The quarter, counted from 1970.
    pub number: i64,
    pub times: i64,
}

impl Quarter {
    /// How long it is.
    pub const SECONDS: Seconds = 15 * 60;
}

/// How much falls on each hour of each weekday, by the company's clock; Monday is the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Load {
    pub hours: [[i64; HOURS]; WEEKDAYS],
}

impl Load {
    /// The most that falls on one hour of a weekday.
    pub fn most(&self) -> i64 {
        self.hours.iter().flatten().copied().max().unwrap_or_default()
    }

    /// All of it.
    pub fn all(&self) -> i64 {
        self.hours.iter().flatten().sum()
    }

    /// The weekday and the hour with the most, if there is any; the first of several.
    pub fn peak(&self) -> Option<(usize, usize)> {
        let most = Some(self.most()).filter(|most| *most > 0)?;
        self.hours
            .iter()
            .enumerate()
            .find_map(|(day, hours)| Some((day, hours.iter().position(|times| *times == most)?)))
    }
}

/// Sums quarters by the hours and weekdays of a clock.
pub fn load(quarters: &[Quarter], clock: &Clock) -> Load {
    let mut load = Load::default();
    for quarter in quarters {
        let Some(wall) = clock.wall(quarter.number.saturating_mul(Quarter::SECONDS)) else {
            continue;
        };
        let day = usize::try_from(wall.date().weekday().to_monday_zero_offset());
        let hour = usize::try_from(wall.hour());
        let cell = day
            .ok()
            .zip(hour.ok())
            .and_then(|(day, hour)| load.hours.get_mut(day).and_then(|hours| hours.get_mut(hour)));
        if let Some(cell) = cell {
            *cell = cell.saturating_add(quarter.times);
        }
    }
    load
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_those_of_the_clocks_on_the_wall() {
        // Sunday, 25 October 2026, 00:30 and 01:30 UTC: both are 02:30 in Madrid, where the clocks
        // went back between them. Kathmandu is 5:45 ahead.
        let quarters = [1_792_888_200, 1_792_891_800]
            .map(|at: Seconds| Quarter { number: at / Quarter::SECONDS, times: 1 });
        let check = |zone: &str, expect: &[(usize, i64)]| {
            let load = load(&quarters, &Clock::of(zone).unwrap());
            let seen: Vec<_> =
                load.hours[6].iter().copied().enumerate().filter(|(_, times)| *times > 0).collect();
            assert_eq!((seen.as_slice(), load.all()), (expect, 2), "{zone}");
        };
        check("Europe/Madrid", &[(2, 2)]);
        check("UTC", &[(0, 1), (1, 1)]);
        check("Asia/Kathmandu", &[(6, 1), (7, 1)]);
    }

    #[test]
    fn the_peak_is_the_hour_with_the_most() {
        let mut load = Load::default();
        assert_eq!(load.peak(), None);
        load.hours[2][9] = 4;
        load.hours[5][1] = 4;
        assert_eq!((load.peak(), load.most(), load.all()), (Some((2, 9)), 4, 8));
    }

    #[test]
    fn a_moment_without_a_date_is_nobodys() {
        let quarter = Quarter { number: i64::MAX, times: 1 };
        assert_eq!(super::load(&[quarter], &Clock::utc()).all(), 0);
    }
}
