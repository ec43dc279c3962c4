use rusqlite::{Connection, OpenFlags};

use crate::{outcome::Outcome, store::Store};

/// The key and the reference of each row, read past the desk, and what the store says of its own
/// soundness.
pub fn rows(store: &Store) -> Outcome<(Vec<(String, String)>, String)> {
    const ROWS: &str = "SELECT idempotency_key, reference FROM";
    match store {
        Store::Sqlite(path) => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let file = Connection::open_with_flags(path, flags)?;
            let rows = file
                .prepare(&format!("{ROWS} callback"))?
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<Result<_, _>>()?;
            let sound = file.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
            Ok((rows, sound))
        }
        Store::Postgres(server, url) => {
            let said = server.sql(url, &format!("{ROWS} unstuck.callback"))?;
            let row = |line: &str| {
                let (key, reference) = line.split_once('|')?;
                Some((key.to_owned(), reference.to_owned()))
            };
            Ok((said.lines().filter_map(row).collect(), "ok".to_owned()))
        }
    }
}
