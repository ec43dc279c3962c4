//! What the desk tells its operator. No word, number, name, address or key of anybody is in it, so
//! that a log can be kept and shared.

use serde::Serialize;

use crate::store::StoreError;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum LogEvent {
    /// A request was answered.
    Served {
        /// Its method.
        method: &'static str,
        /// The pattern that its path matched, such as `/desk/requests/{reference}`; `other`, if
        /// none did.
        route: String,
        /// The status of the answer.
        status: u16,
        /// How long it took, in milliseconds.
        milliseconds: u64,
    },
    /// A request, or a piece of work, was given up for a fault of the program's own.
    Panicked {
        /// The file and line. What the program says of it may hold what a customer wrote.
        place: String,
    },
    /// A hook was not told: at the first try, at the last, or because it asked for no more.
    Untold {
        /// The site.
        site: String,
        /// The number of the hook.
        hook: i64,
        /// What the receiver said, or why nobody was there.
        status: String,
        /// Whether it is tried again by itself.
        again: bool,
    },
    /// The store had no answer.
    Fault {
        /// Why, and what to see to.
        cause: String,
    },
}

/// How much an event matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The day's work.
    Info,
    /// Something to look at when there is time.
    Warning,
    /// Something that keeps the desk from its work.
    Error,
}

impl LogEvent {
    /// A failure of the store.
    pub fn fault(error: &StoreError) -> Self {
        Self::Fault { cause: error.to_string() }
    }

    /// How much it matters.
    pub fn level(&self) -> Level {
        match self {
            Self::Served { status, .. } if *status >= 500 => Level::Warning,
            Self::Served { .. } => Level::Info,
            Self::Untold { .. } => Level::Warning,
            Self::Panicked { .. } | Self::Fault { .. } => Level::Error,
        }
    }
}
