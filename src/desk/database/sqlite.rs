//! Rows in one SQLite file.

mod copy;
mod migrate;
mod open;
mod scrub;
mod transaction;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use self::transaction::{Statements, fault};
use super::{
    Database, Fault, Manner, Work,
    workers::{Queue, Workers},
};
use crate::error::DeskError;

pub use self::{
    copy::{copy, erasures, is_desk, new_private},
    open::Owner,
};

/// A connection that changes rows and some that read, each owned by a thread: SQLite has one writer, and
/// a queue in front of it is fairer than locks that time out. Whatever waits is committed together,
/// because a disk takes as long for one commit as for a hundred. Reading sees what was committed before
/// it began, and keeps nobody waiting who changes something.
pub struct Sqlite {
    writer: Workers,
    /// Nothing, if no other connection can see the rows.
    readers: Option<Workers>,
    /// Nothing, if it is in memory.
    path: Option<PathBuf>,
    /// Held while the desk serves, so that no second one does.
    _owner: Option<Owner>,
}

/// How much is committed together at most.
const TOGETHER: usize = 256;

/// How many read at once: a queue is opened while somebody else searches and a lead has the dashboard.
const READERS: usize = 3;

impl Sqlite {
    /// Opens the database of a file, which is made if it is not there, and brings it up to date.
    pub fn open(path: &Path, owner: Option<Owner>) -> Result<Self, DeskError> {
        let writes = open::file(path)?;
        let reads = (0..READERS).map(|_| open::reading(path)).collect::<Result<Vec<_>, _>>()?;
        let reads =
            reads.into_iter().map(|connection| move |queue: &Queue| read(&connection, queue));
        Ok(Self {
            writer: writer(writes)?,
            readers: Some(Workers::start("desk-sqlite-reads", reads)?),
            path: Some(path.to_owned()),
            _owner: owner,
        })
    }

    /// A database in memory, until it is dropped.
    pub fn in_memory() -> Result<Self, DeskError> {
        Self::alone(open::memory()?)
    }

    /// Opens a file of a file system that SQLite knows by a name.
    pub fn on_vfs(name: &str, path: &str) -> Result<Self, DeskError> {
        Self::alone(open::on_vfs(name, path)?)
    }

    fn alone(connection: Connection) -> Result<Self, DeskError> {
        Ok(Self { writer: writer(connection)?, readers: None, path: None, _owner: None })
    }
}

impl Database for Sqlite {
    fn submit(&self, work: Box<dyn Work>) {
        let readers = self.readers.as_ref().filter(|_| work.manner() == Manner::Reads);
        readers.unwrap_or(&self.writer).submit(work);
    }

    /// There is one transaction at a time.
    fn taking(&self) -> &'static str {
        ""
    }

    /// Nobody else changes anything meanwhile.
    fn locking(&self) -> &'static str {
        ""
    }

    fn scrub(&self, whole: bool) -> Result<(), Fault> {
        // What is in memory alone is overwritten when it is deleted.
        self.path.as_deref().map_or(Ok(()), |path| scrub::scrub(path, whole))
    }
}

fn writer(connection: Connection) -> Result<Workers, DeskError> {
    Workers::start("desk-sqlite", [move |queue: &Queue| write(&connection, queue)])
}

fn write(connection: &Connection, queue: &Queue) {
    while let Some(batch) = queue.next_together(TOGETHER) {
        commit(connection, batch);
    }
}

fn read(connection: &Connection, queue: &Queue) {
    while let Some(mut work) = queue.next() {
        let outcome = run(connection, "BEGIN").and_then(|()| perform(connection, work.as_mut()));
        if !connection.is_autocommit() {
            // It has changed nothing.
            drop(run(connection, "ROLLBACK"));
        }
        work.tell(outcome);
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
    match perform(connection, work) {
        Ok(()) => run(connection, "RELEASE work"),
        Err(fault) => {
            if !connection.is_autocommit() {
                run(connection, "ROLLBACK TO work; RELEASE work")?;
            }
            Err(fault)
        }
    }
}

/// One piece of work that panics must not end the desk.
fn perform(connection: &Connection, work: &mut dyn Work) -> Result<(), Fault> {
    catch_unwind(AssertUnwindSafe(|| work.perform(&mut Statements(connection))))
        .unwrap_or_else(|_| Err(Fault::Failed("the desk's own error".to_owned())))
}

fn run(connection: &Connection, statement: &str) -> Result<(), Fault> {
    connection.execute_batch(statement).map_err(|error| fault(&error))
}
