//! What the site says of the customer.

use serde::{Deserialize, Serialize};

/// Facts such as `plan` or `signedIn`, set by the page and kept in memory only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer(pub Vec<(String, String)>);

impl Customer {
    /// Whether a fact has a value, or has another one if `negated`. For a customer of whom the fact
    /// is not known it is taken to be so: a step too many is better than a step that is missing.
    pub fn meets(&self, fact: &str, value: &str, negated: bool) -> bool {
        let known = self.0.iter().find(|(name, _)| name == fact);
        known.is_none_or(|(_, known)| (known == value) != negated)
    }
}
