//! An answer.

use unstuck_model::{
    entry::{Body, Entry},
    id::EntryId,
};

use crate::{
    app::App,
    body,
    dom::{Tag, heading, tag},
    feedback::feedback,
    results::{entry_link, list_section},
};

/// An answer, whether it helped, and what comes next.
pub fn answer(app: App, id: &EntryId) -> Vec<Tag> {
    let library = app.library();
    let Some(entry) = library.entry(id) else { return Vec::new() };
    let blocks = match &entry.body {
        Body::Answer(blocks) => blocks,
        Body::Guide(guide) => &guide.intro,
    };
    let article = article(app, entry)
        .with(heading("h2", "title").say(&entry.title))
        .with(body::body(app, blocks));
    let related = related(app, entry);
    [article, feedback(app)].into_iter().chain(related).collect()
}

/// The element around an entry, with its language and a line if that is not the panel's.
pub fn article(app: App, entry: &Entry) -> Tag {
    let content = app.content();
    let article = tag("article", "");
    if entry.language == content.language {
        return article;
    }
    let line = tag("p", "quiet").attr("lang", content.language.as_str());
    article.attr("lang", entry.language.as_str()).with(line.say(app.words.other_language))
}

/// The entries that help with what comes next.
pub fn related(app: App, entry: &Entry) -> Option<Tag> {
    let library = app.library();
    let related = entry.related.iter().filter_map(|id| library.outline(id));
    list_section(app.words.related, related.map(|one| entry_link(app, one)).collect())
}
