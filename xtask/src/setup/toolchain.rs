//! What Rust itself needs beside the compiler: the wasm target, clippy and rustfmt.

use std::{path::Path, process::Command};

use crate::{
    problem::Problem,
    process::{output, quiet},
    setup::{
        Goal,
        part::{Found, Part},
    },
    workspace,
};

const TARGET: &str = "wasm32-unknown-unknown";

/// The additions to the pinned toolchain.
pub struct Toolchain {
    /// Clippy and rustfmt are needed for tests only.
    pub goal: Goal,
}

impl Part for Toolchain {
    fn name(&self) -> String {
        match self.goal {
            Goal::Build => format!("Rust target {TARGET}"),
            Goal::Test => format!("Rust target {TARGET}, clippy, rustfmt"),
        }
    }

    fn found(&self) -> Option<Found> {
        let sysroot = output(at_root("rustc").args(["--print", "sysroot"]))?;
        let target = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib");
        if !target.is_dir() {
            return None;
        }
        if self.goal == Goal::Test {
            output(at_root("cargo").args(["clippy", "--version"]))?;
            output(at_root("cargo").args(["fmt", "--version"]))?;
        }
        Some(Found::at_hand("found in the toolchain"))
    }

    fn effort(&self) -> &'static str {
        "adding to the toolchain (a minute)"
    }

    fn install(&self) -> Result<(), Problem> {
        if output(at_root("rustup").arg("--version")).is_none() {
            return Err(Problem::machine(
                format!("This Rust lacks the target {TARGET}, and there is no rustup to add it."),
                "Install Rust from https://rustup.rs, or add the target and clippy as your system does.",
            ));
        }
        quiet(at_root("rustup").args(["target", "add", TARGET]))?;
        match self.goal {
            Goal::Build => Ok(()),
            Goal::Test => quiet(at_root("rustup").args(["component", "add", "clippy", "rustfmt"])),
        }
    }

    fn by_hand(&self) -> String {
        format!("rustup target add {TARGET} && rustup component add clippy rustfmt")
    }
}

/// At the root, so that `rust-toolchain.toml` chooses the toolchain.
fn at_root(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    command
}
