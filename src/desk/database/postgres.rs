//! Rows in PostgreSQL, which several desks may share.

mod connect;
mod connection;
mod migrate;
mod scrub;
mod transaction;

use std::sync::Arc;

use self::{
    connect::Target,
    connection::{Connection, Shared},
};
use super::{
    Database, Fault, Work,
    workers::{Queue, Workers},
};
use crate::error::DeskError;

/// Some connections, each owned by a thread, which take work from one queue.
pub struct Postgres {
    workers: Workers,
    target: Target,
}

/// How many connections an instance has at most. Each commits alone, and PostgreSQL writes the commits
/// of several together: on a disk that syncs 190 times a second, 8 connections kept 735 requests a
/// second, 12 kept 1,080, 16 kept 1,300 and 32 kept 2,400. Eight desks are to fit on one server, which
/// usually has 100 connections.
const CONNECTIONS: usize = 12;

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
        let shared = Arc::new(Shared::new(target.clone()));
        let connections = (0..CONNECTIONS).map(|_| {
            let connection = Connection::new(Arc::clone(&shared));
            move |queue: &Queue| connection.take(queue)
        });
        Ok(Self { workers: Workers::start("desk-postgres", connections)?, target })
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
        self.workers.submit(work);
    }

    fn taking(&self) -> &'static str {
        " FOR UPDATE SKIP LOCKED"
    }

    fn locking(&self) -> &'static str {
        " FOR UPDATE"
    }

    fn scrub(&self, whole: bool) -> Result<(), Fault> {
        scrub::scrub(&self.target, whole)
    }
}
