//! Whether a confidence means what it says.

use super::Asked;

const BINS: usize = 10;

/// The expected calibration error: over ten bins of confidence, how far the confidence lies from
/// the share of right first hits, each bin weighted by its questions. A question out of scope has
/// no right hit.
pub fn expected_error(asked: &[Asked]) -> f64 {
    let mut bins = [(0.0, 0.0); BINS];
    for asked in asked {
        let at = ((asked.confidence * BINS as f64) as usize).min(BINS - 1);
        if let Some((confidence, right)) = bins.get_mut(at) {
            *confidence += asked.confidence;
            *right += if asked.in_scope && asked.place == Some(0) { 1.0 } else { 0.0 };
        }
    }
    let apart = bins.iter().map(|(confidence, right): &(f64, f64)| (confidence - right).abs());
    apart.sum::<f64>() / asked.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors() {
        let check = |rows: &[(f64, bool)], expect: f64| {
            let asked: Vec<Asked> = rows
                .iter()
                .map(|&(confidence, right)| Asked {
                    in_scope: true,
                    place: right.then_some(0),
                    confidence,
                    ..Asked::default()
                })
                .collect();
            let error = expected_error(&asked);
            assert!((error - expect).abs() < 1e-9, "{rows:?}: {error}");
        };
        check(&[(1.0, true), (0.0, false)], 0.0);
        check(&[(0.0, true), (1.0, false)], 1.0);
        check(&[(0.5, true), (0.5, false)], 0.0);
        // Two bins: |0.8 - 0| and |0.2 - 0| over two questions.
        check(&[(0.8, false), (0.2, false)], 0.5);
        check(&[(0.75, true), (0.75, true), (0.75, true), (0.75, false)], 0.0);
        check(&[], 0.0);
    }

    #[test]
    fn a_question_out_of_scope_is_never_right() {
        let asked = [Asked { place: Some(0), confidence: 1.0, ..Asked::default() }];
        assert_eq!(expected_error(&asked), 1.0);
    }
}
