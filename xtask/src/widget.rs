//! The browser's part: one build by Trunk for everybody who needs it.

use std::fs;

use crate::{inputs::digest, problem::Problem, process::show, setup::Tools, span::span, workspace};

/// What Trunk builds from. The last one is here for the versions of the tools.
pub const INPUTS: [&str; 14] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "rust-toolchain.toml",
    "src/model",
    "src/pack",
    "src/search",
    "src/widget",
    "src/worker",
    "style",
    "tests/host",
    "xtask/src/setup/cargo_tool.rs",
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
