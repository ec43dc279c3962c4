//! From the evidence of an order to the probability that its first entry answers.

use serde::{Deserialize, Serialize};
use unstuck_model::message::Verdict;

#[cfg(feature = "build")]
use crate::engine::Engine;
use crate::rank::Order;

/// How many numbers the evidence has.
pub const WIDTH: usize = 4;
/// What a lead in the order says where no linear model was trained, against a lead of the model.
const LEAD: f32 = 0.5;

/// What speaks for and against the first entry.
pub type Evidence = [f32; WIDTH];

/// The names of the evidence, for writers.
#[cfg(feature = "build")]
pub const NAMES: [&str; WIDTH] = [
    "strength in title and phrasings",
    "linear model",
    "lead over the others",
    "how telling the words found are",
];

/// The evidence for the first entry of an order.
///
/// Few numbers on purpose. More of them (words covered, agreement of the models, neighbouring words,
/// the likeness to the nearest phrasing) told no better on content that they were not fitted to.
pub fn evidence(order: &Order) -> Evidence {
    let Some(first) = order.ranked.first() else {
        return [0.0; WIDTH];
    };
    let mass = order.mass.max(f32::MIN_POSITIVE);
    let second = order.ranked.get(1).map_or(0.0, |second| second.score);
    let (own, lead) = match (first.linear, order.linear_best) {
        (Some(own), Some((place, best))) => {
            let other = if place == first.entry as usize { order.linear_second } else { best };
            (own, own - other)
        }
        (Some(_) | None, None) | (None, Some(_)) => {
            (0.0, LEAD * (first.score - second) / first.score.max(f32::MIN_POSITIVE))
        }
    };
    [(first.head + 0.5 * first.body) / mass, own, lead, libm::logf(1.0 + first.covered)]
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
    /// What holds for any content, learnt from real questions: see the example `confidence`.
    fn default() -> Self {
        Self { weights: [1.65, 0.92, 1.24, 1.01], bias: -3.52, confident: 0.65, unsure: 0.35 }
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

#[cfg(feature = "build")]
impl Engine {
    /// What speaks for and against the first entry that a text finds.
    pub fn evidence(&self, text: &str) -> Evidence {
        self.ask(text).map(|asking| asking.evidence).unwrap_or_default()
    }
}
