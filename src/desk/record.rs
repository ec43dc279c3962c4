//! What the store holds: requests and questions, and what became of them.

use serde::Serialize;
use unstuck_model::{
    callback::{CallbackRequest, Slot},
    hours::Seconds,
    question::Question,
};

/// A request that is about to be stored.
pub struct NewCallback {
    pub site: String,
    /// The caller's idempotency key.
    pub key: String,
    /// The hash of the request, to tell a repetition from another request with the same key.
    pub fingerprint: [u8; 32],
    /// References to give it, the best first; the first one that is free is taken.
    pub references: Vec<String>,
    pub request: CallbackRequest,
    pub received: Seconds,
}

/// A question that is about to be stored.
pub struct NewQuestion {
    /// The caller's idempotency key, in a scope of its own.
    pub key: String,
    /// The hash of the question, as with requests.
    pub fingerprint: [u8; 32],
    /// What was asked, without private data, and with the reference it gets.
    pub question: Question,
    pub received: Seconds,
}

/// What became of a request or question with an idempotency key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intake {
    /// It is new, and committed.
    Accepted { reference: String },
    /// It was accepted before, with the same body.
    Repeated { reference: String },
    /// The key was used before, with another body.
    KeyReused,
    /// It was accepted before, and erased since.
    Erased,
    /// Every reference offered was taken.
    NoReference,
}

/// A stored request.
#[derive(Clone, Debug)]
pub struct Record {
    pub reference: String,
    pub received: Seconds,
    /// The request as it was made, but with the slot that counts now.
    pub request: CallbackRequest,
    pub consent: Consent,
    pub state: State,
    /// How many calls were recorded.
    pub tries: i64,
    /// What a call that reached the customer was about.
    pub about: Option<About>,
    /// Colleagues' notes and steps, oldest first.
    pub history: Vec<Event>,
}

/// What the customer agreed to when they asked to be phoned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The exact words; empty from a widget that did not send them yet.
    pub text: String,
    /// The site's name for this version of them; may be empty.
    pub version: String,
    /// The language they were read in.
    pub language: String,
    /// When it was received.
    pub at: Seconds,
}

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has it.
    Waiting,
    /// An agent is about to phone, and has it until a moment.
    Claimed { agent: Agent, at: Seconds, until: Seconds },
    /// Somebody phoned.
    Done { agent: Agent, at: Seconds, outcome: Outcome },
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Reached,
    NoAnswer,
    WrongNumber,
    /// The customer called it off.
    Cancelled,
}

impl Outcome {
    /// Every outcome that agents record, in the order to offer them.
    pub const ALL: [Self; 3] = [Self::Reached, Self::NoAnswer, Self::WrongNumber];

    /// The name in forms and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::NoAnswer => "no_answer",
            Self::WrongNumber => "wrong_number",
            Self::Cancelled => "cancelled",
        }
    }

    /// The outcome with a name, if it is one that agents record.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }

    /// The outcome with a name in the store.
    pub fn stored(name: &str) -> Option<Self> {
        let cancelled = (name == Self::Cancelled.name()).then_some(Self::Cancelled);
        Self::named(name).or(cancelled)
    }
}

/// What was done in a call that reached the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Explained,
    Changed,
    HandedOn,
    Unsolved,
}

impl Action {
    /// Every action, in the order to offer them.
    pub const ALL: [Self; 4] = [Self::Explained, Self::Changed, Self::HandedOn, Self::Unsolved];

    /// The name in forms and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Explained => "explained",
            Self::Changed => "changed",
            Self::HandedOn => "handed_on",
            Self::Unsolved => "unsolved",
        }
    }

    /// The action with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// What a call was about, and what was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// A topic of the site, or [`OTHER`].
    pub purpose: String,
    pub action: Action,
}

impl About {
    /// What a form says, if it says both.
    pub fn read(purpose: &str, action: &str) -> Option<Self> {
        let purpose = purpose.trim();
        let fits = (1..=MOST_PURPOSE).contains(&purpose.chars().count());
        let action = Action::named(action).filter(|_| fits)?;
        Some(Self { purpose: purpose.to_owned(), action })
    }
}

/// The purpose of a call that was about none of the site's topics.
pub const OTHER: &str = "other";

/// The most characters of a purpose.
pub const MOST_PURPOSE: usize = 60;

/// How long a claim holds after its agent was last seen, in seconds. Then the request waits again:
/// whoever made it has gone.
pub const CLAIM_HOLDS: Seconds = 5 * 60;

/// How far ahead the end of a claim may lie: longer than one holds, as the clocks of several desks are
/// never quite the same. What lies further was written by a clock that was ahead, and is over.
pub const CLAIM_REACHES: Seconds = 2 * CLAIM_HOLDS;

/// Whether a claim that holds until a moment is over.
pub fn is_lapsed(until: Seconds, now: Seconds) -> bool {
    until <= now || until > now.saturating_add(CLAIM_REACHES)
}

/// A person who phones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    pub id: i64,
    pub name: String,
}

/// Something that was done to a request.
#[derive(Clone, Debug)]
pub struct Event {
    pub at: Seconds,
    /// Who did it; nobody, if it was the customer.
    pub agent: Option<String>,
    pub act: String,
    /// What the act needs to be understood: a colleague's name, or the beginning of a slot.
    pub detail: String,
    pub note: String,
}

/// What an agent does to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Take it, to phone.
    Claim,
    /// Give it back to the queue.
    Release,
    /// Hand it to a colleague.
    Transfer { to: i64, note: String },
    /// Record how the call ended; with what it was about, if the customer was reached.
    Finish { outcome: Outcome, about: Option<About>, note: String },
    /// Record that nobody answered, and let it wait for another slot.
    Again { slot: Slot, note: String },
    /// Write something down, whatever the state.
    Note(String),
    /// Put a finished one back into the queue.
    Reopen,
}

impl Act {
    /// The name in the history.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Release => "release",
            Self::Transfer { .. } => "transfer",
            Self::Finish { outcome, .. } => outcome.name(),
            Self::Again { .. } => "again",
            Self::Note(_) => "note",
            Self::Reopen => "reopen",
        }
    }
}

/// An act of an agent on one request.
#[derive(Clone, Debug)]
pub struct Deed {
    pub site: String,
    pub reference: String,
    pub agent: i64,
    pub act: Act,
    pub at: Seconds,
}

/// What came of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acted {
    /// It is done.
    Done,
    /// The request is not in a state that allows it: somebody else was quicker.
    Refused,
    /// There is no such request on this site.
    Unknown,
}

/// What agents have before them.
pub struct Queue {
    /// Requests that are waiting or claimed, by the beginning of their slot.
    pub open: Vec<Record>,
    /// How many are open in all.
    pub open_count: usize,
    /// Requests that were finished last, the latest first.
    pub done: Vec<Record>,
    /// The queue as open pages hear of it.
    pub pulse: Pulse,
}

/// As much of a queue as tells whether it changed. Nothing personal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pulse {
    /// Another one with each change that agents see.
    pub version: String,
    /// How many wait for anybody.
    pub waiting: i64,
    /// The number of the newest of them.
    pub newest: i64,
}

/// What can be chosen on the page of a request.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// The topics that the site's requests name, the most frequent first.
    pub topics: Vec<String>,
    /// The agents who may sign in, by name.
    pub agents: Vec<Agent>,
}

/// How many requests of a site are open, and how many messages to its hooks have not arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// Nobody has them.
    pub waiting: i64,
    /// An agent has them.
    pub claimed: i64,
    /// Their slot has ended, whoever has them.
    pub overdue: i64,
    /// Messages that are tried, or tried again.
    pub untold: i64,
    /// Messages that are not tried any more.
    pub given_up: i64,
}

/// What customers asked that the help does not answer, each text once.
pub struct Questions {
    /// Those that are open, the newest first.
    pub open: Vec<Asked>,
    /// How many are open in all.
    pub open_count: usize,
    /// Those that were done last, the latest first.
    pub done: Vec<Asked>,
}

/// A question, as it came last.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: i64,
    pub text: String,
    pub language: String,
    pub page: String,
    pub reference: String,
    pub received: Seconds,
    /// When it was done, and by whom.
    pub done: Option<(Seconds, String)>,
    /// How often the same text came in this language, done or not.
    pub times: i64,
}

/// What an agent does with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settle {
    /// It is answered, or needs no answer.
    Done,
    /// It is open after all.
    Reopen,
}

/// An act of an agent on one question, and on all that said the same before it.
#[derive(Clone, Debug)]
pub struct Settlement {
    pub site: String,
    pub question: i64,
    pub agent: i64,
    pub settle: Settle,
    pub at: Seconds,
}
