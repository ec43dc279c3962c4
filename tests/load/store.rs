use std::{ffi::OsString, path::PathBuf, sync::Arc};

use unstuck_postgres::Server;

/// Where a desk keeps its rows.
#[derive(Clone)]
pub enum Store {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// A database of a server that was started for this.
    Postgres(Arc<Server>, String),
}

impl Store {
    /// Its name in tables.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(..) => "PostgreSQL",
        }
    }

    /// What `--database` is given.
    pub(crate) fn address(&self) -> OsString {
        match self {
            Self::Sqlite(path) => path.into(),
            Self::Postgres(_, url) => url.into(),
        }
    }
}
