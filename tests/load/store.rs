use std::{ffi::OsString, path::PathBuf, sync::Arc};

use rusqlite::Connection;
use unstuck_postgres::Server;

use crate::outcome::Outcome;

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

    /// Breaks a table under a running desk, as an operator's mistake would.
    pub fn spoil(&self, table: &str) -> Outcome {
        let statement = format!("ALTER TABLE {table} RENAME TO spoiled_{table}");
        match self {
            Self::Sqlite(path) => Ok(Connection::open(path)?.execute_batch(&statement)?),
            Self::Postgres(server, url) => {
                server.sql(url, &format!("SET search_path = unstuck; {statement}"))?;
                Ok(())
            }
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
