//! How a request stands, as its customer may know it.

use unstuck_model::{callback::Slot, hours::Seconds};

/// What is told of a request to whoever has its link: neither the number, nor what was written, nor
/// who of the desk was at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What has become of it.
    pub stage: Stage,
    /// When somebody phones.
    pub slot: Slot,
    /// The customer's time zone as the browser said it; may be empty.
    pub zone: String,
    /// The language that the customer read.
    pub language: String,
}

/// What has become of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nobody has phoned yet.
    Waiting,
    /// Somebody phoned then, nobody answered, and it is tried again.
    Again { tried: Seconds },
    /// Somebody is about to phone.
    Claimed,
    /// The customer was reached.
    Called { at: Seconds },
    /// Nobody answered, and nobody phones again by themselves.
    NoAnswer { at: Seconds },
    /// The number was not the customer's.
    WrongNumber { at: Seconds },
    /// The customer called it off.
    Cancelled { at: Seconds },
}

impl Stage {
    /// Whether the customer can still move or cancel the call.
    pub fn is_open(self) -> bool {
        match self {
            Self::Waiting | Self::Again { .. } => true,
            Self::Claimed
            | Self::Called { .. }
            | Self::NoAnswer { .. }
            | Self::WrongNumber { .. }
            | Self::Cancelled { .. } => false,
        }
    }
}

/// What a customer wants with their request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To be phoned at another time.
    Move(Slot),
    /// Not to be phoned.
    Cancel,
}
