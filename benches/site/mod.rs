//! A set's entries as a built site: the whole way that a writer's files go.

pub mod content;
mod markdown;
mod open;
mod sources;

use std::{fs, path::Path};

use tempfile::TempDir;
use unstuck_tests::{Outcome, Site};

use crate::sets::Set;

pub use open::{head, index_files, open};

/// A set's site in a folder that is gone with it.
pub struct SetSite {
    pub site: Site,
    _folder: TempDir,
}

/// Writes a set's entries as content, and builds it with `unstuck build`.
pub fn build(set: &Set) -> Outcome<SetSite> {
    let folder = tempfile::Builder::new().prefix("unstuck-set-").tempdir()?;
    let content = folder.path().join("content");
    for source in sources::sources(set)? {
        write(&content.join(&source.path), &source.bytes)?;
    }
    let site = Site::of(&content, &folder.path().join("site"))?;
    Ok(SetSite { site, _folder: folder })
}

fn write(file: &Path, bytes: &[u8]) -> Outcome {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, bytes).map_err(|error| format!("{}: {error}", file.display()).into())
}
