//! Packages of the operating system.

use std::process::Command;

use crate::{
    problem::Problem,
    process::{output, quiet},
};

/// What one tool is called by three package managers.
pub struct Packages {
    pub debian: &'static [&'static str],
    pub fedora: &'static str,
    pub brew: &'static str,
}

impl Packages {
    /// Installs them on a Debian where we may, or says with which command somebody who may does.
    pub fn install(&self, what: &str) -> Result<(), Problem> {
        let problem = |why: &str| {
            Problem::machine(format!("This machine lacks {what}, and {why}."), self.by_hand())
        };
        if output(Command::new("apt-get").arg("--version")).is_none() {
            return Err(problem("only Debian's packages can be installed from here"));
        }
        let Some(rights) = Rights::ours() else {
            return Err(problem("installing packages takes root's rights or `sudo -n`"));
        };
        quiet(rights.apt_get().arg("update"))?;
        quiet(rights.apt_get().args(["install", "-y", "--no-install-recommends"]).args(self.debian))
    }

    /// The commands for somebody who may.
    pub fn by_hand(&self) -> String {
        format!(
            "Install it and run the same command again:\n  \
             Debian, Ubuntu  sudo apt-get install {}\n  \
             Fedora          sudo dnf install {}\n  \
             macOS           brew install {}",
            self.debian.join(" "),
            self.fedora,
            self.brew,
        )
    }
}

/// Runs a command that takes root's rights.
pub fn administer(words: &[&str]) -> Result<(), Problem> {
    let Some((program, arguments)) = words.split_first() else { return Ok(()) };
    let mut command = match Rights::ours() {
        Some(Rights::Sudo) => {
            let mut command = Command::new("sudo");
            command.args(["-n", program]);
            command
        }
        // Without the rights the command says itself what it may not.
        Some(Rights::Root) | None => Command::new(program),
    };
    quiet(command.args(arguments))
}

enum Rights {
    Root,
    Sudo,
}

impl Rights {
    fn ours() -> Option<Self> {
        if output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
            return Some(Self::Root);
        }
        output(Command::new("sudo").args(["-n", "true"])).map(|_| Self::Sudo)
    }

    fn apt_get(&self) -> Command {
        match self {
            Self::Root => {
                let mut command = Command::new("apt-get");
                command.env("DEBIAN_FRONTEND", "noninteractive");
                command
            }
            Self::Sudo => {
                let mut command = Command::new("sudo");
                command.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
                command
            }
        }
    }
}
