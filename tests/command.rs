//! A command of the product that ends by itself.

use std::process::Command;

use crate::{outcome::Outcome, place};

/// What a command has said, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// Runs `unstuck` with arguments to its end; `path` is where it looks for programs, if not where
/// the test does.
pub async fn unstuck(arguments: &[&str], path: Option<&str>) -> Outcome<Said> {
    let binary = place::binary();
    let mut command = Command::new(&binary);
    command.current_dir(place::root()).args(arguments);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let output = tokio::task::spawn_blocking(move || command.output()).await?.map_err(|error| {
        format!("{} could not run: {error}. `cargo build -p unstuck` makes it.", binary.display())
    })?;
    Ok(Said {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout)?,
        stderr: String::from_utf8(output.stderr)?,
    })
}
