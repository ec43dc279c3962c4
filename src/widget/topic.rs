//! The entries of one topic.

use leptos::prelude::*;
use unstuck_model::id::TopicId;

use crate::{
    app::App,
    results::{EntryLink, EntryLinkProps},
};

/// The entries of one topic, guides first.
#[component]
pub fn Topic(app: App, topic: TopicId) -> impl IntoView {
    let content = app.content();
    let name = content
        .settings
        .topic(&topic)
        .map(|topic| topic.name.get(&content.language).to_owned())
        .unwrap_or_default();
    let mut entries: Vec<_> =
        content.entries.iter().filter(|entry| entry.topic == topic).cloned().collect();
    entries.sort_by_key(|entry| entry.guide().is_none());
    view! {
        <h2 class="title" tabindex="-1" data-focus="">{name}</h2>
        <ul class="list">
            {entries
                .into_iter()
                .map(|entry| EntryLink(EntryLinkProps { app, entry, plain: true }))
                .collect_view()}
        </ul>
    }
}
