use unstuck_model::{
    id::{EntryId, TopicId},
    language::Language,
    site::Outline,
};
use unstuck_search::Document;

use crate::Fallible;

/// A site and questions to ask it.
#[derive(Clone)]
pub struct Site {
    pub name: String,
    pub language: Language,
    pub documents: Vec<Document>,
    pub synonyms: Vec<Vec<String>>,
    pub questions: Vec<Question>,
}

/// A question and the ids of the entries that answer it; none for one out of scope.
#[derive(Clone)]
pub struct Question {
    pub text: String,
    pub wanted: Vec<String>,
}

/// The site as it is, without some entries, with few phrasings, with both, and with none.
pub fn variations(site: &Site) -> Vec<Site> {
    let has = |part: fn(&Document) -> bool| site.documents.iter().any(part);
    let mut out = vec![site.clone(), without(site, 4, 1)];
    if has(|document| !document.asks.is_empty()) {
        out.push(brief(site, 3));
        out.push(brief(&without(site, 4, 2), 3));
        if has(|document| !document.body.is_empty()) {
            out.push(brief(site, 0));
        }
    }
    out
}

/// The site without every `each`th entry.
fn without(site: &Site, each: usize, from: usize) -> Site {
    let mut site = site.clone();
    site.name = format!("{} without entries {from} of {each}", site.name);
    let mut at = 0usize;
    let mut gone = Vec::new();
    site.documents.retain(|document| {
        at += 1;
        let kept = (at - 1) % each != from;
        if !kept {
            gone.push(document.outline.id.as_str().to_owned());
        }
        kept
    });
    for question in &mut site.questions {
        question.wanted.retain(|id| !gone.contains(id));
    }
    site
}

/// The site with the first phrasings of each entry only.
fn brief(site: &Site, most: usize) -> Site {
    let mut site = site.clone();
    site.name = format!("{} with {most} phrasings", site.name);
    for document in &mut site.documents {
        document.asks.truncate(most);
    }
    site
}

/// What lists would show of an entry.
pub fn outline(id: &str, title: &str, language: &Language) -> Fallible<Outline> {
    Ok(Outline {
        id: EntryId::new(id).ok_or("no id")?,
        title: title.to_owned(),
        topic: TopicId::new("all").ok_or("no topic")?,
        pages: Vec::new(),
        urgent: false,
        guide: false,
        minutes: None,
        language: language.clone(),
    })
}
