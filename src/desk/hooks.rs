//! Whom the desk tells of what happens, and what it has to tell them.

use unstuck_model::{
    callback::CallbackRequest, chat::ChatOpened, hours::Seconds, question::Question,
};

use crate::webhook::event::{Change, Kind};

/// A receiver of news.
#[derive(Clone, Debug)]
pub struct Hook {
    /// Its number.
    pub id: i64,
    /// Where it is: an address of the web, or `mailto:` and one of mail.
    pub address: String,
    /// How it reads news: the name of a format, or `mail`.
    pub format: String,
    /// Whether it is told whole requests and questions.
    pub personal: bool,
    /// What messages to it are signed with.
    pub secret: String,
    /// The secret before that, while it still holds.
    pub previous: Option<String>,
}

/// A hook as an operator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookState {
    pub id: i64,
    pub address: String,
    pub format: String,
    /// The names of the events it is told of.
    pub kinds: Vec<String>,
    pub personal: bool,
    /// Why it was switched off, if it was.
    pub disabled: Option<String>,
    /// How many messages wait for it.
    pub waiting: i64,
    /// How many were given up.
    pub failed: i64,
    /// What was wrong last.
    pub status: String,
}

/// A hook that is about to be stored.
#[derive(Clone, Debug)]
pub struct NewHook {
    pub site: String,
    pub address: String,
    pub format: String,
    pub kinds: Vec<Kind>,
    pub personal: bool,
    pub secret: String,
    pub added: Seconds,
}

/// Something that is told to the hooks of a site with the commit that makes it true.
#[derive(Clone, Debug)]
pub struct Happened<'a> {
    pub site: &'a str,
    pub reference: &'a str,
    /// The row of the request or question.
    pub subject: i64,
    pub at: Seconds,
    pub what: What,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A request is new, or has changed.
    Callback(Change),
    /// A question was left.
    Question,
    /// A chat was opened.
    HandOff,
}

impl What {
    /// The kind of event that it makes.
    pub fn kind(self) -> Kind {
        match self {
            Self::Question => Kind::QuestionCreated,
            Self::HandOff => Kind::HandOffCreated,
            Self::Callback(Change::Created) => Kind::CallbackCreated,
            Self::Callback(Change::Claimed) => Kind::CallbackClaimed,
            Self::Callback(Change::Finished(_)) => Kind::CallbackFinished,
            Self::Callback(Change::Cancelled) => Kind::CallbackCancelled,
            Self::Callback(Change::Moved) => Kind::CallbackMoved,
        }
    }
}

/// A message that is due, and is this desk's to send until its lease ends.
#[derive(Clone, Debug)]
pub struct Due {
    /// The reference of what it tells of.
    pub reference: String,
    pub id: i64,
    pub site: String,
    pub hook: Hook,
    pub at: Seconds,
    /// How often it was tried, this time included.
    pub tries: u32,
    pub news: DueNews,
}

/// What a message tells, with what it is about as it stands now.
#[derive(Clone, Debug)]
pub enum DueNews {
    /// A request, with the slot of that moment.
    Callback { reference: String, change: Change, request: Box<CallbackRequest> },
    /// A question.
    Question(Question),
    /// A chat.
    HandOff(Box<ChatOpened>),
    /// What it was about was erased: nobody is told.
    Erased,
}

/// What is said of a hook that was switched off by its receiver.
pub const GONE: &str = "status 410";

/// What came of sending a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It has arrived.
    Delivered,
    /// It is tried again.
    Again { due: Seconds, status: String },
    /// It is given up, until somebody asks for it by hand.
    GivenUp { status: String },
    /// The receiver wants nothing any more.
    Gone,
}
