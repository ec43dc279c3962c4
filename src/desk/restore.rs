//! A backup takes the place of a desk's file, and what was erased since stays erased.

use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use unstuck_model::hours::Seconds;

use crate::{
    database::{Owner, Sqlite, erasures, is_desk, new_private},
    desk::now_or_wait,
    erasure::{Erased, Erasure},
    error::DeskError,
    store::Store,
};

/// What is restored.
#[derive(Clone, Copy, Debug)]
pub struct Restore<'a> {
    /// The file that `backup` wrote.
    pub backup: &'a Path,
    /// Where the desk keeps its rows; no desk may serve it.
    pub place: &'a Path,
    /// Whether a database that is there may be replaced. It is kept under another name.
    pub replace: bool,
    /// What was erased since the backup, from wherever that is known; what the replaced database
    /// knows is added.
    pub erasures: &'a [Erasure],
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What was in the backup, and had been erased since.
    pub erased: Erased,
    /// Where the replaced database is, if there was one.
    pub kept: Option<PathBuf>,
    /// Why the erasures of the replaced database could not be read, if they could not.
    pub unread: Option<String>,
}

/// Puts a backup in the place of a desk's file. It is brought up to date and cleaned of erasures
/// first, beside the place; one that fails leaves the place as it was.
pub fn restore(options: &Restore<'_>) -> Result<Restored, DeskError> {
    let Restore { backup, place, replace, .. } = *options;
    // A link stays, and leads to the restored file.
    let own = place.canonicalize();
    let place = own.as_deref().unwrap_or(place);
    let _owner = Owner::of(place)?;
    let is_there = place.exists();
    if is_there && !replace {
        return Err(DeskError::Occupied { path: place.to_owned() });
    }
    let (mut known, mut unread) = (options.erasures.to_vec(), None);
    if is_there {
        match erasures(place) {
            Ok(more) => known.extend(more),
            // A database that is broken is what one restores for.
            Err(error) => unread = Some(error.to_string()),
        }
    }
    let beside = with_end(place, "-restoring");
    remove(&beside)?;
    let prepared = prepare(backup, &beside, &known).and_then(|erased| {
        let kept = if is_there { Some(put_aside(place)?) } else { None };
        // A log without its database would be taken for the log of the new one.
        for end in ENDS {
            forget(&with_end(place, end))?;
        }
        fs::rename(&beside, place).map_err(|error| failed(place, &error))?;
        sync_folder(place).map_err(|error| failed(place, &error))?;
        Ok(Restored { erased, kept, unread })
    });
    if prepared.is_err() {
        drop(remove(&beside));
    }
    prepared
}

/// What SQLite writes beside a file.
const ENDS: [&str; 2] = ["-wal", "-shm"];

/// Copies a backup, brings the copy up to date, and erases what was erased since.
fn prepare(backup: &Path, beside: &Path, known: &[Erasure]) -> Result<Erased, DeskError> {
    match is_desk(backup) {
        Ok(true) => {}
        Ok(false) => return Err(DeskError::NotADesk { place: backup.display().to_string() }),
        Err(error) => return Err(failed(backup, &error)),
    }
    let mut copy = new_private(beside)?;
    let copied = File::open(backup).and_then(|mut from| io::copy(&mut from, &mut copy));
    copied.map_err(|error| failed(beside, &error))?;
    drop(copy);
    let opened = Sqlite::open(beside, None).map_err(|error| named(error, backup))?;
    let store = Store::new(opened);
    let erased = now_or_wait(store.replay(known))?;
    // Who was signed in when the backup was made has gone home since.
    now_or_wait(store.forget_sessions(Seconds::MAX))?;
    store.scrub(true)?;
    drop(store);
    File::open(beside).and_then(|file| file.sync_all()).map_err(|error| failed(beside, &error))?;
    for end in ENDS {
        forget(&with_end(beside, end))?;
    }
    Ok(erased)
}

/// An error of the copy, said of the backup that it is a copy of.
fn named(error: DeskError, backup: &Path) -> DeskError {
    match error {
        DeskError::NewerSchema { found, known, .. } => {
            DeskError::NewerSchema { place: backup.display().to_string(), found, known }
        }
        DeskError::NotADesk { .. } => DeskError::NotADesk { place: backup.display().to_string() },
        DeskError::Open { cause, .. } => DeskError::Open { path: backup.to_owned(), cause },
        other => other,
    }
}

/// Gives a database another name, its log first, so that the log is never left to a new database.
fn put_aside(place: &Path) -> Result<PathBuf, DeskError> {
    let free = |name: &PathBuf| !name.exists();
    let mut names = (1..).map(|number| with_end(place, &format!("-replaced-{number}")));
    let name = names.find(free).unwrap_or_else(|| with_end(place, "-replaced"));
    for end in ENDS {
        let from = with_end(place, end);
        if from.exists() {
            let to = with_end(&name, end);
            fs::rename(&from, to).map_err(|error| failed(&from, &error))?;
        }
    }
    // A second name, so that the place is never empty: whoever starts a desk there when this was killed
    // would begin with nothing. Where a file can have one name only, that is a moment.
    if fs::hard_link(place, &name).is_err() {
        fs::rename(place, &name).map_err(|error| failed(place, &error))?;
    }
    Ok(name)
}

/// Removes what a restore before may have left.
fn remove(beside: &Path) -> Result<(), DeskError> {
    forget(beside)?;
    ENDS.iter().try_for_each(|end| forget(&with_end(beside, end)))
}

fn forget(path: &Path) -> Result<(), DeskError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(path, &error)),
        _ => Ok(()),
    }
}

/// Makes sure that a rename is on the disk.
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    // Only there can a folder be opened and synced.
    if cfg!(unix) { File::open(folder.unwrap_or(Path::new(".")))?.sync_all() } else { Ok(()) }
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    PathBuf::from(name)
}

fn failed(path: &Path, error: &io::Error) -> DeskError {
    DeskError::Open { path: path.to_owned(), cause: error.to_string() }
}
