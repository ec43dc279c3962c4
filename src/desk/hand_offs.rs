//! Chats that customers opened with a draft, and what became of them.

use unstuck_model::{channel::Kind, chat::ChatOpened, hand_off::HandOff, hours::Seconds};

use crate::record::{About, Agent};

/// A record that is about to be stored.
pub struct NewHandOff {
    /// The caller's idempotency key, in a scope of its own.
    pub key: String,
    /// The hash of the record, to tell a repetition from another one with the same key.
    pub fingerprint: [u8; 32],
    pub opened: ChatOpened,
    pub received: Seconds,
}

/// A stored record.
#[derive(Clone, Debug)]
pub struct Opened {
    pub received: Seconds,
    pub channel: Kind,
    /// What was tried, with the code that leads here.
    pub hand_off: HandOff,
    /// Who answered first, and when.
    pub answered: Option<(Agent, Seconds)>,
    /// What came of it.
    pub settled: Option<Settled>,
}

/// How a chat ended.
#[derive(Clone, Debug)]
pub struct Settled {
    /// Who said so, and when.
    pub agent: String,
    pub at: Seconds,
    pub is_solved: bool,
    pub about: About,
    pub note: String,
}

/// What an agent does with a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChatAct {
    /// Answer it, as the first one.
    Answer,
    /// Say how it ended.
    Settle { is_solved: bool, about: About, note: String },
}

/// An act of an agent on one chat.
#[derive(Clone, Debug)]
pub struct ChatDeed {
    pub site: String,
    pub reference: String,
    pub agent: i64,
    pub act: ChatAct,
    pub at: Seconds,
}

/// The names of the two ends of a chat, in forms and in the store.
pub const SOLVED: &str = "solved";
pub const NOT_SOLVED: &str = "not_solved";
