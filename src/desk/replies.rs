//! What the team answers in public.

use unstuck_model::hours::Seconds;

/// The most characters of a title, and of a text before its length with the link is known.
pub const MOST_TITLE: usize = 120;
pub const MOST_TEXT: usize = 2_000;

/// How many replies a site keeps: more than anybody looks through.
pub const MOST_REPLIES: i64 = 1_000;

/// A reply as an agent writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub language: String,
    pub title: String,
    /// The text, with a mark where the link goes.
    pub text: String,
    /// The entry that it leads to, and the step of it.
    pub entry: String,
    pub step: Option<String>,
}

/// A reply that is kept for the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub id: i64,
    pub written: Written,
    /// Another one with each change, by which two who change the same are told of each other.
    pub version: i64,
    /// Who changed it last, and when.
    pub agent: String,
    pub changed: Seconds,
}

/// What an agent does with replies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Keep a new one.
    Add(Written),
    /// Change the one that stood so.
    Change { id: i64, version: i64, written: Written },
    /// Take away the one that stood so.
    Remove { id: i64, version: i64 },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granted {
    /// It is done, to the reply with this number.
    Done(i64),
    /// A colleague changed it meanwhile: this is how it stands.
    Changed(Box<Kept>),
    /// A colleague took it away meanwhile, or it never was there.
    Gone,
    /// There are too many already.
    Full,
}
