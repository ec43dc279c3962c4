//! What the customer asked and tried since the panel was first opened on this page.

use unstuck_model::{
    entry::Entry,
    escalation::Situation,
    hand_off::Tried,
    id::TopicId,
    language::Language,
    message::Verdict,
    notes::Notes,
    reference::Reference,
    session::Session,
    site::{Settings, Topic},
};

use crate::library::Library;

/// The record that goes along to people, and what the policy has to know.
#[derive(Clone, Debug)]
pub struct Journey {
    /// The code of the record.
    pub reference: Reference,
    asked: Vec<String>,
    tried: Vec<Tried>,
    topic: Option<TopicId>,
    situation: Situation,
}

impl Journey {
    /// An empty record with a code of its own.
    pub fn begin() -> Self {
        Self {
            reference: Reference::new(random()),
            asked: Vec::new(),
            tried: Vec::new(),
            topic: None,
            situation: Situation::default(),
        }
    }

    /// A question was asked and left.
    pub fn asked(&mut self, text: &str, verdict: Option<Verdict>) {
        let text = text.trim();
        if text.is_empty() || self.asked.last().is_some_and(|last| last == text) {
            return;
        }
        self.asked.push(text.to_owned());
        self.situation.questions_asked += 1;
        self.situation.verdict = verdict;
    }

    /// An entry was opened.
    pub fn opened(&mut self, entry: &Entry, topic: Option<&Topic>) {
        self.tried.push(Tried::answer(entry));
        self.topic = Some(entry.topic.clone());
        self.situation.urgent = entry.urgent || topic.is_some_and(|topic| topic.urgent);
        self.situation.people_first = topic.is_some_and(|topic| topic.people_first);
        self.situation.verdict = None;
    }

    /// A step was taken in the guide that was opened last.
    pub fn walked(&mut self, session: &Session, library: &Library) {
        let Some(entry) = library.entry(&session.guide) else { return };
        let walked = Tried::guide(library, entry, session);
        if let Some(last) = self.tried.iter_mut().rev().find(|tried| tried.entry == walked.entry) {
            *last = Tried { helped: last.helped, ..walked };
        }
    }

    /// The customer said whether the last entry helped.
    pub fn helped(&mut self, helped: bool) {
        if let Some(last) = self.tried.last_mut() {
            last.helped = Some(helped);
            if !helped {
                self.situation.guides_ended_without_help += 1;
            }
        }
    }

    /// The customer said that they are stuck, perhaps with a topic.
    pub fn stuck(&mut self, topic: Option<&Topic>) {
        self.situation.said_stuck = true;
        if let Some(topic) = topic {
            self.topic = Some(topic.id.clone());
            self.situation.urgent = self.situation.urgent || topic.urgent;
        }
    }

    /// Whether the topic is urgent.
    pub fn is_urgent(&self) -> bool {
        self.situation.urgent
    }

    /// The topic, if one is known.
    pub fn topic_of<'a>(&self, settings: &'a Settings) -> Option<&'a Topic> {
        settings.topic(self.topic.as_ref()?)
    }

    /// What the policy has to know, with what search made of the question on screen.
    pub fn situation(&self, verdict: Option<Verdict>) -> Situation {
        Situation { verdict: verdict.or(self.situation.verdict), ..self.situation }
    }

    /// The notes that people's record is made of, with private data still in them.
    pub fn notes(&self, site: &str, language: &Language, page: String, device: &str) -> Notes {
        Notes {
            reference: self.reference.to_string(),
            site: site.to_owned(),
            language: language.clone(),
            page,
            device: device.to_owned(),
            topic: self.topic.as_ref().map(ToString::to_string),
            asked: self.asked.clone(),
            tried: self.tried.clone(),
        }
    }
}

/// Random bytes from the browser.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
