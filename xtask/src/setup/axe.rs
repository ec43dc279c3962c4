//! axe-core, the judge of accessibility.

use std::{path::PathBuf, process::Command};

use crate::{
    problem::Problem,
    process::{output, quiet},
    setup::{
        cache,
        packages::Packages,
        part::{Found, Part},
    },
};

const VERSION: &str = "4.14.1";

const PACKAGES: Packages = Packages { debian: &["npm"], fedora: "npm", brew: "node" };

/// Sees to it that there is an npm.
pub fn ensure_npm() -> Result<(), Problem> {
    match output(Command::new("npm").arg("--version")) {
        Some(_) => Ok(()),
        None => PACKAGES.install("npm"),
    }
}

/// One file of JavaScript from the npm registry, fetched with npm and run in the browser only.
pub struct Axe;

impl Axe {
    fn folder(&self) -> Result<PathBuf, Problem> {
        Ok(cache::tools()?.join(format!("axe-core-{VERSION}")))
    }
}

impl Part for Axe {
    fn name(&self) -> String {
        format!("axe-core {VERSION}")
    }

    fn found(&self) -> Option<Found> {
        let file = self.folder().ok()?.join("node_modules/axe-core/axe.min.js");
        file.is_file().then(|| Found {
            how: "found in the cache".to_owned(),
            folder: None,
            variable: Some(("UNSTUCK_AXE", file)),
        })
    }

    fn effort(&self) -> &'static str {
        "fetching with npm (seconds, or 2 minutes if npm has to be installed)"
    }

    fn install(&self) -> Result<(), Problem> {
        ensure_npm()?;
        quiet(
            Command::new("npm")
                .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save"])
                .arg("--prefix")
                .arg(self.folder()?)
                .arg(format!("axe-core@{VERSION}")),
        )
    }

    fn by_hand(&self) -> String {
        PACKAGES.by_hand()
    }
}
