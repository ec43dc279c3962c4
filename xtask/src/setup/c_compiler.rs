//! The C compiler, which SQLite is compiled with.

use std::{env, process::Command};

use crate::{
    problem::Problem,
    process::output,
    setup::{
        packages::Packages,
        part::{Found, Part},
    },
};

const PACKAGES: Packages = Packages { debian: &["gcc", "libc6-dev"], fedora: "gcc", brew: "gcc" };

/// The C compiler.
pub struct CCompiler;

impl Part for CCompiler {
    fn name(&self) -> String {
        "C compiler".to_owned()
    }

    fn found(&self) -> Option<Found> {
        let named = env::var("CC").ok();
        let program = named.as_deref().unwrap_or("cc");
        output(Command::new(program).arg("--version"))?;
        Some(Found::at_hand(format!("`{program}` is on the path")))
    }

    fn effort(&self) -> &'static str {
        "installing the system's package (a minute)"
    }

    fn install(&self) -> Result<(), Problem> {
        PACKAGES.install("a C compiler")
    }

    fn by_hand(&self) -> String {
        PACKAGES.by_hand()
    }
}
