//! The home of one language: every entry under its topic.

use maud::{Markup, html};
use unstuck_model::{
    entry::Entry,
    site::{Book, Site, Topic},
};

use crate::{
    Page,
    contact::contact,
    layout::{Layout, layout},
    place::{Place, to_entry},
    words::{Words, words},
};

/// The home of a book.
pub fn page(site: &Site, book: &Book) -> Page {
    let words = words(&book.language);
    let place = Place::new(&site.settings, &book.language);
    let title = format!("{} {}", site.settings.company, words.help);
    let main = html! {
        h1 { (title) }
        p.lead { (words.lead) }
        // `find.js` puts its field here; without it, the list is whole.
        div #find data-label=(words.find) data-found=(words.found) {}
        @for topic in &site.settings.topics {
            (self::topic(topic, book, words))
        }
        (contact(&site.settings, &book.language, words))
    };
    let html = layout(&Layout {
        settings: &site.settings,
        place,
        title: words.help,
        description: words.lead,
        file: "index.html",
        languages: site.settings.languages.iter().collect(),
        original: None,
        finds: true,
        main,
    });
    Page { path: format!("{}index.html", place.folder()), html }
}

fn topic(topic: &Topic, book: &Book, words: &Words) -> Markup {
    let entries: Vec<&Entry> = book.entries.iter().filter(|e| e.topic == topic.id).collect();
    html! {
        @if !entries.is_empty() {
            section.topic aria-labelledby={ "topic-" (topic.id) } {
                h2 id={ "topic-" (topic.id) } { (topic.name.get(&book.language)) }
                @if let Some(notice) = topic.notice.as_ref().filter(|_| topic.urgent) {
                    p.urgent { (notice.get(&book.language)) }
                }
                ul.entries {
                    @for entry in entries {
                        (self::entry(entry, book, words))
                    }
                }
            }
        }
    }
}

fn entry(entry: &Entry, book: &Book, words: &Words) -> Markup {
    let foreign = (entry.language != book.language).then_some(entry.language.as_str());
    html! {
        li lang=[foreign] {
            a href=(to_entry(&entry.id, None)) { (entry.title) }
            @if entry.guide().is_some() {
                " " span.tag lang=(book.language) { (words.guide) }
            }
            p.muted { (entry.short) }
        }
    }
}
