use unstuck_model::hours::Seconds;

/// The median; of an even number the later of the two in the middle, for customers rather wait less
/// than they were told.
pub fn median(mut waits: Vec<Seconds>) -> Option<Seconds> {
    waits.sort_unstable();
    waits.get(waits.len() / 2).copied()
}

/// A share in percent, rounded; but all is said of all alone, and nothing of nothing.
pub fn percent(part: i64, whole: i64) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    let rounded = part.saturating_mul(200).saturating_add(whole) / whole.saturating_mul(2);
    Some(match part {
        0 => 0,
        part if part == whole => 100,
        part if part < whole => rounded.clamp(1, 99),
        _ => rounded.max(101),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_is_the_later_one() {
        let check = |waits: &[Seconds], expect| assert_eq!(median(waits.to_vec()), expect);
        check(&[], None);
        check(&[7], Some(7));
        check(&[9, 1], Some(9));
        check(&[9, 1, 5], Some(5));
        check(&[4, 3, 2, 1], Some(3));
    }

    #[test]
    fn a_share_is_rounded_and_never_claims_all_or_nothing() {
        let check =
            |part, whole, expect| assert_eq!(percent(part, whole), expect, "{part}/{whole}");
        check(0, 0, None);
        check(3, 0, None);
        check(0, 9, Some(0));
        check(9, 9, Some(100));
        check(1, 3, Some(33));
        check(2, 3, Some(67));
        check(1, 1_000, Some(1));
        check(999, 1_000, Some(99));
        check(3, 2, Some(150));
        check(1_001, 1_000, Some(101));
        check(i64::MAX, i64::MAX, Some(100));
    }
}
