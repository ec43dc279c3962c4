//! Pages of the host, from a folder.

use std::{fs, path::Path};

/// The page that a path of an address means, with the name of its file. What leads out of the
/// folder is not found.
pub fn page(folder: &Path, path: &str) -> Option<(String, Vec<u8>)> {
    let name = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let real = folder.join(&name).canonicalize().ok()?;
    if !real.starts_with(folder) || !real.is_file() {
        return None;
    }
    Some((name, fs::read(real).ok()?))
}

/// What the folder's files are like now: their names, lengths and times of change.
pub fn state(folder: &Path) -> String {
    let mut state = String::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            // `DirEntry` does not follow links, so that there is no loop.
            let Ok(about) = entry.metadata() else { continue };
            if about.is_dir() {
                folders.push(entry.path());
            } else {
                let (path, length) = (entry.path(), about.len());
                state.push_str(&format!(
                    "{} {length} {:?}\n",
                    path.display(),
                    about.modified().ok()
                ));
            }
        }
    }
    state
}
