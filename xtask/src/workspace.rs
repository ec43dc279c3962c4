//! The folders of this clone.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The root of the workspace, known since `xtask` was compiled.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Where Trunk puts the widget, the worker and the example help page. The `unstuck` binary reads
/// it from there, so it does not move with `CARGO_TARGET_DIR`.
pub fn widget() -> PathBuf {
    root().join("target").join("widget")
}

/// A program of this workspace in the development profile.
pub fn binary(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// A program of this workspace in the release profile.
pub fn released(name: &str) -> PathBuf {
    target().join("release").join(format!("{name}{}", env::consts::EXE_SUFFIX))
}
