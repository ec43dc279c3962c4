use std::{
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags};

use super::migrate::{Standing, migrate};
use crate::{database::schema::NEWEST, error::DeskError};

/// The oldest library whose write-ahead log is sound, in SQLite's own numbering: 3.51.3.
/// Source: <https://sqlite.org/wal.html>, the section on the WAL-reset bug.
const SOUND: i32 = 3_051_003;

/// How long to wait for another process, such as a backup.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the database of a file, so that what is committed stays committed.
pub fn file(path: &Path) -> Result<Connection, DeskError> {
    assert_library(rusqlite::version_number(), rusqlite::version())?;
    // A file that is there is not opened here: to close it would end the locks that another desk of
    // this process has on it.
    if !path.exists() {
        private(path)
            .map_err(|error| DeskError::Open { path: path.to_owned(), cause: error.to_string() })?;
    }
    ready(path, Connection::open(path))
}

/// Opens the database of a file that is up to date, to read only.
pub fn reading(path: &Path) -> Result<Connection, DeskError> {
    // With the right to write, which the memory needs that connections share.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_with_flags(path, flags).and_then(|connection| {
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    });
    opened.map_err(|error| DeskError::Open { path: path.to_owned(), cause: error.to_string() })
}

/// Opens a database in memory.
pub fn memory() -> Result<Connection, DeskError> {
    assert_library(rusqlite::version_number(), rusqlite::version())?;
    ready(Path::new("memory"), Connection::open_in_memory())
}

/// Opens a file of another file system, which has no memory to share with other connections.
pub fn on_vfs(name: &str, path: &str) -> Result<Connection, DeskError> {
    assert_library(rusqlite::version_number(), rusqlite::version())?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let opened = Connection::open_with_flags_and_vfs(path, flags, name).and_then(|connection| {
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        Ok(connection)
    });
    ready(Path::new(path), opened)
}

fn ready(path: &Path, opened: rusqlite::Result<Connection>) -> Result<Connection, DeskError> {
    let failed = |error: rusqlite::Error| DeskError::Open {
        path: path.to_owned(),
        cause: error.to_string(),
    };
    let mut connection = opened.map_err(failed)?;
    let prepared = prepare(&connection).and_then(|()| migrate(&mut connection));
    match prepared.map_err(failed)? {
        Standing::Current => Ok(connection),
        Standing::Newer { found } => {
            Err(DeskError::NewerSchema { place: path.display().to_string(), found, known: NEWEST })
        }
        Standing::Foreign => Err(DeskError::NotADesk { place: path.display().to_string() }),
    }
}

/// The right to serve a file, which one process has at a time. Administrators' commands do not need
/// it: they share the file for a moment.
pub struct Owner {
    _lock: File,
}

impl Owner {
    /// Becomes the owner of a file, by a lock on one beside it that ends with the process.
    pub fn of(path: &Path) -> Result<Self, DeskError> {
        // By its own name, whatever leads to it.
        let own = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let beside = PathBuf::from(format!("{}-lock", own.display()));
        let open = |cause: std::io::Error| DeskError::Open {
            path: beside.clone(),
            cause: cause.to_string(),
        };
        let lock = private(&beside).map_err(open)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(DeskError::InUse { path: path.to_owned() }),
            Err(TryLockError::Error(error)) => Err(open(error)),
        }
    }
}

fn assert_library(number: i32, found: &'static str) -> Result<(), DeskError> {
    if number >= SOUND { Ok(()) } else { Err(DeskError::OldLibrary { found }) }
}

/// Makes a file that its owner alone can read; SQLite gives the files beside it the same rights.
fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What is deleted is overwritten, not only forgotten.
    connection.pragma_update(None, "secure_delete", true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d23_a_library_with_the_fault_is_refused() {
        assert!(assert_library(3_051_002, "3.51.2").is_err());
        assert!(assert_library(3_051_003, "3.51.3").is_ok());
        assert!(assert_library(rusqlite::version_number(), rusqlite::version()).is_ok());
    }

    #[test]
    fn a_file_is_opened_durably_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        let connection = file(&path).unwrap();
        let pragma = |name| connection.pragma_query_value(None, name, |row| row.get(0));
        assert_eq!(pragma("synchronous"), Ok(2_i64));
        let mode = connection.pragma_query_value(None, "journal_mode", |row| row.get(0));
        assert_eq!(mode, Ok("wal".to_owned()));
        #[cfg(unix)]
        {
            let rights = std::os::unix::fs::PermissionsExt::mode(
                &std::fs::metadata(&path).unwrap().permissions(),
            );
            assert_eq!(rights & 0o077, 0);
        }
    }

    #[test]
    fn a_file_that_is_no_database_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "These are my notes, and no database at all.").unwrap();
        assert!(matches!(file(&path), Err(DeskError::Open { .. })));
        assert!(std::fs::read_to_string(&path).unwrap().starts_with("These"));
        let nowhere = folder.path().join("no/such/desk.sqlite");
        assert!(matches!(file(&nowhere), Err(DeskError::Open { .. })));
    }
}
