//! Callbacks: a request to be phoned within a slot of the company's hours.

use serde::{Deserialize, Serialize};

use crate::{
    hand_off::HandOff,
    hours::{Seconds, Span},
    language::{Language, Localised},
    schedule::Schedule,
};

/// The rules of callbacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackRules {
    /// Where requests go, in the order to try; absolute, or relative to the help origin.
    pub endpoints: Vec<String>,
    /// Whether all endpoints write to one store, so that any of them knows what another has taken.
    pub shared_store: bool,
    /// The length of a slot in minutes.
    pub slot_minutes: u16,
    /// How long before a slot begins it must be asked for, in minutes.
    pub notice_minutes: u16,
    /// How many days ahead slots are offered.
    pub days_ahead: u16,
    /// When people phone.
    pub hours: Schedule,
    /// When the customer may be phoned, on the customer's own clock.
    pub window: Span,
    /// What customers agree to; the widget's own words, if the site has none.
    pub consent: Option<Consent>,
}

/// No callback, and the window within which a stranger may be phoned where laws name one.
impl Default for CallbackRules {
    fn default() -> Self {
        Self {
            endpoints: Vec::new(),
            shared_store: false,
            slot_minutes: 0,
            notice_minutes: 0,
            days_ahead: 0,
            hours: Schedule::Company,
            consent: None,
            window: Span { from: 8 * 60, to: 21 * 60 },
        }
    }
}

/// What customers agree to when they ask to be phoned, in the site's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The words; `{company}` stands for the company's name.
    pub text: Localised,
    /// The name of this version of the words, such as `2026-11`.
    pub version: String,
}

impl Consent {
    /// The words as a customer reads them.
    pub fn words(&self, language: &Language, company: &str) -> String {
        self.text.get(language).replace("{company}", company)
    }
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
    /// The number to phone, in E.164 form. A widget that could not have its rules of numbers sends
    /// the digits as they were written, for the desk to read as a number of the site's country.
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
    /// The exact words that the customer agreed to; empty from a widget that did not send them yet.
    // Always written: postcard, in which the widget hands the request on, knows no missing fields.
    #[serde(default)]
    pub consent_text: String,
    /// The site's name for this version of the words; empty as above.
    #[serde(default)]
    pub consent_version: String,
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
    /// Where the customer sees how the request stands, and moves or cancels it: a path on the
    /// endpoint's origin, such as `/r/UN-7K3QF2MX...`; empty if there is no such page.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
}

/// The answer to a request that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallbackRefused {
    /// A stable code, such as `phone`, `consent`, `slot`, `key_reused`.
    pub code: String,
    /// What is wrong and how to mend it, in English.
    pub message: String,
}

/// Why a request for a callback cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallbackProblem {
    /// The number is not in E.164 form.
    PhoneForm,
    /// The customer has not agreed to be phoned.
    Consent,
    /// The slot has no length, or more than a day.
    SlotLength,
    /// The slot is over.
    SlotPassed,
    /// The slot is more than a year away.
    SlotFar,
    /// The name is longer than [`MOST_NAME`] characters.
    NameLong,
    /// The message is longer than [`MOST_MESSAGE`] characters.
    MessageLong,
    /// A text of the request is longer than any that the widget sends.
    TooMuch,
}

/// The most characters of a name.
pub const MOST_NAME: usize = 100;
/// The most characters of a message.
pub const MOST_MESSAGE: usize = 4_000;
/// The most characters of the words of consent, the company's name filled in.
pub const MOST_CONSENT: usize = 2_000;
/// The most characters of the name of their version.
pub const MOST_CONSENT_VERSION: usize = 40;

impl CallbackRequest {
    /// Whether the request can be taken now; the first problem, if not. Whether the number is one
    /// that may be phoned is for the crate `phone` to say. Whether the slot is one of the site's is
    /// not asked: hours may have changed while the request waited for a connection.
    pub fn check(&self, now: Seconds) -> Result<(), CallbackProblem> {
        const DAY: i64 = 86_400;
        let digits = self.phone.strip_prefix('+').unwrap_or_default();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(CallbackProblem::PhoneForm);
        }
        if !self.consent {
            return Err(CallbackProblem::Consent);
        }
        let length = self.slot.to.saturating_sub(self.slot.from);
        if !(1..=DAY).contains(&length) {
            return Err(CallbackProblem::SlotLength);
        }
        if self.slot.to <= now {
            return Err(CallbackProblem::SlotPassed);
        }
        if self.slot.from.saturating_sub(now) > 366 * DAY {
            return Err(CallbackProblem::SlotFar);
        }
        let longer = |text: &str, most: usize| text.chars().nth(most).is_some();
        if longer(&self.name, MOST_NAME) {
            return Err(CallbackProblem::NameLong);
        }
        if longer(&self.message, MOST_MESSAGE) {
            return Err(CallbackProblem::MessageLong);
        }
        if longer(&self.phone_as_written, 100) || longer(&self.time_zone, 100) {
            return Err(CallbackProblem::TooMuch);
        }
        if longer(&self.consent_text, MOST_CONSENT)
            || longer(&self.consent_version, MOST_CONSENT_VERSION)
        {
            return Err(CallbackProblem::TooMuch);
        }
        if self.hand_off.is_too_long() {
            return Err(CallbackProblem::TooMuch);
        }
        Ok(())
    }
}

impl CallbackProblem {
    /// The stable code of [`CallbackRefused::code`].
    pub fn code(self) -> &'static str {
        match self {
            Self::PhoneForm => "phone",
            Self::Consent => "consent",
            Self::SlotLength | Self::SlotPassed | Self::SlotFar => "slot",
            Self::NameLong => "name",
            Self::MessageLong => "message",
            Self::TooMuch => "too_much",
        }
    }

    /// What is wrong and how to mend it, in English.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::PhoneForm => "Write the number with a plus sign and digits only.",
            Self::Consent => "Ask the customer to agree to be phoned, and send consent as true.",
            Self::SlotLength => "A slot ends after it begins and is no longer than a day.",
            Self::SlotPassed => "This time is over. Choose a later one.",
            Self::SlotFar => "This time is more than a year away. Choose an earlier one.",
            Self::NameLong => "The name is too long. Keep it under 100 characters.",
            Self::MessageLong => "The message is too long. Keep it under 4,000 characters.",
            Self::TooMuch => "The request carries more text than is needed. Shorten it.",
        }
    }
}
