//! The programs as they are released, and the one that measures.

use std::{env, process::Command};

use crate::{
    native,
    problem::Problem,
    process::{forward, show},
    setup::Tools,
    workspace,
};

/// Builds the programs with every optimisation.
pub fn build(tools: &Tools) -> Result<(), Problem> {
    show(tools.cargo(&["build", "--release", "--bins"]).args(native::CRATES))
}

/// The program in `benches/`, where the user stands, so that relative paths mean what they say.
pub fn benches(tools: &Tools) -> Command {
    let mut command = tools.command(workspace::released("unstuck-benches"));
    if let Ok(here) = env::current_dir() {
        command.current_dir(here);
    }
    command.env("UNSTUCK_BIN", workspace::released("unstuck"));
    command
}

/// Builds everything and runs the program in `benches/`.
pub fn measure(tools: &Tools, what: &[&str], arguments: &[&str]) -> Result<(), Problem> {
    build(tools)?;
    forward(benches(tools).args(what).args(arguments))
}
