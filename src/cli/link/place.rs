//! The entry and the step that a link is to lead to.

use unstuck_compiler::suggestion;
use unstuck_model::{entry::Entry, guide::Step, id::EntryId, site::Book};

use crate::failure::Failure;

/// What was typed: an entry's id and a step's, neither known to be there.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted<'a> {
    entry: &'a str,
    step: Option<&'a str>,
}

/// What is there.
pub struct Found<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// The step of it.
    pub step: Option<&'a Step>,
}

impl<'a> Wanted<'a> {
    /// Reads `guide#step`, `guide/step` as it stands in an address, or an entry alone.
    pub fn read(typed: &'a str) -> Result<Self, Failure> {
        let mut parts = typed.trim().split(['#', '/']);
        let wanted = Self { entry: parts.next().unwrap_or_default(), step: parts.next() };
        if wanted.entry.is_empty() || wanted.step == Some("") || parts.next().is_some() {
            return Err(Failure::new(format!("`{typed}` names no entry and no step"))
                .help("write `guide#step`, such as `activate-esim#code`, or an entry's id alone"));
        }
        Ok(wanted)
    }

    /// The entry and step in a book, or which were meant.
    pub fn find(&self, book: &'a Book) -> Result<Found<'a>, Failure> {
        let Some(entry) = EntryId::new(self.entry).and_then(|id| book.entry(&id)) else {
            let known = book.entries.iter().map(|entry| entry.id.as_str());
            return Err(Failure::content(format!("there is no entry `{}`", self.entry))
                .help(suggestion(self.entry, known)));
        };
        let Some(step) = self.step else { return Ok(Found { entry, step: None }) };
        let id = &entry.id;
        let Some(guide) = entry.guide() else {
            return Err(Failure::content(format!("`{id}` is an answer and has no steps"))
                .help(format!("link to it as `{id}`")));
        };
        let found = guide.steps.iter().find(|known| known.id.as_str() == step);
        found.map(|step| Found { entry, step: Some(step) }).ok_or_else(|| {
            let known = guide.steps.iter().map(|step| step.id.as_str());
            Failure::content(format!("the guide `{id}` has no step `{step}`"))
                .help(suggestion(step, known))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_alone_or_with_a_step() {
        let check = |typed, entry, step| {
            assert_eq!(Wanted::read(typed).unwrap(), Wanted { entry, step });
        };
        check("late-fee", "late-fee", None);
        check("activate-esim#code", "activate-esim", Some("code"));
        check("activate-esim/code", "activate-esim", Some("code"));
        for wrong in ["", "#code", "a#", "a#b#c", "https://x.example/#unstuck=a"] {
            assert!(Wanted::read(wrong).is_err(), "{wrong}");
        }
    }
}
