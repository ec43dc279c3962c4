//! Why a command could not do its work, and what to do about it.

use std::{fmt, io, path::Path, process::ExitCode};

/// A failure: a sentence, a way out and the exit code.
#[derive(Debug)]
pub struct Failure {
    sentence: String,
    way_out: Option<String>,
    in_content: bool,
}

impl Failure {
    /// Wrong use, or a machine that fails.
    pub fn new(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), way_out: None, in_content: false }
    }

    /// The content has problems, which were printed already.
    pub fn content(sentence: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), way_out: None, in_content: true }
    }

    /// What the system says of a file or folder.
    pub fn io(path: &Path, error: &io::Error) -> Self {
        Self::new(format!("{}: {error}", path.display()))
    }

    /// Adds the way out.
    pub fn help(mut self, way_out: impl Into<String>) -> Self {
        self.way_out = Some(way_out.into());
        self
    }

    /// Says where, before what.
    pub fn within(mut self, place: &str) -> Self {
        self.sentence = format!("{place}: {}", self.sentence);
        self
    }

    /// 1 for problems in the content, 2 for everything else.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(if self.in_content { 1 } else { 2 })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.sentence)?;
        self.way_out.iter().try_for_each(|way_out| write!(f, "\n help: {way_out}"))
    }
}
