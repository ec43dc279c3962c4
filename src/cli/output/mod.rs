//! What `build` writes and `serve` serves.

mod asset;
mod folder;
mod site;

use std::collections::BTreeMap;

pub use folder::write;
pub use site::assemble;

/// The files of a built site by path, with `/` between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Whether a file's name changes with its bytes, so that it may be kept for ever.
pub fn is_immutable(path: &str) -> bool {
    path.starts_with("assets/") || path.starts_with("packs/")
}

#[cfg(test)]
mod tests;
