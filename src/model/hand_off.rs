//! What people are told when a customer is handed to them.

use serde::{Deserialize, Serialize};

pub use crate::draft::MOST_DRAFT;

use crate::{
    entry::Entry,
    language::Language,
    redact::redact_in,
    session::{Library, Session},
    shorten::{Count, Room},
    text::plain,
};

/// What the customer asked and tried, so that nobody repeats themselves. Every text in it is
/// redacted before it is put here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOff {
    /// The code that leads to this record, such as `UN-7K3QF2MX`.
    pub reference: String,
    /// The site's id.
    pub site: String,
    /// The language of the conversation.
    pub language: String,
    /// The host's page without query and fragment.
    pub page: String,
    /// The family of the device, such as `Android`; empty if it is not known.
    #[serde(default)]
    pub device: String,
    /// The topic, if one is known.
    pub topic: Option<String>,
    /// What was typed into the search, oldest first.
    pub asked: Vec<String>,
    /// What was opened and how far it went, oldest first.
    pub tried: Vec<Tried>,
}

/// An entry that the customer opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tried {
    /// The entry's id.
    pub entry: String,
    /// Its title.
    pub title: String,
    /// For a guide, the step it stopped at: its id.
    pub step: Option<String>,
    /// For a guide, the titles of the steps passed and the choices made, as `title: choice`.
    pub path: Vec<String>,
    /// Whether the customer said that it helped.
    pub helped: Option<bool>,
}

/// The most questions and the most entries that are kept: the last ones.
const MOST_NOTES: usize = 10;
/// The most characters of one note.
const MOST_NOTE: usize = 300;
const NOTE: Room = Room { most: MOST_NOTE, count: Count::Characters };
/// The most steps of a way that are kept: the last ones.
const MOST_PATH: usize = 60;

impl HandOff {
    /// An empty record. `page` may be the whole address: query, fragment and private parts go.
    pub fn new(reference: String, site: &str, language: &Language, page: &str) -> Self {
        Self {
            reference,
            site: site.to_owned(),
            language: language.as_str().to_owned(),
            page: plain_page(page, language),
            ..Self::default()
        }
    }

    /// Keeps a question, redacted. One that only goes on writing the last takes its place.
    pub fn note_question(&mut self, text: &str) {
        let text = self.clean(text);
        if text.is_empty() {
            return;
        }
        match self.asked.last_mut() {
            Some(last) if text.starts_with(last.as_str()) => *last = text,
            Some(_) | None => self.asked.push(text),
        }
        keep_last(&mut self.asked, MOST_NOTES);
    }

    /// Keeps what was tried, redacted. The same entry as the last one takes its place.
    pub fn note_tried(&mut self, tried: Tried) {
        let mut path: Vec<String> = tried.path.iter().map(|line| self.clean(line)).collect();
        keep_last(&mut path, MOST_PATH);
        let tried = Tried { title: self.clean(&tried.title), path, ..tried };
        if self.tried.last().is_some_and(|last| last.entry == tried.entry) {
            self.tried.pop();
        }
        self.tried.push(tried);
        keep_last(&mut self.tried, MOST_NOTES);
    }

    /// Keeps whether the last entry helped.
    pub fn note_helped(&mut self, helped: bool) {
        if let Some(last) = self.tried.last_mut() {
            last.helped = Some(helped);
        }
    }

    /// Whether it carries more text than [`HandOff::note_question`] and its like ever put in.
    pub fn is_too_long(&self) -> bool {
        let paths = self.tried.iter().map(|tried| &tried.path);
        let notes = paths.clone().flatten().chain(&self.asked);
        let names = [&self.reference, &self.site, &self.language, &self.page, &self.device];
        let tried = self
            .tried
            .iter()
            .flat_map(|tried| [&tried.entry, &tried.title].into_iter().chain(&tried.step));
        self.asked.len() > MOST_NOTES
            || self.tried.len() > MOST_NOTES
            || paths.map(Vec::len).any(|length| length > MOST_PATH)
            || notes
                .chain(names)
                .chain(&self.topic)
                .chain(tried)
                // Bytes of the longest characters, and the ellipsis.
                .any(|text| text.len() > MOST_NOTE * 4 + 4)
    }

    fn clean(&self, text: &str) -> String {
        let language = Language::new(&self.language);
        let words: Vec<&str> = text.split_whitespace().collect();
        NOTE.cut(&redact_in(&words.join(" "), language.as_ref()).text)
    }
}

impl Tried {
    /// An answer that was opened.
    pub fn answer(entry: &Entry) -> Self {
        Self { entry: entry.id.as_str().to_owned(), title: entry.title.clone(), ..Self::default() }
    }

    /// A guide and the way through it. The last line of the way is the step where it stopped.
    pub fn guide(library: &impl Library, entry: &Entry, session: &Session) -> Self {
        let title = |step: &crate::guide::Step| plain(&step.title);
        let mut path: Vec<String> = Vec::new();
        for passed in &session.trail {
            let step = library
                .guide(&passed.place.guide)
                .and_then(|guide| guide.steps.get(passed.place.step));
            let Some(step) = step else { continue };
            let choice = passed.choice.and_then(|index| step.choices.get(index));
            path.push(match choice {
                Some(choice) => format!("{}: {}", title(step), plain(&choice.label)),
                None => title(step),
            });
        }
        let step = session.step(library);
        if let Some(step) = step {
            path.push(title(step));
        }
        Self { step: step.map(|step| step.id.as_str().to_owned()), path, ..Self::answer(entry) }
    }
}

/// The address of a page without scheme, sign-in, query and fragment, redacted.
fn plain_page(page: &str, language: &Language) -> String {
    let page = page.split(['?', '#']).next().unwrap_or_default();
    let page = page.split_once("://").map_or(page, |(_, rest)| rest);
    let (host, path) = page.split_at(page.find('/').unwrap_or(page.len()));
    let host = host.rsplit('@').next().unwrap_or_default();
    NOTE.cut(&redact_in(&format!("{host}{path}"), Some(language)).text)
}

fn keep_last<T>(list: &mut Vec<T>, most: usize) {
    list.drain(..list.len().saturating_sub(most));
}
