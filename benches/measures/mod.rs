//! How well questions were answered.

mod auroc;
mod calibration;
mod percentile;

use serde::Serialize;

pub use percentile::percentile;

/// What became of one question.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Asked {
    /// Whether an entry answers it.
    pub in_scope: bool,
    /// The place of the first right hit, from 0.
    pub place: Option<usize>,
    /// The engine's own probability that the first hit is right.
    pub confidence: f64,
    /// Whether the customer is told that there is no good answer.
    pub refused: bool,
    /// How long it took, in microseconds.
    pub micros: f64,
}

/// The measures of one set and kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Measures {
    /// How many questions are in scope.
    pub n: usize,
    /// The share of them whose first hit is right, and with a right one among three.
    pub hit1: f64,
    pub hit3: f64,
    /// The mean of one over the place of the first right hit.
    pub mrr: f64,
    /// The chance that a question in scope is given more confidence than one out of scope.
    pub auroc: Option<f64>,
    /// The share of questions in scope that are answered, and answered right.
    pub in_scope_accuracy: f64,
    /// The share of questions out of scope that are refused.
    pub oos_recall: Option<f64>,
    /// The expected calibration error of the confidence in the first hit.
    pub calibration_error: f64,
    pub p50_us: u64,
    pub p99_us: u64,
}

impl Measures {
    /// Measures what became of some questions.
    pub fn of(asked: &[Asked]) -> Self {
        let (inside, outside): (Vec<Asked>, Vec<Asked>) =
            asked.iter().partition(|asked| asked.in_scope);
        let among =
            |most: usize| share(&inside, |asked| asked.place.is_some_and(|place| place < most));
        let reciprocal = |asked: &Asked| asked.place.map_or(0.0, |at| 1.0 / (at + 1) as f64);
        let some_outside = !outside.is_empty();
        let micros: Vec<f64> = asked.iter().map(|asked| asked.micros).collect();
        Self {
            n: inside.len(),
            hit1: rounded(among(1)),
            hit3: rounded(among(3)),
            mrr: rounded(inside.iter().map(reciprocal).sum::<f64>() / inside.len().max(1) as f64),
            auroc: some_outside.then(|| rounded(auroc::auroc(&inside, &outside))),
            in_scope_accuracy: rounded(share(&inside, |asked| {
                asked.place == Some(0) && !asked.refused
            })),
            oos_recall: some_outside.then(|| rounded(share(&outside, |asked| asked.refused))),
            calibration_error: rounded(calibration::expected_error(asked)),
            p50_us: percentile(&micros, 50).round() as u64,
            p99_us: percentile(&micros, 99).round() as u64,
        }
    }
}

fn share(asked: &[Asked], good: impl Fn(&Asked) -> bool) -> f64 {
    asked.iter().filter(|asked| good(asked)).count() as f64 / asked.len().max(1) as f64
}

fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A question in scope with the place of its first right hit.
    fn inside(place: Option<usize>, confidence: f64, refused: bool) -> Asked {
        Asked { in_scope: true, place, confidence, refused, micros: 1.0 }
    }

    fn outside(confidence: f64, refused: bool) -> Asked {
        Asked { in_scope: false, place: None, confidence, refused, micros: 3.0 }
    }

    #[test]
    fn questions_in_and_out_of_scope() {
        let measures = Measures::of(&[
            inside(Some(0), 0.9, false),
            inside(Some(0), 0.3, true),
            inside(Some(1), 0.8, false),
            inside(Some(3), 0.7, false),
            inside(None, 0.1, true),
            outside(0.2, true),
            outside(0.8, false),
        ]);
        assert_eq!(measures.n, 5);
        assert_eq!((measures.hit1, measures.hit3, measures.mrr), (0.4, 0.6, 0.55));
        assert_eq!((measures.in_scope_accuracy, measures.oos_recall), (0.2, Some(0.5)));
        // 0.9 beats both, 0.3 and 0.7 one, 0.8 one and a half, 0.1 none: 5.5 of 10 pairs.
        assert_eq!(measures.auroc, Some(0.55));
        assert_eq!((measures.p50_us, measures.p99_us), (1, 3));
    }

    #[test]
    fn without_questions_out_of_scope_some_measures_say_nothing() {
        let measures = Measures::of(&[inside(Some(0), 1.0, false)]);
        assert_eq!((measures.hit1, measures.auroc, measures.oos_recall), (1.0, None, None));
        assert_eq!(Measures::of(&[]).n, 0);
    }
}
