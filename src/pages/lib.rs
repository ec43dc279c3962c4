//! Every entry as a static page: for customers without JavaScript, for search engines and for links.
//!
//! Nothing here is code or style inside a page, so that the strictest policies let it pass; all that
//! a writer wrote is drawn from the tree of allowed nodes and escaped.

mod body;
mod contact;
mod entry;
mod frame;
mod guide;
mod home;
mod hours;
mod layout;
mod place;
mod words;

pub use frame::{FRAME_SCRIPT, frame, root};
pub use layout::{FIND_SCRIPT, stylesheet};

use unstuck_model::site::Site;

/// A page and its path in the output, with `/` between folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where it is written, such as `help/es/late-fee.html`.
    pub path: String,
    /// The whole document.
    pub html: String,
}

/// The pages of a site: a home for each language and one page for each entry.
pub fn render(site: &Site) -> Vec<Page> {
    let mut pages = Vec::new();
    for book in &site.books {
        pages.push(home::page(site, book));
        pages.extend(book.entries.iter().map(|entry| entry::page(site, book, entry)));
    }
    pages
}

#[cfg(test)]
mod tests;
