//! What the things of guided help are, and how one becomes the next.
//!
//! Everything here is pure: the clock, chance, storage and the network are arguments or effects,
//! so that each rule can be tested with values alone.

mod calendar;
pub mod callback;
mod calling_codes;
pub mod capabilities;
pub mod channel;
pub mod channel_check;
pub mod contact_link;
pub mod customer;
mod digits;
pub mod draft;
pub mod entry;
pub mod escalation;
pub mod guide;
pub mod hand_off;
pub mod hours;
pub mod id;
pub mod language;
pub mod message;
mod percent;
pub mod phone;
mod premium;
pub mod public_composer;
pub mod redact;
pub mod reference;
pub mod session;
pub mod site;
pub mod text;
