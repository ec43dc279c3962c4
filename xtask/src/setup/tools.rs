//! The tools that are ready, and commands that find them.

use std::{env, ffi::OsStr, path::PathBuf, process::Command};

use crate::{setup::part::Found, workspace};

/// What the set-up has found or made.
#[derive(Default)]
pub struct Tools {
    folders: Vec<PathBuf>,
    variables: Vec<(&'static str, PathBuf)>,
}

impl Tools {
    /// Adds a part that is at hand.
    pub fn add(&mut self, found: Found) {
        self.folders.extend(found.folder);
        self.variables.extend(found.variable);
    }

    /// A command at the root of the workspace that finds these tools before any other.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&path));
        let mut command = Command::new(program);
        command.current_dir(workspace::root());
        if let Ok(path) = env::join_paths(folders) {
            command.env("PATH", path);
        }
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command
    }

    /// Cargo with some arguments.
    pub fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments);
        command
    }
}
