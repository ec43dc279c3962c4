//! The example site as `unstuck build` writes it.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
};

use crate::{
    outcome::Outcome,
    place,
    server::{Plan, Server},
};

/// A folder that any static web server can serve.
#[derive(Clone, Debug)]
pub struct Site {
    folder: PathBuf,
}

impl Site {
    /// Builds it, once for all tests of a process.
    pub fn built() -> Outcome<Self> {
        static SITE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
        let built = SITE.get_or_init(|| {
            let folder = place::target().join("tests").join("site");
            build(Path::new("content"), &folder, &[]).map(|()| folder)
        });
        Ok(Self { folder: built.clone()? })
    }

    /// Builds one with options of its own into a folder of the test, such as
    /// `--callback-endpoint`.
    pub fn with(folder: &Path, options: &[&str]) -> Outcome<Self> {
        build(Path::new("content"), folder, options)?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Builds one of other content into a folder.
    pub fn of(content: &Path, folder: &Path) -> Outcome<Self> {
        build(content, folder, &[])?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// One that stands in a folder already.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Serves it as a host of assets does: pages of every origin may read it.
    pub fn serve(&self) -> Outcome<Server> {
        self.plan().cors().start()
    }

    /// The same, to be changed before it starts.
    pub fn plan(&self) -> Plan {
        Server::plan().folder(&self.folder)
    }
}

fn build(content: &Path, folder: &Path, options: &[&str]) -> Result<(), String> {
    let binary = place::binary();
    let mut command = Command::new(&binary);
    command.current_dir(place::root()).arg("build").arg(content).arg("-o").arg(folder);
    let output = command.args(options).output().map_err(|error| {
        format!("{} could not run: {error}. `cargo build -p unstuck` makes it.", binary.display())
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("`unstuck build` ended with {}:\n{said}", output.status))
}
