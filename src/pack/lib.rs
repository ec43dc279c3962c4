//! The only written form of a compiled site: one pack for each language.
//!
//! A pack is a small head and parts, each a file of its own: the content (settings, what lists
//! show, and the entries of a small site) that the widget reads, and the search index that the
//! worker reads. The entries and the postings of a large site are parts that are fetched when they
//! are needed. Every part is named with its hash by the head, or by the content or the index that
//! the head names, so that parts of another build, cut or changed ones, are refused.

mod digest;
mod error;
mod hash;
mod head;
mod message;
mod pack;
mod split;

pub use digest::Digest;
pub use error::PackError;
pub use head::{Head, PartInfo, VERSION};
pub use message::{from_bytes, to_bytes};
pub use pack::{Block, Blocks, Opened, Pack, Part, block, content, index, write};
