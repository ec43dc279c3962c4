use unstuck_model::hours::Seconds;

/// How long to wait after each failed try, in seconds: ten tries over three days.
const PAUSES: [Seconds; 9] =
    [5, 5 * 60, 30 * 60, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 24 * 3_600];

/// When to try a message again, of which so many tries have failed; nothing after the tenth.
///
/// `not_before` is a moment that the receiver asked for. `chance` is any byte: the wait grows by up
/// to a tenth with it, so that messages which failed together do not come back together.
pub fn next_try(
    tries: u32,
    now: Seconds,
    not_before: Option<Seconds>,
    chance: u8,
) -> Option<Seconds> {
    let pause = match tries.checked_sub(1) {
        Some(last) => *PAUSES.get(usize::try_from(last).ok()?)?,
        None => 0,
    };
    let spread = pause.saturating_mul(Seconds::from(chance)) / (10 * Seconds::from(u8::MAX));
    let due = now.saturating_add(pause).saturating_add(spread);
    Some(not_before.map_or(due, |moment| due.max(moment)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d6_ten_tries_are_made_over_three_days() {
        let (mut now, mut tries) = (0, 0);
        while let Some(next) = next_try(tries, now, None, 0) {
            (now, tries) = (next, tries + 1);
        }
        assert_eq!((tries, now), (10, 5 + 35 * 60 + 75 * 3_600));
    }

    #[test]
    fn d6_waits_are_spread_and_the_receiver_may_lengthen_them() {
        let check = |tries, not_before, chance, expect| {
            assert_eq!(next_try(tries, 1_000_000, not_before, chance), expect);
        };
        check(0, None, 255, Some(1_000_000));
        check(1, None, 0, Some(1_000_005));
        check(2, None, 0, Some(1_000_300));
        check(2, None, 255, Some(1_000_330));
        check(4, None, 255, Some(1_007_920));
        check(9, None, 0, Some(1_086_400));
        check(9, None, 255, Some(1_095_040));
        check(10, None, 0, None);
        check(u32::MAX, None, 0, None);
        check(1, Some(1_000_120), 0, Some(1_000_120));
        check(2, Some(1_000_120), 0, Some(1_000_300));
        check(10, Some(1_000_120), 0, None);
        assert_eq!(next_try(9, Seconds::MAX, None, 255), Some(Seconds::MAX));
    }
}
