//! The area under the receiver operating characteristic.

use super::Asked;

/// The chance that a question in scope is given more confidence than one out of scope, equal
/// confidence counted as half: the Mann-Whitney statistic over the number of pairs.
pub fn auroc(inside: &[Asked], outside: &[Asked]) -> f64 {
    let mut refused: Vec<f64> = outside.iter().map(|asked| asked.confidence).collect();
    refused.sort_by(f64::total_cmp);
    let won: f64 = inside
        .iter()
        .map(|asked| {
            let below = refused.partition_point(|other| *other < asked.confidence);
            let not_above = refused.partition_point(|other| *other <= asked.confidence);
            (below + not_above) as f64 / 2.0
        })
        .sum();
    won / (inside.len() * outside.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas() {
        let asked = |all: &[f64]| -> Vec<Asked> {
            all.iter().map(|&confidence| Asked { confidence, ..Asked::default() }).collect()
        };
        let check = |inside: &[f64], outside: &[f64], expect: f64| {
            assert_eq!(auroc(&asked(inside), &asked(outside)), expect, "{inside:?} {outside:?}");
        };
        check(&[0.9, 0.8], &[0.1, 0.2], 1.0);
        check(&[0.1], &[0.9], 0.0);
        check(&[0.5], &[0.5, 0.5], 0.5);
        check(&[0.9, 0.3], &[0.1, 0.5], 0.75);
        check(&[0.9, 0.5], &[0.5, 0.9], 0.5);
        check(&[], &[0.1], 0.0);
    }
}
