//! What the widget and the search worker say to each other.

use serde::{Deserialize, Serialize};

use crate::site::Outline;

/// From the widget to the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ToWorker {
    /// Fetch and open the index of a pack. Answered by [`FromWorker::Ready`] or
    /// [`FromWorker::Failed`].
    Open {
        /// The bytes of the pack's head.
        head: Vec<u8>,
        /// The absolute address of the folder that holds the parts, with its final slash.
        folder: String,
    },
    /// Answer a query. Answered by [`FromWorker::Found`] with the same number.
    Search {
        /// Counts the queries up.
        number: u32,
        /// What the customer typed.
        text: String,
        /// How many hits to return at most.
        limit: u8,
    },
}

/// From the worker to the widget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The code runs and waits for [`ToWorker::Open`].
    Started,
    /// The index is open.
    Ready,
    /// The index could not be opened, or a part of it not fetched; the sentence says why.
    Failed(String),
    /// The answer to a query waits for parts of the index; a newer query may be sent meanwhile,
    /// and then this one is given up.
    Fetching {
        /// The number of the query.
        number: u32,
    },
    /// The answer to a query.
    Found {
        /// The number of the query.
        number: u32,
        /// The answer.
        answer: SearchAnswer,
    },
}

/// What search has found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SearchAnswer {
    /// The hits, best first.
    pub hits: Vec<Hit>,
    /// The probability, 0 to 1, that the first hit answers the question.
    pub confidence: f32,
    /// What the widget is to make of it.
    pub verdict: Verdict,
}

/// What to make of an answer, by the lines that were calibrated when the index was built.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// The first hit is the answer.
    Confident,
    /// One of the first two or three may be: to be asked as a question.
    Unsure,
    /// There is no good answer: offer people.
    #[default]
    NoAnswer,
}

/// One entry that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The entry.
    pub outline: Outline,
    /// Its score, comparable within one answer only.
    pub score: f32,
    /// Its title, with the words that were found marked.
    pub title: Vec<Fragment>,
    /// A passage of it that shows the words found.
    pub excerpt: Vec<Fragment>,
}

/// A run of text that was found or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment {
    /// The text.
    pub text: String,
    /// Whether it matches the query.
    pub found: bool,
}
