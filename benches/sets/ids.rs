//! Ids of entries from the ids of a corpus.

use std::collections::BTreeSet;

use unstuck_model::id::EntryId;

/// Leaves room for a number behind it.
const LONGEST: usize = 70;

/// Gives out ids, each once.
#[derive(Default)]
pub struct Ids(BTreeSet<EntryId>);

impl Ids {
    /// An id that looks like `written` and that no other entry has.
    pub fn give(&mut self, written: &str) -> EntryId {
        let plain = plain(written);
        let numbered = (2u32..).map(|number| format!("{plain}-{number}"));
        let free = std::iter::once(plain.clone())
            .chain(numbered)
            .filter_map(|id| EntryId::new(&id))
            .find(|id| !self.0.contains(id))
            .unwrap_or_default();
        self.0.insert(free.clone());
        free
    }
}

fn plain(written: &str) -> String {
    let mut out = String::new();
    for character in written.to_lowercase().chars().take(LONGEST) {
        if character.is_ascii_alphanumeric() {
            out.push(character);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    match out.trim_end_matches('-') {
        "" => "entry".to_owned(),
        plain => plain.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_valid_and_unique() {
        let mut ids = Ids::default();
        let mut check = |written: &str, expect: &str| {
            assert_eq!(ids.give(written).as_str(), expect, "{written}");
        };
        check("Refund_not_showing_up", "refund-not-showing-up");
        check("refund not showing up?", "refund-not-showing-up-2");
        check("refund.not.showing.up", "refund-not-showing-up-3");
        check("help/account._en", "help-account-en");
        check("_", "entry");
        check("账户", "entry-2");
        check(&"x".repeat(200), &"x".repeat(LONGEST));
    }
}
