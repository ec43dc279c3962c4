//! Percentiles of times.

/// The smallest value that so many percent of all do not exceed; 0 if there are none.
pub fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks() {
        let check = |values: &[f64], percent, expect| {
            assert_eq!(percentile(values, percent), expect, "{values:?} {percent}");
        };
        check(&[], 50, 0.0);
        check(&[7.0], 99, 7.0);
        check(&[3.0, 1.0, 2.0, 4.0], 50, 2.0);
        check(&[3.0, 1.0, 2.0, 4.0], 99, 4.0);
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        check(&hundred, 99, 99.0);
    }
}
