//! Callbacks: a request to be phoned within a slot of the company's hours.

use serde::{Deserialize, Serialize};

use crate::{hand_off::HandOff, hours::Seconds};

/// The rules of callbacks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackRules {
    /// Where requests go, in the order to try; absolute, or relative to the help origin.
    pub endpoints: Vec<String>,
    /// The length of a slot in minutes.
    pub slot_minutes: u16,
    /// How long before a slot begins it must be asked for, in minutes.
    pub notice_minutes: u16,
    /// How many days ahead slots are offered.
    pub days_ahead: u16,
}

/// A span of time within which the customer is phoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// Its beginning.
    pub from: Seconds,
    /// Its end.
    pub to: Seconds,
}

/// The body of `POST /v1/callbacks`, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallbackRequest {
    /// The number to phone, in E.164 form.
    pub phone: String,
    /// The number as the customer wrote it.
    pub phone_as_written: String,
    /// How to address the customer; may be empty.
    pub name: String,
    /// When to phone.
    pub slot: Slot,
    /// The customer's time zone, an IANA name from the browser; may be empty.
    pub time_zone: String,
    /// Whether the customer agreed to be phoned about this.
    pub consent: bool,
    /// The exact text that the customer has seen and may have edited.
    pub message: String,
    /// What was tried, for the agent.
    pub hand_off: HandOff,
}

/// The answer to a request that was accepted: status 201, or 200 for a repetition with the same
/// key and body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackAccepted {
    /// The code that the customer may name, such as `UN-7K3QF2MX`.
    pub reference: String,
}

/// The answer to a request that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackRefused {
    /// A stable code, such as `phone`, `consent`, `slot`, `key_reused`.
    pub code: String,
    /// What is wrong and how to mend it, in English.
    pub message: String,
}
