//! PostgreSQL's server, which tests and benchmarks start in a folder of their own.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    problem::Problem,
    process::output,
    setup::{
        packages::{Packages, administer},
        part::{Found, Part},
    },
};

/// What Debian's packages of the server stand on, and where they read whether to start one.
const COMMON: Packages =
    Packages { debian: &["postgresql-common"], fedora: SERVER.fedora, brew: SERVER.brew };
const SERVER: Packages =
    Packages { debian: &["postgresql"], fedora: "postgresql-server", brew: "postgresql" };
const SETTINGS: &str = "/etc/postgresql-common/createcluster.conf";

/// The programs of the server; nothing runs until a test starts it.
pub struct Postgres;

impl Part for Postgres {
    fn name(&self) -> String {
        "PostgreSQL".to_owned()
    }

    fn found(&self) -> Option<Found> {
        let path = env::var_os("PATH").unwrap_or_default();
        let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        env::split_paths(&path)
            .chain(debian.map(|version| version.path().join("bin")))
            .find_map(|folder| version(&folder))
            .map(|version| Found::at_hand(format!("found {version}")))
    }

    fn effort(&self) -> &'static str {
        "installing the system's package (a minute)"
    }

    /// Debian starts a server of the whole machine with the package, unless it is told beforehand
    /// that nobody asked for one.
    fn install(&self) -> Result<(), Problem> {
        const WHAT: &str = "a PostgreSQL server";
        COMMON.install(WHAT).map_err(|problem| Problem { way_out: self.by_hand(), ..problem })?;
        administer(&[
            "sed",
            "-i",
            "s/^#* *create_main_cluster *=.*/create_main_cluster = false/",
            SETTINGS,
        ])?;
        SERVER.install(WHAT)
    }

    fn by_hand(&self) -> String {
        SERVER.by_hand()
    }
}

/// The version of the server in a folder, which needs `initdb` beside it.
fn version(folder: &Path) -> Option<String> {
    let initdb: PathBuf = folder.join("initdb");
    initdb.is_file().then_some(())?;
    let said = output(Command::new(folder.join("postgres")).arg("--version"))?;
    number(&said).map(str::to_owned)
}

/// The number in `postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)`.
fn number(line: &str) -> Option<&str> {
    line.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        let check = |line, expect| assert_eq!(number(line), expect);
        check("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", Some("15.14"));
        check("postgres (PostgreSQL) 17beta1", Some("17beta1"));
        check("command not found", None);
    }
}
