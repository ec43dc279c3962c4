//! The page of one answer or guide.

use maud::html;
use unstuck_model::{
    entry::{Body, Entry},
    site::{Book, Site},
};

use crate::{
    Page,
    body::blocks,
    contact::contact,
    guide::guide,
    layout::{Layout, layout},
    place::{Place, file, to_entry},
    words::words,
};

/// The page of an entry in the language of a book.
pub fn page(site: &Site, book: &Book, entry: &Entry) -> Page {
    let place = Place::new(&site.settings, &book.language);
    let words = words(&book.language);
    let topic = site.settings.topic(&entry.topic);
    // Words that were not translated are announced and read aloud in their own language.
    let foreign = (entry.language != book.language).then_some(entry.language.as_str());
    let related: Vec<&Entry> = entry.related.iter().filter_map(|id| book.entry(id)).collect();
    let main = html! {
        p.crumbs {
            a href="index.html" { (words.all_help) }
            @if let Some(topic) = topic {
                " / " a href={ "index.html#topic-" (topic.id) } { (topic.name.get(&book.language)) }
            }
        }
        @if foreign.is_some() {
            p.note { (words.not_translated) }
        }
        article lang=[foreign] {
            h1 { (entry.title) }
            @if let Some(notice) = topic.filter(|topic| topic.urgent).and_then(|topic| topic.notice.as_ref()) {
                p.urgent { (notice.get(&book.language)) }
            }
            @if let Some(minutes) = entry.minutes {
                p.muted { (minutes) " " (words.minutes) }
            }
            @match &entry.body {
                Body::Answer(text) => { (blocks(text, place)) }
                Body::Guide(steps) => { (guide(steps, place)) }
            }
        }
        @if !related.is_empty() {
            nav aria-labelledby="related" {
                h2 #related { (words.related) }
                ul.links {
                    @for other in related {
                        li { a href=(to_entry(&other.id, None)) { (other.title) } }
                    }
                }
            }
        }
        (contact(&site.settings, &book.language, words))
    };
    let file = file(&entry.id);
    let path = format!("{}{file}", place.folder());
    let translated = site
        .books
        .iter()
        .filter(|book| book.entry(&entry.id).is_some_and(|entry| entry.language == book.language));
    let html = layout(&Layout {
        settings: &site.settings,
        place,
        title: &entry.title,
        description: &entry.short,
        file: &file,
        languages: translated.map(|book| &book.language).collect(),
        original: foreign.and(Some(&entry.language)),
        finds: false,
        main,
    });
    Page { path, html }
}
