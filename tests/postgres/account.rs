//! Who the server runs as.

use std::{
    os::unix::{fs::chown, process::CommandExt},
    path::Path,
    process::Command,
};

use crate::error::Error;

/// The user of the server: ourselves, or somebody with fewer rights if we are root.
#[derive(Clone, Copy)]
pub struct Account {
    /// The ids of the user and of the group to change to.
    other: Option<(u32, u32)>,
}

impl Account {
    /// Whoever may run PostgreSQL, which refuses root.
    pub fn find() -> Result<Self, Error> {
        if id(&["-u"]) != Some(0) {
            return Ok(Self { other: None });
        }
        let ids = |name: &&str| Some((id(&["-u", name])?, id(&["-g", name])?));
        let other = ["postgres", "nobody"].iter().find_map(ids).ok_or(Error::NoAccount)?;
        Ok(Self { other: Some(other) })
    }

    /// A command of this user.
    pub fn command(self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        if let Some((user, group)) = self.other {
            command.uid(user).gid(group);
        }
        command
    }

    /// Makes a folder this user's.
    pub fn give(self, folder: &Path) -> Result<(), Error> {
        let Some((user, group)) = self.other else { return Ok(()) };
        chown(folder, Some(user), Some(group)).map_err(Error::at(folder.display().to_string()))
    }
}

fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
