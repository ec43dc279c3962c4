//! A company's site: what `unstuck.toml` and the folders of entries become.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    callback::CallbackRules,
    channel::{Channel, Kind},
    entry::{Entry, PagePattern},
    hours::Hours,
    id::{EntryId, SiteId, TopicId},
    language::{Language, Localised},
    order::order_by,
    schedule::Schedule,
};

/// Everything a compiled content folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// What all languages share.
    pub settings: Settings,
    /// The entries, one book for each language in the order of [`Settings::languages`].
    pub books: Vec<Book>,
    /// The bytes of the pictures and videos that entries show, by their paths in the built site.
    pub media: BTreeMap<String, Vec<u8>>,
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
    /// Whether people are offered at once because nobody else can settle it: closing an account.
    pub people_first: bool,
    /// When people can settle it, within the hours of each channel.
    pub hours: Schedule,
    /// The kinds of channels to show first, the best first.
    pub channels: Vec<Kind>,
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
    /// What lists show, ordered by id.
    pub outlines: Vec<Outline>,
    /// The entries, ordered by id; none if they arrive one by one.
    pub entries: Vec<Entry>,
}

/// What lists show of an entry, and what decides whether they do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The entry.
    pub id: EntryId,
    /// Its title.
    pub title: String,
    /// The topic it belongs to.
    pub topic: TopicId,
    /// Patterns of the host's paths on which it is suggested.
    pub pages: Vec<PagePattern>,
    /// Whether people are offered at once, beside the entry.
    pub urgent: bool,
    /// Whether it is a guide.
    pub guide: bool,
    /// How long it takes, in minutes.
    pub minutes: Option<u16>,
    /// The language it is written in; not the pack's where a translation is missing.
    pub language: Language,
}

impl Outline {
    /// The outline of an entry.
    pub fn of(entry: &Entry) -> Self {
        Self {
            id: entry.id.clone(),
            title: entry.title.clone(),
            topic: entry.topic.clone(),
            pages: entry.pages.clone(),
            urgent: entry.urgent,
            guide: entry.guide().is_some(),
            minutes: entry.minutes,
            language: entry.language.clone(),
        }
    }
}

impl Content {
    /// The content of a whole book.
    pub fn new(settings: Settings, language: Language, entries: Vec<Entry>) -> Self {
        let outlines = entries.iter().map(Outline::of).collect();
        Self { settings, language, outlines, entries }
    }

    /// The entry with an id, if it is here.
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        find(&self.entries, id)
    }

    /// The outline with an id.
    pub fn outline(&self, id: &EntryId) -> Option<&Outline> {
        let place = self.outlines.binary_search_by(|outline| outline.id.cmp(id)).ok()?;
        self.outlines.get(place)
    }

    /// The entries to suggest on a page of the host, the closest pattern first, then urgent ones
    /// last; ties in the order of ids.
    pub fn suggestions(&self, path: &str, limit: usize) -> Vec<&Outline> {
        let mut found: Vec<(usize, &Outline)> = self
            .outlines
            .iter()
            .filter_map(|outline| {
                let matching = outline.pages.iter().filter(|page| page.matches(path));
                Some((matching.map(|page| page.weight()).max()?, outline))
            })
            .collect();
        order_by(&mut found, |(weight, _)| std::cmp::Reverse(*weight));
        found.into_iter().take(limit).map(|(_, outline)| outline).collect()
    }
}
