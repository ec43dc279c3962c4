//! Rows in PostgreSQL, which several desks may share.

mod connect;
mod connection;
mod migrate;
mod scrub;
mod transaction;

use std::{
    sync::{
        Arc,
        mpsc::{SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
};

use self::{
    connect::Target,
    connection::{Connection, Shared},
};
use super::{Database, Fault, Work};
use crate::error::DeskError;

/// Some connections, each owned by a thread, which take work from one queue.
pub struct Postgres {
    waiting: Option<Arc<SyncSender<Box<dyn Work>>>>,
    threads: Vec<JoinHandle<()>>,
    target: Target,
}

/// How many connections an instance has at most. Each commits alone, and PostgreSQL writes the commits
/// of several together: on a disk that syncs 190 times a second, 8 connections kept 735 requests a
/// second, 12 kept 1,080, 16 kept 1,300 and 32 kept 2,400. Eight desks are to fit on one server, which
/// usually has 100 connections.
const CONNECTIONS: usize = 12;

/// How much may wait before more is refused.
const WAITING: usize = 1024;

impl Postgres {
    /// Opens a database by its address, such as `postgres://desk@db.example/desk`, and brings it up
    /// to date.
    pub fn open(address: &str) -> Result<Self, DeskError> {
        let target = Target::parse(address)?;
        // A client of this kind must not wait in a thread that a runtime owns.
        std::thread::scope(|scope| {
            let first = scope.spawn(|| prepare(&target));
            first.join().unwrap_or_else(|_| {
                Err(DeskError::System { cause: "a thread ended early".to_owned() })
            })
        })?;
        let (waiting, work) = sync_channel(WAITING);
        let waiting = Arc::new(waiting);
        let shared = Arc::new(Shared::new(target.clone(), work, &waiting));
        let threads = (0..CONNECTIONS)
            .map(|_| {
                let shared = Arc::clone(&shared);
                std::thread::Builder::new()
                    .name("desk-postgres".to_owned())
                    .spawn(move || Connection::new(shared).take())
                    .map_err(|error| DeskError::System { cause: error.to_string() })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { waiting: Some(waiting), threads, target })
    }
}

fn prepare(target: &Target) -> Result<(), DeskError> {
    let failed = |error: postgres::Error| target.failed(said(&error));
    let mut client = target.connect().map_err(failed)?;
    migrate::migrate(&mut client, &target.place()).map_err(|error| match error {
        migrate::Failure::Database(error) => failed(error),
        migrate::Failure::Newer(error) => error,
    })
}

/// What failed, in the server's words if it has some: at this time nothing of a customer is in them.
fn said(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(error) => error.message().to_owned(),
        None => error.to_string(),
    }
}

impl Database for Postgres {
    fn submit(&self, work: Box<dyn Work>) {
        let Some(waiting) = &self.waiting else { return work.tell(Err(Fault::Stopped)) };
        match waiting.try_send(work) {
            Ok(()) => {}
            Err(TrySendError::Full(work)) => work.tell(Err(Fault::Busy)),
            Err(TrySendError::Disconnected(work)) => work.tell(Err(Fault::Stopped)),
        }
    }

    fn taking(&self) -> &'static str {
        " FOR UPDATE SKIP LOCKED"
    }

    fn scrub(&self, whole: bool) -> Result<(), Fault> {
        scrub::scrub(&self.target, whole)
    }
}

impl Drop for Postgres {
    /// Waits until what was begun is committed.
    fn drop(&mut self) {
        self.waiting = None;
        for thread in self.threads.drain(..) {
            drop(thread.join());
        }
    }
}
