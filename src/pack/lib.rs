//! The only written form of a compiled site: one pack for each language.
//!
//! A pack is a small head and two parts, each a file of its own: the content (settings and entries)
//! that the widget reads, and the search index that the worker reads. The head names every part
//! with its length and SHA-256, so that parts of another build, cut or changed ones, are refused.

mod error;
mod hash;
mod head;
mod message;
mod pack;

pub use error::PackError;
pub use head::{Head, PartInfo, VERSION};
pub use message::{from_bytes, to_bytes};
pub use pack::{Pack, Part, content, index, write};
