//! Rows in PostgreSQL, which several desks may share.

mod connect;
mod migrate;
mod scrub;
mod transaction;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use self::{
    connect::Target,
    transaction::{Session, fault},
};
use super::{Database, Fault, Work};
use crate::error::DeskError;

/// Some connections, each owned by a thread, which take work from one queue.
pub struct Postgres {
    waiting: Option<SyncSender<Box<dyn Work>>>,
    threads: Vec<JoinHandle<()>>,
    target: Target,
}

/// How many connections an instance has. Each commits alone, and PostgreSQL writes the commits of
/// several together.
const CONNECTIONS: usize = 8;

/// How much may wait before more is refused.
const WAITING: usize = 1024;

/// How long to wait between two tries to have a connection.
const AGAIN: Duration = Duration::from_millis(100);

/// How long work that finds no connection waits for one before it is told so.
const PATIENCE: Duration = Duration::from_secs(2);

/// How often work is begun anew that other transactions were in the way of.
const TRIES: u32 = 10;

type Queue = Arc<Mutex<Receiver<Box<dyn Work>>>>;

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
        let queue: Queue = Arc::new(Mutex::new(work));
        let threads = (0..CONNECTIONS)
            .map(|_| {
                let (queue, target) = (Arc::clone(&queue), target.clone());
                std::thread::Builder::new()
                    .name("desk-postgres".to_owned())
                    .spawn(move || Connection { target, session: None }.take(&queue))
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

/// A connection that is made when it is first needed, and again when it was lost.
struct Connection {
    target: Target,
    session: Option<Session>,
}

impl Connection {
    fn take(mut self, queue: &Queue) {
        loop {
            let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(mut work) = next else { return };
            let outcome = self.complete(work.as_mut());
            work.tell(outcome);
        }
    }

    /// Does work until it is committed, or cannot be.
    fn complete(&mut self, work: &mut dyn Work) -> Result<(), Fault> {
        let until = Instant::now() + PATIENCE;
        let mut tries = 0;
        loop {
            tries += 1;
            let outcome = self.attempt(work, until);
            match outcome {
                Err(Fault::Conflict) if tries < TRIES => {}
                // Nothing was committed: what ended was a connection that had stood idle.
                Err(Fault::Lost) if Instant::now() < until => {}
                Err(Fault::Conflict | Fault::Lost) => return Err(Fault::Busy),
                other => return other,
            }
        }
    }

    fn attempt(&mut self, work: &mut dyn Work, until: Instant) -> Result<(), Fault> {
        let session = self.session(until)?;
        let looks = work.looks();
        if !looks {
            session.run("BEGIN")?;
        }
        // One piece of work that panics must not end the desk.
        let performed = catch_unwind(AssertUnwindSafe(|| work.perform(session)));
        match performed.unwrap_or_else(|_| Err(Fault::Failed("the desk's own error".to_owned()))) {
            Ok(()) if looks => Ok(()),
            Ok(()) => session.run("COMMIT").map_err(|fault| match fault {
                // It may have been committed or not, and whoever asked finds out by asking again.
                Fault::Lost => Fault::Failed("the connection ended in a commit".to_owned()),
                other => other,
            }),
            Err(fault) => {
                if fault == Fault::Lost || session.run("ROLLBACK").is_err() {
                    self.session = None;
                }
                Err(fault)
            }
        }
    }

    /// The session, made anew if there is none.
    fn session(&mut self, until: Instant) -> Result<&mut Session, Fault> {
        let session = match self.session.take().filter(Session::is_alive) {
            Some(session) => session,
            None => connect(&self.target, until)?,
        };
        Ok(self.session.insert(session))
    }
}

fn connect(target: &Target, until: Instant) -> Result<Session, Fault> {
    loop {
        match target.connect().map_err(|error| fault(&error)).and_then(Session::begin) {
            Ok(session) => return Ok(session),
            Err(_) if Instant::now() < until => std::thread::sleep(AGAIN),
            Err(_) => return Err(Fault::Busy),
        }
    }
}
