//! An answer.

use leptos::prelude::*;
use unstuck_model::{
    entry::{Body, Entry},
    id::EntryId,
    site::Content,
};

use crate::{
    app::App,
    body,
    feedback::Feedback,
    results::{EntryLink, EntryLinkProps},
};

/// An answer, whether it helped, and what comes next.
#[component]
pub fn Answer(app: App, id: EntryId) -> impl IntoView {
    let content = app.content();
    let entry = content.entry(&id)?;
    Some(view! {
        <article lang=foreign(entry, &content)>
            {untranslated(app, entry, &content)}
            <h2 class="title" tabindex="-1" data-focus="">{entry.title.clone()}</h2>
            <div class="body">
                {match &entry.body {
                    Body::Answer(blocks) => body::blocks(app, blocks),
                    Body::Guide(guide) => body::blocks(app, &guide.intro),
                }}
            </div>
        </article>
        <Feedback app/>
        {related(app, entry, &content)}
    })
}

/// The language of an entry that is not in the panel's.
pub fn foreign(entry: &Entry, content: &Content) -> Option<String> {
    (entry.language != content.language).then(|| entry.language.to_string())
}

/// A line that says that an entry is not translated.
pub fn untranslated(app: App, entry: &Entry, content: &Content) -> Option<AnyView> {
    foreign(entry, content).map(|_| {
        let language = content.language.to_string();
        view! { <p class="quiet" lang=language>{app.words.other_language}</p> }.into_any()
    })
}

/// The entries that help with what comes next.
pub fn related(app: App, entry: &Entry, content: &Content) -> Option<AnyView> {
    let related: Vec<Entry> =
        entry.related.iter().filter_map(|id| content.entry(id)).cloned().collect();
    (!related.is_empty()).then(|| {
        view! {
            <section>
                <h3 class="label">{app.words.related}</h3>
                <ul class="list">
                    {related
                        .into_iter()
                        .map(|entry| EntryLink(EntryLinkProps { app, entry, plain: true }))
                        .collect_view()}
                </ul>
            </section>
        }
        .into_any()
    })
}
