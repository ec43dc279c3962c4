use std::pin::Pin;

use unstuck_model::{
    counts::{Count, Counted},
    hours::Seconds,
};

use crate::record::{
    Act, Acted, Agent, Intake, NewCallback, NewQuestion, Questions, Queue, Record, Settle,
};
use crate::waits::Wait;

/// What the desk keeps. Every call names the site, and sees nothing of another one.
///
/// An answer means that the change is committed. Time and chance are arguments.
pub trait Store: Send + Sync {
    /// Whether the store answers.
    fn ready(&self) -> Reply<'_, ()>;

    /// What became of the request with a key, or nothing if the key is new.
    fn intake(&self, site: String, key: String, print: [u8; 32]) -> Reply<'_, Option<Intake>>;

    /// Stores a request once, whatever is repeated or comes at the same moment.
    fn accept(&self, new: NewCallback) -> Reply<'_, Intake>;

    /// How long those waited whose requests came since a moment.
    fn waits(&self, site: String, since: Seconds, now: Seconds) -> Reply<'_, Vec<Wait>>;

    /// What is open, and what was finished last.
    fn queue(&self, site: String) -> Reply<'_, Queue>;

    /// The request with a reference.
    fn record(&self, site: String, reference: String) -> Reply<'_, Option<Record>>;

    /// Does what an agent wants, if the request is in a state that allows it.
    fn act(&self, deed: Deed) -> Reply<'_, Acted>;

    /// What became of the question with a key, or nothing if the key is new.
    fn asked(&self, site: String, key: String, print: [u8; 32]) -> Reply<'_, Option<Intake>>;

    /// Stores a question once, whatever is repeated or comes at the same moment.
    fn ask(&self, new: NewQuestion) -> Reply<'_, Intake>;

    /// What is asked and open, and what was done last.
    fn questions(&self, site: String) -> Reply<'_, Questions>;

    /// Does what an agent wants with a question.
    fn settle(&self, settlement: Settlement) -> Reply<'_, Acted>;

    /// Adds counts to those of a day, which is counted from 1970-01-01.
    fn count(&self, site: String, day: i64, counts: Vec<Count>) -> Reply<'_, ()>;

    /// What was counted of one kind since a day, the most frequent first.
    fn counted(&self, site: String, kind: Counted, since: i64) -> Reply<'_, Vec<(String, i64)>>;

    /// Adds an agent; false if the name is taken.
    fn add_agent(&self, site: String, name: String, hash: String, at: Seconds) -> Reply<'_, bool>;

    /// Gives an agent a new password and ends the agent's sessions; false if there is none.
    fn set_password(&self, site: String, name: String, hash: String) -> Reply<'_, bool>;

    /// The agent with a name, and the hash of the password.
    fn agent(&self, site: String, name: String) -> Reply<'_, Option<(Agent, String)>>;

    /// Begins a session, ends the one it replaces, and forgets those that are over.
    fn begin_session(&self, session: NewSession) -> Reply<'_, ()>;

    /// The agent of a session that is not over.
    fn session(&self, site: String, token: [u8; 32], now: Seconds) -> Reply<'_, Option<Agent>>;

    /// Ends a session.
    fn end_session(&self, token: [u8; 32]) -> Reply<'_, ()>;
}

/// An answer of the store that is yet to come.
pub type Reply<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// An act of an agent on one request.
pub struct Deed {
    pub site: String,
    pub reference: String,
    pub agent: i64,
    pub act: Act,
    pub at: Seconds,
    /// A claim older than this may be taken over: whoever made it has gone.
    pub lapsed: Seconds,
}

/// An act of an agent on one question, and on all that said the same before it.
pub struct Settlement {
    pub site: String,
    pub question: i64,
    pub agent: i64,
    pub settle: Settle,
    pub at: Seconds,
}

/// A session that begins. Only hashes of tokens are stored.
pub struct NewSession {
    pub token: [u8; 32],
    pub replaces: Option<[u8; 32]>,
    pub agent: i64,
    pub begins: Seconds,
    pub ends: Seconds,
}

/// Why the store has no answer. Never with a customer's words in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// More is asked than it can do.
    #[error("the database has too much to do; the request was refused and may be repeated")]
    Busy,
    /// It was stopped.
    #[error("the database was closed; start the desk again")]
    Stopped,
    /// The database failed.
    #[error("the database failed: {cause}; see whether its disk is full or read-only")]
    Failed {
        /// The kind of failure.
        cause: String,
    },
}
