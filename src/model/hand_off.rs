//! What people are told when a customer is handed to them.

use serde::{Deserialize, Serialize};

/// What the customer asked and tried, so that nobody repeats themselves. Every text in it is
/// redacted before it is put here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOff {
    /// The code that leads to this record, such as `UN-7K3QF2MX`.
    pub reference: String,
    /// The site's id.
    pub site: String,
    /// The language of the conversation.
    pub language: String,
    /// The host's page without query and fragment.
    pub page: String,
    /// The topic, if one is known.
    pub topic: Option<String>,
    /// What was typed into the search, oldest first.
    pub asked: Vec<String>,
    /// What was opened and how far it went, oldest first.
    pub tried: Vec<Tried>,
}

/// An entry that the customer opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tried {
    /// The entry's id.
    pub entry: String,
    /// Its title.
    pub title: String,
    /// For a guide, the step it stopped at: its id.
    pub step: Option<String>,
    /// For a guide, the titles of the steps passed and the choices made, as `title: choice`.
    pub path: Vec<String>,
    /// Whether the customer said that it helped.
    pub helped: Option<bool>,
}
