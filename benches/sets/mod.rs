//! Sets of questions and the entries that answer them, from folders.

mod ids;
mod misspell;
mod read;

use unstuck_model::{id::EntryId, language::Language};

pub use misspell::Misspellings;
pub use read::read;

/// A folder's entries and questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// The folder's name.
    pub name: String,
    /// What it is written in.
    pub language: Language,
    pub entries: Vec<Entry>,
    pub queries: Vec<Query>,
}

/// One entry of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The corpus' own id, made valid and unique.
    pub id: EntryId,
    pub title: String,
    /// Example phrasings.
    pub asks: Vec<String>,
    /// Plain text or Markdown; may be empty.
    pub body: String,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub id: String,
    pub text: String,
    /// The entries that answer it; none where it is out of scope.
    pub wanted: Vec<EntryId>,
}

impl Set {
    /// The questions by kind: as they are, and misspelt if there is a list. A kind without
    /// questions is left out.
    pub fn kinds(&self, misspellings: Option<&Misspellings>) -> Vec<(&'static str, Vec<Query>)> {
        let misspelt = misspellings.map(|list| {
            self.queries.iter().filter_map(|query| list.misspell(query)).collect::<Vec<_>>()
        });
        [("clean", Some(self.queries.clone())), ("typo", misspelt)]
            .into_iter()
            .filter_map(|(kind, queries)| Some((kind, queries?)))
            .filter(|(_, queries)| !queries.is_empty())
            .collect()
    }
}
