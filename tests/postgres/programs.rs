//! Where the programs of PostgreSQL are.

use std::{
    cmp::Reverse,
    env, fs,
    path::{Path, PathBuf},
};

use crate::error::Error;

const NEEDED: [&str; 4] = ["initdb", "pg_ctl", "postgres", "psql"];

/// The folder with the programs of one version.
#[derive(Clone, Debug)]
pub struct Programs(PathBuf);

impl Programs {
    /// Those on the path, or else the newest that Debian has installed, which are on no path.
    pub fn find() -> Result<Self, Error> {
        let path = env::var_os("PATH").unwrap_or_default();
        // A link on the path leads to the folder in which its neighbours are.
        let linked = |folder: PathBuf| {
            Some(fs::canonicalize(folder.join("initdb")).ok()?.parent()?.to_owned())
        };
        env::split_paths(&path)
            .filter_map(linked)
            .chain(debian(Path::new("/usr/lib/postgresql")))
            .find(|folder| NEEDED.iter().all(|name| folder.join(name).is_file()))
            .map(Self)
            .ok_or(Error::Missing)
    }

    /// The path of a program.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

/// The folders of all versions below one, the newest first.
fn debian(below: &Path) -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(below)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))
        })
        .collect();
    versions.sort_by_key(|(version, _)| Reverse(*version));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["9", "15", "17", "old"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let expect = ["17", "15", "9"].map(|name| folder.path().join(name).join("bin"));
        assert_eq!(debian(folder.path()), expect);
    }
}
