//! From the evidence of an order to the probability that its first entry answers.

use serde::{Deserialize, Serialize};
use unstuck_model::message::Verdict;

use crate::{rank::Order, resolve::Asked};

/// How many numbers the evidence has.
pub const WIDTH: usize = 8;

/// What speaks for and against the first entry.
pub type Evidence = [f32; WIDTH];

/// The names of the evidence, for writers.
#[cfg(feature = "build")]
pub const NAMES: [&str; WIDTH] = [
    "words covered",
    "strength in title and phrasings",
    "lead over the second",
    "linear model",
    "lead of the linear model",
    "both models agree",
    "length of the question",
    "neighbouring words",
];

/// The evidence for the first entry of an order.
pub fn evidence(order: &Order, asked: &[Asked]) -> Evidence {
    let Some(first) = order.ranked.first() else {
        return [0.0; WIDTH];
    };
    let mass = order.mass.max(f32::MIN_POSITIVE);
    let second = order.ranked.get(1).map_or(0.0, |second| second.score);
    let (own, lead, agree) = match (first.linear, order.linear_best) {
        (Some(own), Some((place, best))) => {
            let agree = place == first.entry as usize;
            (own, if agree { own - order.linear_second } else { own - best }, agree)
        }
        (Some(_) | None, None) | (None, Some(_)) => (0.0, 0.0, false),
    };
    let telling = asked.iter().filter(|word| !word.stop).count();
    [
        first.covered / mass,
        (first.head + 0.5 * first.body) / mass,
        (first.score - second) / first.score.max(f32::MIN_POSITIVE),
        own,
        lead,
        if agree { 1.0 } else { 0.0 },
        libm::logf(1.0 + telling as f32),
        first.pair / mass,
    ]
}

/// A logistic model over the evidence, and the lines that verdicts are drawn at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// The weight of each piece of evidence.
    pub weights: Evidence,
    /// The log odds without any.
    pub bias: f32,
    /// From this probability on the first hit is the answer.
    pub confident: f32,
    /// Below this one there is no answer.
    pub unsure: f32,
}

impl Default for Calibration {
    /// What holds roughly for any content; used where there is too little of it to learn from.
    fn default() -> Self {
        Self {
            weights: [3.0, 0.6, 1.5, 1.0, 0.5, 0.3, 0.2, 0.3],
            bias: -3.2,
            confident: 0.6,
            unsure: 0.3,
        }
    }
}

impl Calibration {
    /// The probability that the first entry answers.
    pub fn probability(&self, evidence: &Evidence) -> f32 {
        let products = self.weights.iter().zip(evidence).map(|(weight, value)| weight * value);
        let odds = self.bias + products.sum::<f32>();
        1.0 / (1.0 + libm::expf(-odds))
    }

    /// What to make of a probability.
    pub fn verdict(&self, probability: f32) -> Verdict {
        if probability >= self.confident {
            Verdict::Confident
        } else if probability >= self.unsure {
            Verdict::Unsure
        } else {
            Verdict::NoAnswer
        }
    }
}
