//! The choices that a customer has made in a guide, and which conditions they meet.

use crate::{customer::Customer, guide::Condition, id::EntryId, session::Passed};

/// What was chosen at each step of one guide when it was last passed. The outer `None` is a step
/// that was not passed, the inner one a step that was passed without a choice.
pub(crate) struct Made(Vec<Option<Option<usize>>>);

impl Made {
    /// The choices along a trail, for a guide of so many steps.
    pub(crate) fn along(trail: &[Passed], guide: &EntryId, steps: usize) -> Self {
        let mut made = vec![None; steps];
        for passed in trail.iter().filter(|passed| passed.place.guide == *guide) {
            if let Some(slot) = made.get_mut(passed.place.step) {
                *slot = Some(passed.choice);
            }
        }
        Self(made)
    }

    /// Takes a step as not passed, because the customer stands on it and may choose anew.
    pub(crate) fn reopen(&mut self, step: usize) {
        if let Some(slot) = self.0.get_mut(step) {
            *slot = None;
        }
    }

    /// Whether a step was passed.
    pub(crate) fn has_passed(&self, step: usize) -> bool {
        self.0.get(step).is_some_and(Option::is_some)
    }

    /// Whether the customer and the choices made so far meet a condition.
    pub(crate) fn meets(&self, customer: &Customer, condition: &Condition) -> bool {
        match condition {
            Condition::Fact { fact, value, negated } => customer.meets(fact, value, *negated),
            Condition::Chose { step, choice, negated } => {
                let made = self.0.get(*step).copied().flatten().flatten();
                (made == Some(*choice)) != *negated
            }
        }
    }
}
