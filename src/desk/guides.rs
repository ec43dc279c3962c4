//! The guides and answers of a site, as the desk is told of them: it knows neither files nor search.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use unstuck_model::{language::Language, reply::Subject};

/// An answer or a guide in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guide {
    /// Its id, the same in every language.
    pub id: String,
    /// The language of the list it belongs to.
    pub language: Language,
    /// The language that it is written in; another one where a translation is missing.
    pub written: Language,
    /// Its title.
    pub title: String,
    /// The address that opens it.
    pub link: String,
    /// Whether it is a guide.
    pub is_guide: bool,
    /// Its steps, if it is a guide.
    pub steps: Vec<GuideStep>,
}

/// A step of a guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuideStep {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The address that opens the guide at this step.
    pub link: String,
}

impl Guide {
    /// The step with an id.
    pub fn step(&self, id: &str) -> Option<&GuideStep> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// What a reply about it, or about a step of it, says.
    pub fn subject<'a>(&'a self, step: Option<&'a GuideStep>) -> Subject<'a> {
        Subject {
            language: &self.written,
            title: &self.title,
            step: step.map(|step| step.title.as_str()),
            is_guide: self.is_guide,
        }
    }

    /// The address that opens it, or a step of it.
    pub fn link_to<'a>(&'a self, step: Option<&'a GuideStep>) -> &'a str {
        step.map_or(&self.link, |step| &step.link)
    }
}

/// Finds guides as the widget does: the ids of the best in a language, for some words.
pub type Finder = Arc<dyn Fn(&Language, &str) -> Vec<String> + Send + Sync>;

/// The names of a site's topics by their ids, in the language of its agents.
pub type Topics = BTreeMap<String, String>;

/// The guides and topics of a site, which may be replaced while the desk serves.
#[derive(Clone, Default)]
pub struct Guides(Arc<RwLock<Arc<Shelf>>>);

/// What is known now.
#[derive(Default)]
pub struct Shelf {
    guides: Vec<Guide>,
    topics: Topics,
    find: Option<Finder>,
}

impl fmt::Debug for Guides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Guides").field(&self.now().guides.len()).finish()
    }
}

impl Guides {
    /// Guides and how they are found.
    pub fn new(guides: Vec<Guide>, topics: Topics, find: Finder) -> Self {
        let new = Self::default();
        new.replace(guides, topics, find);
        new
    }

    /// From now on these are the guides and topics.
    pub fn replace(&self, guides: Vec<Guide>, topics: Topics, find: Finder) {
        let shelf = Arc::new(Shelf { guides, topics, find: Some(find) });
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = shelf;
    }

    /// The guides as they are now.
    pub fn now(&self) -> Arc<Shelf> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Shelf {
    /// The languages there are, in the order of the site.
    pub fn languages(&self) -> Vec<&Language> {
        let mut languages: Vec<&Language> = Vec::new();
        for guide in &self.guides {
            if !languages.contains(&&guide.language) {
                languages.push(&guide.language);
            }
        }
        languages
    }

    /// The language that a tag means; the first one, if it means none.
    pub fn language(&self, tag: &str) -> Option<&Language> {
        let languages = self.languages();
        let named = languages.iter().find(|language| language.as_str() == tag);
        named.or(languages.first()).copied()
    }

    /// The name of a topic.
    pub fn topic(&self, id: &str) -> Option<&str> {
        self.topics.get(id).map(String::as_str)
    }

    /// A guide in a language.
    pub fn guide(&self, language: &str, id: &str) -> Option<&Guide> {
        self.guides.iter().find(|guide| guide.id == id && guide.language.as_str() == language)
    }

    /// The guides that some words mean, the best first.
    pub fn find(&self, language: &Language, words: &str) -> Vec<&Guide> {
        let Some(find) = &self.find else { return Vec::new() };
        let found = find(language, words);
        found.iter().filter_map(|id| self.guide(language.as_str(), id)).collect()
    }
}
