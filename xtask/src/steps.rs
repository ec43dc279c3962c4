//! The numbered lines of progress, on standard error: what a command measures goes to the output.

use std::time::Instant;

use crate::span::span;

/// Counts steps and prints a line for each.
pub struct Steps {
    total: usize,
    done: usize,
}

impl Steps {
    /// A list of so many steps.
    pub fn new(total: usize) -> Self {
        Self { total, done: 0 }
    }

    /// Prints that the next step needs no work, and why.
    pub fn pass(&mut self, name: &str, how: &str) {
        self.done += 1;
        eprintln!("[{}/{}] {name}: {how}", self.done, self.total);
    }

    /// Prints what the next step begins to do, does it, and prints how long that took.
    pub fn work<T, E>(
        &mut self,
        name: &str,
        effort: &str,
        work: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        self.done += 1;
        eprintln!("[{}/{}] {name}: {effort}", self.done, self.total);
        let begun = Instant::now();
        let result = work()?;
        eprintln!("[{}/{}] {name}: done after {}", self.done, self.total, span(begun.elapsed()));
        Ok(result)
    }
}
