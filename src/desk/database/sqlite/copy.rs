use std::{fs::OpenOptions, io::Read, path::Path};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{migrate::APPLICATION, open::PATIENCE};
use crate::{erasure::Erasure, error::DeskError};

/// Where SQLite's header names the application that a file is of.
/// Source: <https://sqlite.org/fileformat.html>, the section on the database header.
const APPLICATION_AT: usize = 68;

/// Whether a file is a desk's database, by its first bytes: it is not opened for that.
pub fn is_desk(path: &Path) -> std::io::Result<bool> {
    let mut head = Vec::new();
    std::fs::File::open(path)?.take(100).read_to_end(&mut head)?;
    let application = head.get(APPLICATION_AT..APPLICATION_AT + 4);
    let application = application.and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    Ok(application.map(i64::from) == Some(APPLICATION))
}

/// Copies the database of a file into another, as it is at one moment, while a desk may serve it.
/// The copy is written row by row: nothing that was deleted is in it.
pub fn copy(path: &Path, to: &Path) -> Result<(), DeskError> {
    let failed = |cause: String| DeskError::Backup { path: to.to_owned(), cause };
    let not_a_desk = || DeskError::NotADesk { place: path.display().to_string() };
    // Its first bytes may still be in the log alone, so that it is asked.
    let application = |connection: &Connection| {
        connection.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0))
    };
    let opened = existing(path).and_then(|connection| Ok((application(&connection)?, connection)));
    let connection = match opened {
        Ok((APPLICATION, connection)) => connection,
        Ok(_) => return Err(not_a_desk()),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => {
            return Err(not_a_desk());
        }
        Err(error) => {
            return Err(DeskError::Open { path: path.to_owned(), cause: error.to_string() });
        }
    };
    let name = to.to_str().ok_or_else(|| failed("its name is not UTF-8".to_owned()))?;
    new_private(to)?;
    let copied = connection
        .execute("VACUUM INTO ?1", [name])
        .map_err(|error| failed(error.to_string()))
        .and_then(|_| {
            let synced = std::fs::File::open(to).and_then(|file| file.sync_all());
            synced.map_err(|error| failed(error.to_string()))
        });
    if copied.is_err() {
        // Half a backup must not be taken for one.
        drop(std::fs::remove_file(to));
    }
    copied
}

/// Makes a file that is not there yet, which its owner alone can read.
pub fn new_private(path: &Path) -> Result<std::fs::File, DeskError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => DeskError::Exists { path: path.to_owned() },
        _ => DeskError::Backup { path: path.to_owned(), cause: error.to_string() },
    })
}

/// What a database remembers of erasures, whatever its schema. The write-ahead log is brought into
/// the file, if nobody reads it.
pub fn erasures(path: &Path) -> rusqlite::Result<Vec<Erasure>> {
    let connection = existing(path)?;
    drop(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
    let known: i64 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE name = 'erased'",
        [],
        |row| row.get(0),
    )?;
    if known == 0 {
        return Ok(Vec::new());
    }
    let mut rows =
        connection.prepare("SELECT site, reference, key_hash, at FROM erased ORDER BY at")?;
    let rows = rows.query_map([], |row| {
        let (site, reference) = (row.get(0)?, row.get(1)?);
        Ok(Erasure { site, reference, key_hash: row.get(2)?, at: row.get(3)? })
    })?;
    rows.collect()
}

/// A connection to a database that is there, left as it is.
fn existing(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}
