//! What the compiler has to say about a file.

use std::ops::Range;

use serde::Serialize;

/// One problem: its place, a sentence and a way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Whether a site can be made all the same.
    pub severity: Severity,
    /// A stable name for this kind of problem, such as `unknown-key`.
    pub code: &'static str,
    /// The file, relative to the content folder.
    pub path: String,
    /// The place in the file, in bytes; empty where a file as a whole is meant.
    pub span: Range<usize>,
    /// The line of its beginning, counted from 1.
    pub line: u32,
    /// The column of its beginning in characters, counted from 1.
    pub column: u32,
    /// What is wrong, in the writer's terms.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
    /// Other places that belong to the problem.
    pub notes: Vec<Note>,
}

/// Another place that belongs to a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The file, relative to the content folder.
    pub path: String,
    /// The place in the file, in bytes.
    pub span: Range<usize>,
    /// The line of its beginning, counted from 1.
    pub line: u32,
    /// The column of its beginning in characters, counted from 1.
    pub column: u32,
    /// What is there.
    pub message: String,
}

/// Whether a site can be made in spite of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// No site is made.
    Error,
    /// A site is made, and the writer should know.
    Warning,
}

impl Severity {
    /// The word for it: `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}
