//! What the desk tells other programs: each change of a request, and each question, is a message to
//! every hook that wants it.
//!
//! Nothing here knows the store. An outbox keeps each message's id and body from the commit of what
//! it tells until a try is delivered; a try signs the same body anew.

pub mod allowed;
pub mod chat;
pub mod delivery;
mod dial;
pub mod event;
mod network;
pub(crate) mod plain;
mod public;
mod schedule;
pub mod secret;
pub mod signature;
pub mod target;
mod verdict;

use self::event::Event;
use crate::clock::Clock;

/// What a hook's receiver reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Signed messages of Standard Webhooks, for programs.
    Standard,
    /// One line of text, for chats.
    Chat,
}

impl Format {
    /// Every format, in the order to offer them.
    pub const ALL: [Self; 2] = [Self::Standard, Self::Chat];

    /// The name in forms and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Chat => "chat",
        }
    }

    /// The format with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// An event as this receiver reads it. Only a standard one can carry personal data, and only if
    /// it is told to.
    pub fn body(self, event: &Event<'_>, personal: bool, clock: &Clock) -> String {
        match self {
            Self::Standard => event.json(personal),
            Self::Chat => chat::json(event, clock),
        }
    }
}
