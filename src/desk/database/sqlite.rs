//! Rows in one SQLite file.

mod copy;
mod migrate;
mod open;
mod scrub;
mod transaction;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    thread::JoinHandle,
};

use rusqlite::Connection;

use self::transaction::{Statements, fault};
use super::{Database, Fault, Work};
use crate::error::DeskError;

pub use self::{
    copy::{copy, erasures, is_desk, new_private},
    open::Owner,
};

/// One connection, owned by one thread: SQLite has one writer, and a queue in front of it is fairer
/// than locks that time out. Whatever waits is committed together, because a disk takes as long for
/// one commit as for a hundred.
pub struct Sqlite {
    waiting: Option<SyncSender<Box<dyn Work>>>,
    thread: Option<JoinHandle<()>>,
    /// Nothing, if it is in memory.
    path: Option<PathBuf>,
    /// Held while the desk serves, so that no second one does.
    _owner: Option<Owner>,
}

/// How much may wait before more is refused.
const WAITING: usize = 1024;

/// How much is committed together at most.
const TOGETHER: usize = 256;

impl Sqlite {
    /// Opens the database of a file, which is made if it is not there, and brings it up to date.
    pub fn open(path: &Path, owner: Option<Owner>) -> Result<Self, DeskError> {
        Self::serve(open::file(path)?, Some(path.to_owned()), owner)
    }

    /// A database in memory, until it is dropped.
    pub fn in_memory() -> Result<Self, DeskError> {
        Self::serve(open::memory()?, None, None)
    }

    /// Opens a file of a file system that SQLite knows by a name.
    pub fn on_vfs(name: &str, path: &str) -> Result<Self, DeskError> {
        Self::serve(open::on_vfs(name, path)?, None, None)
    }

    fn serve(
        connection: Connection,
        path: Option<PathBuf>,
        owner: Option<Owner>,
    ) -> Result<Self, DeskError> {
        let (waiting, work) = sync_channel(WAITING);
        let thread = std::thread::Builder::new()
            .name("desk-sqlite".to_owned())
            .spawn(move || take(&connection, &work))
            .map_err(|error| DeskError::System { cause: error.to_string() })?;
        Ok(Self { waiting: Some(waiting), thread: Some(thread), path, _owner: owner })
    }
}

impl Database for Sqlite {
    fn submit(&self, work: Box<dyn Work>) {
        let Some(waiting) = &self.waiting else { return work.tell(Err(Fault::Stopped)) };
        match waiting.try_send(work) {
            Ok(()) => {}
            Err(TrySendError::Full(work)) => work.tell(Err(Fault::Busy)),
            Err(TrySendError::Disconnected(work)) => work.tell(Err(Fault::Stopped)),
        }
    }

    /// There is one transaction at a time.
    fn taking(&self) -> &'static str {
        ""
    }

    fn scrub(&self, whole: bool) -> Result<(), Fault> {
        // What is in memory alone is overwritten when it is deleted.
        self.path.as_deref().map_or(Ok(()), |path| scrub::scrub(path, whole))
    }
}

impl Drop for Sqlite {
    /// Waits until what was begun is committed and the file is closed.
    fn drop(&mut self) {
        self.waiting = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing left to commit.
            drop(thread.join());
        }
    }
}

fn take(connection: &Connection, work: &Receiver<Box<dyn Work>>) {
    while let Ok(first) = work.recv() {
        let more = work.try_iter().take(TOGETHER - 1);
        commit(connection, std::iter::once(first).chain(more).collect());
    }
}

/// Does work in one transaction, each within a savepoint of its own, and tells what came of it after
/// the commit.
fn commit(connection: &Connection, batch: Vec<Box<dyn Work>>) {
    let mut done: Vec<Box<dyn Work>> = Vec::with_capacity(batch.len());
    let mut broken = run(connection, "BEGIN IMMEDIATE").err();
    for mut work in batch {
        let outcome = match &broken {
            Some(fault) => Err(fault.clone()),
            None => attempt(connection, work.as_mut()),
        };
        match outcome {
            Ok(()) => done.push(work),
            Err(fault) => {
                // Some failures, such as a full disk, take the whole transaction back.
                if broken.is_none() && connection.is_autocommit() {
                    broken = Some(fault.clone());
                }
                work.tell(Err(fault));
            }
        }
    }
    let outcome = match broken {
        Some(fault) => Err(fault),
        None => run(connection, "COMMIT"),
    };
    if !connection.is_autocommit() {
        // The commit failed; what it would have kept is told as failed below.
        drop(run(connection, "ROLLBACK"));
    }
    for work in done {
        work.tell(outcome.clone());
    }
}

fn attempt(connection: &Connection, work: &mut dyn Work) -> Result<(), Fault> {
    run(connection, "SAVEPOINT work")?;
    // One piece of work that panics must not end the desk.
    let performed = catch_unwind(AssertUnwindSafe(|| work.perform(&mut Statements(connection))));
    match performed.unwrap_or_else(|_| Err(Fault::Failed("the desk's own error".to_owned()))) {
        Ok(()) => run(connection, "RELEASE work"),
        Err(fault) => {
            if !connection.is_autocommit() {
                run(connection, "ROLLBACK TO work; RELEASE work")?;
            }
            Err(fault)
        }
    }
}

fn run(connection: &Connection, statement: &str) -> Result<(), Fault> {
    connection.execute_batch(statement).map_err(|error| fault(&error))
}
