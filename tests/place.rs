//! Where things are in this clone.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The root of the workspace.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The folder for what tests leave behind.
pub fn target() -> PathBuf {
    root().join("target")
}

/// The example help page and the built widget, as Trunk leaves them.
pub fn host_pages() -> PathBuf {
    target().join("widget")
}

/// The `unstuck` binary: `UNSTUCK_BIN`, or the one that was built beside this test.
pub fn binary() -> PathBuf {
    if let Some(binary) = env::var_os("UNSTUCK_BIN") {
        return binary.into();
    }
    let name = format!("unstuck{}", env::consts::EXE_SUFFIX);
    // The test is `<target>/debug/deps/journeys-<hash>`.
    let beside = env::current_exe().ok();
    let built = beside.as_deref().and_then(Path::parent).and_then(Path::parent);
    built.map(|folder| folder.join(&name)).unwrap_or_else(|| name.into())
}

/// The user's cache folder of tools, where `cargo xtask` puts axe-core.
pub fn tools() -> Option<PathBuf> {
    let cache = match env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None if cfg!(target_os = "macos") => env::home_dir()?.join("Library/Caches"),
        None => env::home_dir()?.join(".cache"),
    };
    Some(cache.join("unstuck").join("tools"))
}
