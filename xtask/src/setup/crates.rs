//! The sources of the crates, so that later steps need no network.

use std::process::Command;

use crate::{
    problem::Problem,
    process::{output, quiet},
    setup::part::{Found, Part},
    workspace,
};

/// The crates of the lock file.
pub struct Crates;

impl Part for Crates {
    fn name(&self) -> String {
        "crates of Cargo.lock".to_owned()
    }

    fn found(&self) -> Option<Found> {
        output(fetch().arg("--offline"))?;
        Some(Found::at_hand("found in Cargo's cache"))
    }

    fn effort(&self) -> &'static str {
        "downloading (a minute)"
    }

    fn install(&self) -> Result<(), Problem> {
        quiet(&mut fetch())
    }

    fn by_hand(&self) -> String {
        "cargo fetch".to_owned()
    }
}

fn fetch() -> Command {
    let mut command = Command::new("cargo");
    command.arg("fetch").current_dir(workspace::root());
    command
}
