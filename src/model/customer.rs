//! What the site says of the customer.

use serde::{Deserialize, Serialize};

use crate::guide::Condition;

/// Facts such as `plan` or `signedIn`, set by the page and kept in memory only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer(pub Vec<(String, String)>);

impl Customer {
    /// Whether the customer meets a condition. One of whom the fact is not known meets it: a step
    /// too many is better than a step that is missing.
    pub fn meets(&self, condition: &Condition) -> bool {
        let fact = self.0.iter().find(|(name, _)| *name == condition.fact);
        fact.is_none_or(|(_, value)| (*value == condition.value) != condition.negated)
    }
}
