//! The written form of the messages between the widget and the worker.

use serde::{Serialize, de::DeserializeOwned};

/// The bytes of a message; empty if it cannot be written, which its reader refuses.
pub fn to_bytes(message: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

/// The message that some bytes hold, if they hold one.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
