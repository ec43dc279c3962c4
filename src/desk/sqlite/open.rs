use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::Connection;

use super::schema::{Standing, migrate};
use crate::error::DeskError;

/// Where a database is.
pub enum Place {
    /// In a file, which is made if it is not there.
    File(PathBuf),
    /// In memory, until the desk is dropped.
    Memory,
}

/// The oldest library whose write-ahead log is sound, in SQLite's own numbering: 3.51.3.
/// Source: <https://sqlite.org/wal.html>, the section on the WAL-reset bug.
const SOUND: i32 = 3_051_003;

/// How long to wait for another process, such as a backup.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens the database, so that what is committed stays committed.
pub fn open(place: &Place) -> Result<Connection, DeskError> {
    assert_library(rusqlite::version_number(), rusqlite::version())?;
    let (path, opened) = match place {
        Place::File(path) => {
            let opened = private_file(path)
                .map_err(|error| DeskError::Open { path: path.clone(), cause: error.to_string() });
            (path.clone(), opened.and_then(|()| connect(path, Connection::open(path))))
        }
        Place::Memory => {
            let path = PathBuf::from("memory");
            let opened = connect(&path, Connection::open_in_memory());
            (path, opened)
        }
    };
    let mut connection = opened?;
    let prepared = prepare(&connection).and_then(|()| migrate(&mut connection));
    match prepared.map_err(|error| cannot_open(&path, &error))? {
        Standing::Current => Ok(connection),
        Standing::Newer { found, known } => Err(DeskError::NewerSchema { path, found, known }),
        Standing::Foreign => Err(DeskError::NotADesk { path }),
    }
}

fn assert_library(number: i32, found: &'static str) -> Result<(), DeskError> {
    if number >= SOUND { Ok(()) } else { Err(DeskError::OldLibrary { found }) }
}

/// Makes the file readable by its owner alone; SQLite gives the files beside it the same rights.
fn private_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn connect(path: &Path, opened: rusqlite::Result<Connection>) -> Result<Connection, DeskError> {
    opened.map_err(|error| cannot_open(path, &error))
}

fn cannot_open(path: &Path, error: &rusqlite::Error) -> DeskError {
    DeskError::Open { path: path.to_owned(), cause: error.to_string() }
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
    fn a_library_with_the_fault_is_refused() {
        assert!(assert_library(3_051_002, "3.51.2").is_err());
        assert!(assert_library(3_051_003, "3.51.3").is_ok());
        assert!(assert_library(rusqlite::version_number(), rusqlite::version()).is_ok());
    }

    #[test]
    fn a_file_is_opened_durably_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        let connection = open(&Place::File(path.clone())).unwrap();
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
        assert!(matches!(open(&Place::File(path.clone())), Err(DeskError::Open { .. })));
        assert!(std::fs::read_to_string(&path).unwrap().starts_with("These"));
        let nowhere = folder.path().join("no/such/desk.sqlite");
        assert!(matches!(open(&Place::File(nowhere)), Err(DeskError::Open { .. })));
    }
}
