//! The Gregorian calendar, by whole-number arithmetic on days since 1970-01-01.

/// Seconds in a day without a change of offset.
pub(crate) const DAY: i64 = 86_400;

/// The year, month (1 to 12) and day (1 to 31) of a day.
///
/// Years are counted from 1 March, so that the day of a leap year comes last; 400 years have
/// always 146,097 days.
pub(crate) fn date(day: i64) -> (i64, u8, u8) {
    let shifted = day.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day_of_month = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day_of_month).unwrap_or(1))
}

/// The day of the week, Monday being 0; 1970-01-01 was a Thursday.
pub(crate) fn weekday(day: i64) -> u8 {
    u8::try_from((day.rem_euclid(7) + 3) % 7).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_dates() {
        let check = |day: i64, expect: (i64, u8, u8), of_week: u8| {
            assert_eq!((date(day), weekday(day)), (expect, of_week), "{day}");
        };
        check(0, (1970, 1, 1), 3);
        check(-1, (1969, 12, 31), 2);
        check(11_016, (2000, 2, 29), 1);
        check(19_782, (2024, 2, 29), 3);
        check(20_454, (2026, 1, 1), 3);
        check(47_540, (2100, 2, 28), 6);
        check(47_541, (2100, 3, 1), 0);
        check(-719_468, (0, 3, 1), 2);
        date(i64::MAX / DAY);
        date(i64::MIN / DAY);
    }
}
