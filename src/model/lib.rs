//! What the things of guided help are, and how one becomes the next.
//!
//! Everything here is pure: the clock, chance, storage and the network are arguments or effects,
//! so that each rule can be tested with values alone.

pub mod callback;
pub mod channel;
pub mod customer;
pub mod entry;
pub mod escalation;
pub mod guide;
pub mod hand_off;
pub mod hours;
pub mod id;
pub mod language;
pub mod message;
pub mod phone;
pub mod redact;
pub mod reference;
pub mod session;
pub mod site;
pub mod text;
