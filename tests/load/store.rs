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

    /// Makes so many requests of the one that there is, which were answered by the first agent in the last
    /// four weeks.
    pub fn multiply(&self, count: usize) -> Outcome {
        let statement = format!(
            "WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {count})
             INSERT INTO callback (site, reference, idempotency_key, fingerprint, received, slot_from,
             slot_to, request, topic, consent_text, consent_version, consent_language, consent_at,
             state, agent, changed, contacted, outcome, purpose, action, first_from, first_to)
             SELECT site, 'UN-' || CAST(10000000 + n AS TEXT), 'before-' || CAST(n AS TEXT), fingerprint,
             came, came + 1800, came + 5400, request, 'topic-' || CAST(n % 7 AS TEXT), consent_text,
             consent_version, consent_language, consent_at, 'done', (SELECT min(id) FROM agent),
             came + 1800 + n % 3600, came + 1800 + n % 3600, 'reached', 'topic-1', 'explained',
             came + 1800, came + 5400
             FROM (SELECT callback.*, n, received - CAST(n AS BIGINT) * 2419200 / {count} AS came
             FROM callback, many WHERE idempotency_key = 'first') AS one"
        );
        self.carry_out(&statement)?;
        match self {
            Self::Sqlite(_) => Ok(()),
            // PostgreSQL does this by itself within a minute or so.
            Self::Postgres(server, url) => {
                server.sql(url, "VACUUM (ANALYZE) unstuck.callback").map(drop).map_err(Into::into)
            }
        }
    }

    /// Breaks a table under a running desk, as an operator's mistake would.
    pub fn spoil(&self, table: &str) -> Outcome {
        self.carry_out(&format!("ALTER TABLE {table} RENAME TO spoiled_{table}"))
    }

    fn carry_out(&self, statement: &str) -> Outcome {
        match self {
            Self::Sqlite(path) => Ok(Connection::open(path)?.execute_batch(statement)?),
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
