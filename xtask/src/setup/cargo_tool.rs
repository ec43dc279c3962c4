//! Tools that Cargo compiles from crates, each at one version.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    problem::Problem,
    process::{output, quiet},
    setup::{
        cache,
        part::{Found, Part},
    },
};

/// The version must be that of the crate in Cargo.lock.
pub const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: "0.2.130",
    // The crate's own lock file holds releases that no longer build.
    arguments: &["--no-default-features"],
    effort: "compiling (about 5 minutes, once for all clones)",
};

/// The last release that this toolchain compiles.
pub const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    program: "trunk",
    version: "0.21.14",
    arguments: &["--locked", "--no-default-features"],
    effort: "compiling (8 to 15 minutes, once for all clones)",
};

/// One crate with a program in it.
pub struct CargoTool {
    pub package: &'static str,
    pub program: &'static str,
    pub version: &'static str,
    pub arguments: &'static [&'static str],
    pub effort: &'static str,
}

impl CargoTool {
    fn folder(&self) -> Result<PathBuf, Problem> {
        Ok(cache::tools()?.join(format!("{}-{}", self.program, self.version)))
    }

    fn answers(&self, program: &Path) -> bool {
        output(Command::new(program).arg("--version"))
            .is_some_and(|line| line.split_whitespace().any(|word| word == self.version))
    }
}

impl Part for CargoTool {
    fn name(&self) -> String {
        format!("{} {}", self.program, self.version)
    }

    fn found(&self) -> Option<Found> {
        if self.answers(Path::new(self.program)) {
            return Some(Found::at_hand("found on the path"));
        }
        let folder = self.folder().ok()?.join("bin");
        self.answers(&folder.join(self.program)).then(|| Found {
            how: "found in the cache".to_owned(),
            folder: Some(folder),
            variable: None,
        })
    }

    fn effort(&self) -> &'static str {
        self.effort
    }

    fn install(&self) -> Result<(), Problem> {
        let cache = cache::tools()?;
        std::fs::create_dir_all(&cache).map_err(|error| {
            Problem::machine(
                format!("The folder {} cannot be made: {error}.", cache.display()),
                "Set XDG_CACHE_HOME to a folder that can be written.",
            )
        })?;
        let mut command = Command::new("cargo");
        command
            .current_dir(&cache)
            .args(["install", self.package, "--version", self.version])
            .args(self.arguments)
            .arg("--root")
            .arg(self.folder()?)
            // The tools share many crates: one folder compiles them once.
            .env("CARGO_TARGET_DIR", cache.join("target"))
            // A tool that runs for seconds need not be compiled for speed.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env("CARGO_TERM_COLOR", "never");
        quiet(&mut command)
    }

    fn by_hand(&self) -> String {
        let arguments = self.arguments.join(" ");
        format!("cargo install {} --version {} {arguments}", self.package, self.version)
    }
}
