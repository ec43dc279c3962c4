//! The store in one SQLite file.

mod accounts;
mod act;
mod counts;
mod intake;
mod open;
mod questions;
mod records;
mod schema;
mod waits;

use std::{
    sync::mpsc::{SyncSender, TrySendError, sync_channel},
    thread::JoinHandle,
};

use rusqlite::Connection;
use tokio::sync::oneshot;
use unstuck_model::{
    counts::{Count, Counted},
    hours::Seconds,
};

use crate::{
    error::DeskError,
    record::{Acted, Agent, Intake, NewCallback, NewQuestion, Questions, Queue, Record},
    store::{Deed, NewSession, Reply, Settlement, Store, StoreError},
    waits::Wait,
};

pub use open::Place;

/// One connection, owned by one thread that does one thing after the other: SQLite has one writer,
/// and a queue in front of it is fairer than locks that time out.
pub struct Sqlite {
    work: Option<SyncSender<Work>>,
    thread: Option<JoinHandle<()>>,
}

type Work = Box<dyn FnOnce(&mut Connection) + Send>;

/// How much may wait before more is refused.
const WAITING: usize = 1024;

impl Sqlite {
    /// Opens a database, and brings its schema up to date.
    pub fn open(place: &Place) -> Result<Self, DeskError> {
        let mut connection = open::open(place)?;
        let (work, waiting) = sync_channel::<Work>(WAITING);
        let thread = std::thread::Builder::new()
            .name("desk-sqlite".to_owned())
            .spawn(move || {
                while let Ok(work) = waiting.recv() {
                    work(&mut connection);
                }
            })
            .map_err(|error| DeskError::System { cause: error.to_string() })?;
        Ok(Self { work: Some(work), thread: Some(thread) })
    }

    fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Reply<'_, T> {
        let (answer, answered) = oneshot::channel();
        // Who asked may have gone away meanwhile; the work is done all the same.
        let work: Work = Box::new(move |connection| drop(answer.send(work(connection))));
        let sent = match &self.work {
            None => Err(StoreError::Stopped),
            Some(sender) => sender.try_send(work).map_err(|error| match error {
                TrySendError::Full(_) => StoreError::Busy,
                TrySendError::Disconnected(_) => StoreError::Stopped,
            }),
        };
        Box::pin(async move {
            sent?;
            answered.await.map_err(|_| StoreError::Stopped)?.map_err(failure)
        })
    }
}

impl Drop for Sqlite {
    /// Waits until what was begun is committed and the file is closed.
    fn drop(&mut self) {
        self.work = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing left to commit.
            drop(thread.join());
        }
    }
}

/// The kind of failure only: a message of SQLite might quote what was to be stored.
fn failure(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            StoreError::Busy
        }
        Some(code) => StoreError::Failed { cause: format!("{code:?}") },
        None => StoreError::Failed { cause: "a row is not as it was written".to_owned() },
    }
}

impl Store for Sqlite {
    fn ready(&self) -> Reply<'_, ()> {
        self.run(|connection| connection.query_row("SELECT 1", [], |_| Ok(())))
    }

    fn intake(&self, site: String, key: String, print: [u8; 32]) -> Reply<'_, Option<Intake>> {
        self.run(move |connection| intake::intake(connection, &site, &key, &print))
    }

    fn accept(&self, new: NewCallback) -> Reply<'_, Intake> {
        self.run(move |connection| intake::accept(connection, &new))
    }

    fn waits(&self, site: String, since: Seconds, now: Seconds) -> Reply<'_, Vec<Wait>> {
        self.run(move |connection| waits::waits(connection, &site, since, now))
    }

    fn queue(&self, site: String) -> Reply<'_, Queue> {
        self.run(move |connection| records::queue(connection, &site))
    }

    fn record(&self, site: String, reference: String) -> Reply<'_, Option<Record>> {
        self.run(move |connection| records::record(connection, &site, &reference))
    }

    fn act(&self, deed: Deed) -> Reply<'_, Acted> {
        self.run(move |connection| act::act(connection, &deed))
    }

    fn asked(&self, site: String, key: String, print: [u8; 32]) -> Reply<'_, Option<Intake>> {
        self.run(move |connection| questions::known(connection, &site, &key, &print))
    }

    fn ask(&self, new: NewQuestion) -> Reply<'_, Intake> {
        self.run(move |connection| questions::ask(connection, &new))
    }

    fn questions(&self, site: String) -> Reply<'_, Questions> {
        self.run(move |connection| questions::questions(connection, &site))
    }

    fn settle(&self, settlement: Settlement) -> Reply<'_, Acted> {
        self.run(move |connection| questions::settle(connection, &settlement))
    }

    fn count(&self, site: String, day: i64, counts: Vec<Count>) -> Reply<'_, ()> {
        self.run(move |connection| counts::add(connection, &site, day, &counts))
    }

    fn counted(&self, site: String, kind: Counted, since: i64) -> Reply<'_, Vec<(String, i64)>> {
        self.run(move |connection| counts::most(connection, &site, kind, since))
    }

    fn add_agent(&self, site: String, name: String, hash: String, at: Seconds) -> Reply<'_, bool> {
        self.run(move |connection| accounts::add(connection, &site, &name, &hash, at))
    }

    fn set_password(&self, site: String, name: String, hash: String) -> Reply<'_, bool> {
        self.run(move |connection| accounts::set_password(connection, &site, &name, &hash))
    }

    fn agent(&self, site: String, name: String) -> Reply<'_, Option<(Agent, String)>> {
        self.run(move |connection| accounts::agent(connection, &site, &name))
    }

    fn begin_session(&self, session: NewSession) -> Reply<'_, ()> {
        self.run(move |connection| accounts::begin_session(connection, &session))
    }

    fn session(&self, site: String, token: [u8; 32], now: Seconds) -> Reply<'_, Option<Agent>> {
        self.run(move |connection| accounts::session(connection, &site, &token, now))
    }

    fn end_session(&self, token: [u8; 32]) -> Reply<'_, ()> {
        self.run(move |connection| accounts::end_session(connection, &token))
    }
}
