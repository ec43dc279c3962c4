//! The user's cache folder.

use std::{env, path::PathBuf};

use crate::problem::Problem;

/// Where the tools are kept for all clones of one user.
pub fn tools() -> Result<PathBuf, Problem> {
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => {
            let home = env::home_dir().ok_or_else(|| {
                Problem::machine("There is no home folder to keep the tools in.", "Set HOME.")
            })?;
            let inside = if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" };
            home.join(inside)
        }
    };
    Ok(cache.join("unstuck").join("tools"))
}
