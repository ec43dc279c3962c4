//! Logistic regression: from what was tried to the weights of the evidence.

use crate::confidence::{Calibration, Evidence, WIDTH};

/// How often Newton's method improves the weights; it settles in half of that.
const ROUNDS: usize = 12;

/// One tried question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trial {
    /// What spoke for the first hit.
    pub evidence: Evidence,
    /// Whether the first hit was the answer.
    pub right: bool,
    /// How much the trial counts.
    pub weight: f64,
}

/// The calibration that explains the trials best, held to a prior one by a ridge: the more, the
/// fewer trials there are.
pub fn fit(trials: &[Trial], prior: &Calibration, ridge: f64) -> Calibration {
    const N: usize = WIDTH + 1;
    let mut held = [f64::from(prior.bias); N];
    for (slot, weight) in held.iter_mut().zip(prior.weights) {
        *slot = f64::from(weight);
    }
    let mut weights = held;
    for _ in 0..ROUNDS {
        let mut gradient = [0.0f64; N];
        let mut curve = [[0.0f64; N]; N];
        for trial in trials {
            let mut row = [1.0f64; N];
            for (slot, value) in row.iter_mut().zip(trial.evidence) {
                *slot = f64::from(value);
            }
            let odds: f64 = row.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            let likely = 1.0 / (1.0 + libm::exp(-odds));
            let miss = (if trial.right { 1.0 } else { 0.0 } - likely) * trial.weight;
            let bend = likely * (1.0 - likely) * trial.weight;
            for ((slope, bends), value) in gradient.iter_mut().zip(&mut curve).zip(row) {
                *slope += miss * value;
                for (slot, other) in bends.iter_mut().zip(row) {
                    *slot += bend * value * other;
                }
            }
        }
        let strayed = weights.iter().zip(held).map(|(weight, held)| ridge * (weight - held));
        for (at, ((slope, bends), strayed)) in
            gradient.iter_mut().zip(&mut curve).zip(strayed).enumerate()
        {
            *slope -= strayed;
            if let Some(slot) = bends.get_mut(at) {
                *slot += ridge;
            }
        }
        for (weight, step) in weights.iter_mut().zip(solve(curve, gradient)) {
            *weight += step;
        }
    }
    let mut calibration = prior.clone();
    for (slot, weight) in calibration.weights.iter_mut().zip(&weights) {
        *slot = *weight as f32;
    }
    calibration.bias = weights.last().map_or(prior.bias, |bias| *bias as f32);
    calibration
}

/// Solves a symmetric, positive definite system by elimination.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for pivot in 0..N {
        let (Some(row), Some(value)) = (matrix.get(pivot).copied(), right.get(pivot).copied())
        else {
            continue;
        };
        let Some(diagonal) = row.get(pivot).copied().filter(|diagonal| diagonal.abs() > 1e-12)
        else {
            continue;
        };
        for (at, (other, target)) in matrix.iter_mut().zip(&mut right).enumerate() {
            if at == pivot {
                continue;
            }
            let factor = other.get(pivot).copied().unwrap_or(0.0) / diagonal;
            for (slot, own) in other.iter_mut().zip(row) {
                *slot -= factor * own;
            }
            *target -= factor * value;
        }
    }
    for (at, (row, value)) in matrix.iter().zip(&mut right).enumerate() {
        let diagonal = row.get(at).copied().unwrap_or(1.0);
        *value = if diagonal.abs() > 1e-12 { *value / diagonal } else { 0.0 };
    }
    right
}
