//! The files that something is built from.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    time::SystemTime,
};

use crate::workspace;

/// A number that changes when the path or the bytes of any input change.
pub fn digest(inputs: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for file in files(inputs) {
        file.hash(&mut hasher);
        fs::read(workspace::root().join(&file)).unwrap_or_default().hash(&mut hasher);
    }
    hasher.finish()
}

/// Like [`digest`], by length and time of change: quick enough to ask every second.
pub fn glance(inputs: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for file in files(inputs) {
        let known = fs::metadata(workspace::root().join(&file)).ok();
        let changed: Option<SystemTime> = known.as_ref().and_then(|known| known.modified().ok());
        (file, known.map(|known| known.len()), changed).hash(&mut hasher);
    }
    hasher.finish()
}

/// The files at and below some paths, in order.
fn files(inputs: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for input in inputs {
        collect(Path::new(input), &mut files);
    }
    files.sort();
    files
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let full = workspace::root().join(path);
    let Ok(entries) = fs::read_dir(&full) else {
        if full.is_file() {
            files.push(path.to_owned());
        }
        return;
    };
    for entry in entries.flatten() {
        collect(&path.join(entry.file_name()), files);
    }
}
