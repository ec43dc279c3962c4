use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::{open::PATIENCE, transaction::fault};
use crate::database::Fault;

/// Brings what is committed from the write-ahead log into the file, and empties the log. What was
/// deleted is overwritten in both then; copies that SQLite left in the gaps of its pages, when it
/// made room in them, are gone when the whole file is written anew.
pub fn scrub(path: &Path, whole: bool) -> Result<(), Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|error| fault(&error))?;
    let work = || {
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "secure_delete", true)?;
        if whole {
            connection.execute_batch("VACUUM")?;
        }
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
    };
    match work().map_err(|error| fault(&error))? {
        0 => Ok(()),
        // Somebody reads what was there before, such as a backup.
        _ => Err(Fault::Busy),
    }
}
