//! What every part of the set-up can say and do.

use std::path::PathBuf;

use crate::problem::Problem;

/// One tool, or a few that belong together.
pub trait Part {
    /// Its name and version in the list of steps.
    fn name(&self) -> String;

    /// How it is at hand, if it is.
    fn found(&self) -> Option<Found>;

    /// What installing does and how long one has to wait.
    fn effort(&self) -> &'static str;

    /// Installs it.
    fn install(&self) -> Result<(), Problem>;

    /// The command with which somebody would install it by hand.
    fn by_hand(&self) -> String;
}

/// A part that is at hand.
pub struct Found {
    /// In words: where it comes from.
    pub how: String,
    /// The folder to put on the path, if it is not there yet.
    pub folder: Option<PathBuf>,
    /// A variable that the tests read.
    pub variable: Option<(&'static str, PathBuf)>,
}

impl Found {
    /// It is there, and nothing has to be told to anybody.
    pub fn at_hand(how: impl Into<String>) -> Self {
        Self { how: how.into(), folder: None, variable: None }
    }
}
