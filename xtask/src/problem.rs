//! Why a command stops.

use std::fmt;

/// What went wrong in a sentence, the way out, and the exit code.
#[derive(Debug)]
pub struct Problem {
    /// What went wrong.
    pub sentence: String,
    /// What to do about it; may be empty when the output above says it.
    pub way_out: String,
    /// 1 for a failing check, 2 for wrong use or a machine that fails.
    pub code: u8,
}

impl Problem {
    /// Wrong use, or a machine that lacks something.
    pub fn machine(sentence: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), way_out: way_out.into(), code: 2 }
    }

    /// A check of the project that fails.
    pub fn check(sentence: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { sentence: sentence.into(), way_out: way_out.into(), code: 1 }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)?;
        if !self.way_out.is_empty() {
            write!(f, "\n{}", self.way_out)?;
        }
        Ok(())
    }
}
