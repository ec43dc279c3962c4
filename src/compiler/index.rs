//! What entries and steps there are: the first pass, which the second asks of every link.

use std::collections::BTreeMap;

use unstuck_model::{
    id::{EntryId, TopicId},
    language::Language,
};

use crate::{headings, layout::EntryFile, source::Source};

/// An entry as other entries see it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) id: EntryId,
    pub(crate) is_guide: bool,
    /// The path below the language's folder.
    pub(crate) below: String,
    /// The ids of a guide's steps; nothing if its file cannot be read.
    pub(crate) steps: Option<Vec<String>>,
    /// The place of its file in the list of sources.
    pub(crate) file: usize,
}

/// The entries of one language, by id; the first file of an id counts.
pub(crate) type Entries = BTreeMap<String, Known>;

/// The entries of all languages.
pub(crate) type Catalogue = BTreeMap<Language, Entries>;

/// What an entry can refer to.
#[derive(Clone, Copy)]
pub(crate) struct Index<'a> {
    /// The entries of its own language.
    pub(crate) own: &'a Entries,
    /// The entries of the default language, which stand in for missing translations.
    pub(crate) fallback: &'a Entries,
    /// The topics; nothing if `unstuck.toml` does not say.
    pub(crate) topics: Option<&'a [TopicId]>,
}

impl<'a> Index<'a> {
    /// The entry with an id.
    pub(crate) fn entry(&self, id: &str) -> Option<&'a Known> {
        self.own.get(id).or_else(|| self.fallback.get(id))
    }

    /// The entry whose file has a path below its language's folder.
    pub(crate) fn at(&self, below: &str) -> Option<&'a Known> {
        let name = below.rsplit('/').next()?.strip_suffix(".md")?;
        let here = |entries: &'a Entries| entries.get(name).filter(|known| known.below == below);
        here(self.own).or_else(|| here(self.fallback))
    }

    /// The ids of all entries.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &'a str> + Clone {
        self.own.keys().chain(self.fallback.keys()).map(String::as_str)
    }
}

/// An entry's place in the catalogue, from its headings alone.
pub(crate) fn known(file: usize, at: &EntryFile, id: EntryId, source: &Source) -> Known {
    let steps = (at.is_guide && source.readable).then(|| headings::step_ids(source));
    Known { id, is_guide: at.is_guide, below: at.below.clone(), steps, file }
}
