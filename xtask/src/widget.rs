//! The browser's part: one build by Trunk for everybody who needs it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::{inputs::digest, problem::Problem, process::show, setup::Tools, span::span, workspace};

/// What Trunk builds from. The last ones are here for the versions of the tools and the flags.
pub const INPUTS: [&str; 20] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "rust-toolchain.toml",
    "src/model",
    "src/outbox",
    "src/pack",
    "src/phone",
    "src/qr",
    "src/search",
    "src/walk",
    "src/widget",
    "src/words",
    "src/worker",
    "style",
    "tests/host",
    "xtask/src/setup/cargo_tool.rs",
    "xtask/src/widget.rs",
];

/// Builds the widget and the worker only if there are none: enough for a site of which no browser
/// runs anything.
pub fn build_any(tools: &Tools) -> Result<(), Problem> {
    if workspace::widget().join("index.html").is_file() { Ok(()) } else { build(tools) }
}

/// Builds the widget and the worker unless nothing changed since the last build.
pub fn build(tools: &Tools) -> Result<(), Problem> {
    let stamp = workspace::root().join("target").join("widget.stamp");
    let digest = format!("{:016x}", digest(&INPUTS));
    let built = workspace::widget().join("index.html").is_file();
    if built && fs::read_to_string(&stamp).is_ok_and(|last| last == digest) {
        eprintln!("Widget and worker: nothing changed since the last build");
        return Ok(());
    }
    eprintln!("Widget and worker: building for the browser (5 to 10 minutes the first time)");
    let begun = std::time::Instant::now();
    let mut trunk = tools.command("trunk");
    trunk
        .args(["build", "--release", "--offline", "--dist"])
        .arg(workspace::widget())
        // Cargo adds these to the flags of `.cargo/config.toml`.
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_paths().join(" "))
        // Trunk refuses to start when this is set to anything but `true` or `false`.
        .env_remove("NO_COLOR")
        .stdout(std::io::stderr());
    show(&mut trunk)?;
    eprintln!("Widget and worker: built after {}", span(begun.elapsed()));
    fs::write(&stamp, digest).map_err(|error| {
        Problem::machine(
            format!("The file {} cannot be written: {error}.", stamp.display()),
            "Check who owns the target folder.",
        )
    })
}

/// Flags that keep the folders of this machine out of what customers download: panics carry the
/// paths of their sources. The same sources give the same bytes everywhere.
fn without_paths() -> Vec<String> {
    let Some(cargo) = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")))
    else {
        return Vec::new();
    };
    let flag =
        |folder: &Path, name: &str| format!("--remap-path-prefix={}={name}", folder.display());
    let mut flags = vec![flag(&cargo, "cargo")];
    // Of several flags that fit, the last one counts.
    let registries = fs::read_dir(cargo.join("registry").join("src")).into_iter().flatten();
    let mut registries: Vec<PathBuf> = registries.flatten().map(|entry| entry.path()).collect();
    registries.sort();
    flags.extend(registries.iter().map(|folder| flag(folder, "crates")));
    // A flag that holds a space would be taken for two.
    flags.retain(|flag| !flag.contains(' '));
    flags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_crate_that_trunk_builds_is_watched() {
        let page = include_str!("../../index.html");
        let named = page.split("href=\"").filter_map(|rest| rest.split_once("/Cargo.toml\""));
        let missing: Vec<&str> =
            named.map(|(folder, _)| folder).filter(|folder| !INPUTS.contains(folder)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
