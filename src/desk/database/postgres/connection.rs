//! One of the connections of an instance: it takes work, does it, and is made anew when it was lost.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread::sleep,
    time::{Duration, Instant},
};

use super::{
    connect::Target,
    transaction::{Session, fault},
};
use crate::database::{Fault, Manner, Work, workers::Queue};

/// How long to wait between two tries to have a connection.
const AGAIN: Duration = Duration::from_millis(100);

/// How long work that finds no connection waits for one before it is told so.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a connection that the server had no place for is not asked for again.
const REST: Duration = Duration::from_secs(1);

/// How often work is begun anew that other transactions were in the way of.
const TRIES: u32 = 10;

/// What the connections of an instance share.
pub struct Shared {
    target: Target,
    /// How many connections there are.
    made: AtomicUsize,
}

impl Shared {
    /// Nothing is made yet.
    pub fn new(target: Target) -> Self {
        Self { target, made: AtomicUsize::new(0) }
    }
}

/// A connection that is made when it is first needed.
pub struct Connection {
    shared: Arc<Shared>,
    session: Option<(Session, Made)>,
}

impl Connection {
    /// One that is not made yet.
    pub fn new(shared: Arc<Shared>) -> Self {
        Self { shared, session: None }
    }

    /// Does what waits, until no more can come.
    pub fn take(mut self, queue: &Queue) {
        while let Some(mut work) = queue.next() {
            if self.is_crowded_out() {
                match queue.give_back(work) {
                    None => {
                        sleep(REST);
                        continue;
                    }
                    Some(kept) => work = kept,
                }
            }
            let outcome = self.complete(work.as_mut());
            work.tell(outcome);
        }
    }

    /// Whether the server has no place for this connection, while others can do its work: it would
    /// only keep a customer waiting.
    fn is_crowded_out(&mut self) -> bool {
        self.session = self.session.take().filter(|(session, _)| session.is_alive());
        let others = |shared: &Shared| shared.made.load(Ordering::Relaxed) > 0;
        if self.session.is_some() || !others(&self.shared) {
            return false;
        }
        match open(&self.shared.target) {
            Ok(session) => {
                self.session = Some((session, Made::one(&self.shared)));
                false
            }
            Err(fault) => fault == Fault::Busy && others(&self.shared),
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
        let begin = match work.manner() {
            Manner::Changes => Some("BEGIN"),
            Manner::LooksUp => None,
            // All of it sees the same rows.
            Manner::Reads => Some("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
        };
        if let Some(begin) = begin {
            session.run(begin)?;
        }
        // One piece of work that panics must not end the desk.
        let performed = catch_unwind(AssertUnwindSafe(|| work.perform(session)));
        match performed.unwrap_or_else(|_| Err(Fault::Failed("the desk's own error".to_owned()))) {
            Ok(()) if begin.is_none() => Ok(()),
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
        let held = match self.session.take().filter(|(session, _)| session.is_alive()) {
            Some(held) => held,
            None => (connect(&self.shared.target, until)?, Made::one(&self.shared)),
        };
        Ok(&mut self.session.insert(held).0)
    }
}

/// Counts a connection as long as there is one.
struct Made(Arc<Shared>);

impl Made {
    fn one(shared: &Arc<Shared>) -> Self {
        shared.made.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(shared))
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        self.0.made.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A session, or why there is none now; `Busy` if the server has no place for it.
fn open(target: &Target) -> Result<Session, Fault> {
    target.connect().map_err(|error| fault(&error)).and_then(Session::begin)
}

fn connect(target: &Target, until: Instant) -> Result<Session, Fault> {
    loop {
        match open(target) {
            Ok(session) => return Ok(session),
            Err(_) if Instant::now() < until => sleep(AGAIN),
            Err(_) => return Err(Fault::Busy),
        }
    }
}
