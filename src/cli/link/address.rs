//! The address that opens an entry, as the loader reads it.

use unstuck_compiler::refused_address;
use unstuck_model::id::{EntryId, StepId};

use crate::failure::Failure;

/// What stands before the entry in an address.
const MARK: &str = "#unstuck=";

/// A page that carries the script tag.
#[derive(Debug)]
pub struct Page<'a>(&'a str);

impl<'a> Page<'a> {
    /// The page at an address, whatever entry the address opens already.
    pub fn new(address: &'a str) -> Result<Self, Failure> {
        let address = address.trim();
        match refused_address(address) {
            Some((why, help)) => Err(Failure::new(format!("{address}: {why}")).help(help)),
            None => Ok(Self(address.split(MARK).next().unwrap_or_default())),
        }
    }

    /// The page with an entry, or a step of a guide, open on it.
    pub fn link(&self, entry: &EntryId, step: Option<&StepId>) -> String {
        let step = step.map(|step| format!("/{step}")).unwrap_or_default();
        format!("{}{MARK}{entry}{step}", self.with_path())
    }

    /// The address with a path in any case: where none is, a post would take the mark for the
    /// beginning of a hashtag and end the link before it.
    fn with_path(&self) -> String {
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("https", self.0));
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, more) = rest.split_at(end);
        let slash = if more.starts_with('/') { "" } else { "/" };
        format!("{scheme}://{host}{slash}{more}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_have_a_path_and_keep_what_the_page_has() {
        let entry = EntryId::new("late-fee").unwrap();
        let step = StepId::new("pay").unwrap();
        let check = |page, expect: &str| {
            assert_eq!(Page::new(page).unwrap().link(&entry, Some(&step)), expect);
        };
        check("https://a.example", "https://a.example/#unstuck=late-fee/pay");
        check("https://a.example/help/", "https://a.example/help/#unstuck=late-fee/pay");
        check("https://a.example?x=1", "https://a.example/?x=1#unstuck=late-fee/pay");
        // The way of a page that keeps its own place in the fragment.
        check("https://a.example/app#/bills", "https://a.example/app#/bills#unstuck=late-fee/pay");
        check("https://a.example/#unstuck=x/y", "https://a.example/#unstuck=late-fee/pay");
        let alone = Page::new("https://a.example/").unwrap().link(&entry, None);
        assert_eq!(alone, "https://a.example/#unstuck=late-fee");
    }

    #[test]
    fn pages_that_nobody_should_be_sent_to_are_refused() {
        for page in ["", "a.example", "http://a.example/", "https://me@a.example/", "https://"] {
            assert!(Page::new(page).is_err(), "{page}");
        }
    }
}
