//! The first view: the question, what was found, suggestions and topics.

use crate::reactive::{Get, Memo, With, WithUntracked};
use unstuck_model::site::{Content, Outline};

use crate::{
    app::{App, Search, View},
    dom::{Tag, button, tag, value},
    focus,
    icon::{Icon, icon},
    results::{entry_link, gone_note, list_section, results},
    unsent::notes,
};

/// How many entries are suggested.
const SUGGESTIONS: usize = 5;

/// The first view.
pub fn home(app: App) -> Vec<Tag> {
    let words = app.words;
    let empty = Memo::new(move |_| app.query.with(|query| query.trim().is_empty()));
    let field = tag("input", "ask-field")
        .attr("type", "search")
        .attr("enterkeyhint", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("maxlength", "1000")
        .attr("aria-label", words.ask_label)
        .attr("placeholder", words.ask_placeholder)
        .attr("data-focus", "")
        .live_property("value", move || app.query.get().into())
        .on("input", move |event| app.type_query(value(&event)))
        .on("keydown", |event| focus::into_list(&event));
    let typed = field.clone();
    let ask = tag("form", "ask")
        .attr("role", "search")
        .on("submit", move |event| {
            event.prevent_default();
            open_first(app);
        })
        .with(tag("span", "ask-icon").with(icon(Icon::Search)))
        .with(field)
        .live(move || if empty.get() { Vec::new() } else { vec![clear(app, typed.clone())] });
    let below =
        tag("div", "").live(move || if empty.get() { browse(app) } else { vec![results(app)] });
    vec![tag("h2", "title").say(words.ask_heading), notes(app), ask, below]
}

fn clear(app: App, field: Tag) -> Tag {
    button("tool", "", move |_| {
        app.type_query(String::new());
        let _ = field.element().focus();
    })
    .attr("aria-label", app.words.clear)
    .with(icon(Icon::Close))
}

/// Enter opens the first hit, which is what a customer in a hurry expects.
fn open_first(app: App) {
    let first = app.search.with_untracked(|search| match search {
        Search::Found(answer) => answer.hits.first().map(|hit| hit.outline.id.clone()),
        Search::Idle | Search::Waiting | Search::Gone => None,
    });
    if let Some(id) = first {
        app.open_entry(&id, None);
    }
}

/// What is shown before a question: entries for this page, and the topics.
fn browse(app: App) -> Vec<Tag> {
    let content = app.content();
    let page = app.options().page.clone();
    let mut heading = app.words.for_this_page;
    let mut suggested: Vec<&Outline> = content.suggestions(&page, SUGGESTIONS);
    if suggested.is_empty() {
        heading = app.words.popular;
        suggested = content.outlines.iter().filter(|one| one.urgent).take(SUGGESTIONS).collect();
    }
    let links = suggested.into_iter().map(|one| entry_link(app, one)).collect();
    let topics = tag("section", "")
        .with(tag("h3", "label").say(app.words.topics))
        .with(tag("ul", "topics").with_all(topics(app, &content)));
    let gone = app.search.with(|search| matches!(search, Search::Gone)).then(|| gone_note(app));
    let suggested = list_section(heading, links);
    gone.into_iter().chain(suggested).chain([topics]).collect()
}

fn topics(app: App, content: &Content) -> Vec<Tag> {
    let with_entries = content
        .settings
        .topics
        .iter()
        .filter(|topic| content.outlines.iter().any(|outline| outline.topic == topic.id));
    with_entries
        .map(|topic| {
            let id = topic.id.clone();
            let name = topic.name.get(&content.language);
            tag("li", "").with(button("chip", name, move |_| app.show(View::Topic(id.clone()))))
        })
        .collect()
}
