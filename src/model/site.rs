//! A company's site: what `unstuck.toml` and the folders of entries become.

use serde::{Deserialize, Serialize};

use crate::{
    callback::CallbackRules,
    channel::Channel,
    entry::Entry,
    hours::Hours,
    id::{EntryId, SiteId, TopicId},
    language::{Language, Localised},
    order::order_by,
};

/// Everything a compiled content folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// What all languages share.
    pub settings: Settings,
    /// The entries, one book for each language in the order of [`Settings::languages`].
    pub books: Vec<Book>,
}

/// The entries of one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    /// The language.
    pub language: Language,
    /// The entries, ordered by id.
    pub entries: Vec<Entry>,
    /// Words that customers use for one another.
    pub synonyms: Vec<Vec<String>>,
}

impl Book {
    /// The entry with an id.
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        find(&self.entries, id)
    }
}

/// The entry with an id in a list ordered by id.
pub fn find<'a>(entries: &'a [Entry], id: &EntryId) -> Option<&'a Entry> {
    let position = entries.binary_search_by(|entry| entry.id.cmp(id)).ok()?;
    entries.get(position)
}

/// What all languages of a site share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The site's id.
    pub site: SiteId,
    /// The company's name.
    pub company: String,
    /// The company's address on the web.
    pub address: String,
    /// The company's country, ISO 3166-1 alpha-2, for phone numbers without a prefix.
    pub country: String,
    /// The accent colour, `#rrggbb`.
    pub accent: String,
    /// The languages, the default one first.
    pub languages: Vec<Language>,
    /// The topics in the order to show them.
    pub topics: Vec<Topic>,
    /// When people answer.
    pub hours: Hours,
    /// The ways to people, the best first.
    pub channels: Vec<Channel>,
    /// The rules of callbacks; without an endpoint, none is offered.
    pub callback: CallbackRules,
    /// What the site does with data.
    pub privacy: Privacy,
}

impl Settings {
    /// The topic with an id.
    pub fn topic(&self, id: &TopicId) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == *id)
    }
}

/// A subject that entries belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its id.
    pub id: TopicId,
    /// Its name.
    pub name: Localised,
    /// Whether people are offered at once: fraud, a lost phone.
    pub urgent: bool,
    /// What to do first, shown when the topic is urgent.
    pub notice: Option<Localised>,
}

/// What the site does with data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Privacy {
    /// The address of the privacy notice.
    pub policy: Option<String>,
    /// Whether counts and ids may be sent to the site's own desk.
    pub counts: bool,
}

/// What a pack of one language holds beside the search index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// What all languages share.
    pub settings: Settings,
    /// The language of the pack.
    pub language: Language,
    /// The entries, ordered by id.
    pub entries: Vec<Entry>,
}

impl Content {
    /// The entry with an id.
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        find(&self.entries, id)
    }

    /// The entries to suggest on a page of the host, the closest pattern first, then urgent ones
    /// last; ties in the order of ids.
    pub fn suggestions(&self, path: &str, limit: usize) -> Vec<&Entry> {
        let mut found: Vec<(usize, &Entry)> = self
            .entries
            .iter()
            .filter_map(|entry| {
                let matching = entry.pages.iter().filter(|page| page.matches(path));
                Some((matching.map(|page| page.weight()).max()?, entry))
            })
            .collect();
        order_by(&mut found, |(weight, _)| std::cmp::Reverse(*weight));
        found.into_iter().take(limit).map(|(_, entry)| entry).collect()
    }
}
