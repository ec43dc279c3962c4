//! The first view: the question, what was found, suggestions and topics.

use leptos::{ev, html, prelude::*};
use unstuck_model::{entry::Entry, site::Content};

use crate::{
    app::{App, Search, View},
    focus, icon,
    results::{EntryLink, EntryLinkProps, Results},
};

/// How many entries are suggested.
const SUGGESTIONS: usize = 5;

/// The first view.
#[component]
pub fn Home(app: App) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let words = app.words;
    let empty = Memo::new(move |_| app.query.with(|query| query.trim().is_empty()));
    view! {
        <h2 class="title" id="u-ask">{words.ask_heading}</h2>
        <form
            class="ask"
            role="search"
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                open_first(app);
            }
        >
            <span class="ask-icon">{icon::search()}</span>
            <input
                class="ask-field"
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                maxlength="1000"
                aria-label=words.ask_label
                placeholder=words.ask_placeholder
                data-focus=""
                node_ref=field
                prop:value=move || app.query.get()
                on:input=move |event| app.type_query(event_target_value(&event))
                on:keydown=move |event: ev::KeyboardEvent| {
                    if event.key() == "ArrowDown" {
                        event.prevent_default();
                        focus::first_result(&event);
                    }
                }
            />
            {move || (!empty.get()).then(|| view! {
                <button
                    class="tool"
                    type="button"
                    aria-label=words.clear
                    on:click=move |_| {
                        app.type_query(String::new());
                        if let Some(field) = field.get() {
                            let _ = field.focus();
                        }
                    }
                >
                    {icon::close()}
                </button>
            })}
        </form>
        {move || if empty.get() {
            browse(app).into_any()
        } else {
            view! { <Results app/> }.into_any()
        }}
    }
}

/// Enter opens the first hit, which is what a customer in a hurry expects.
fn open_first(app: App) {
    let first = app.search.with_untracked(|search| match search {
        Search::Found(answer) => answer.hits.first().map(|hit| hit.entry.clone()),
        Search::Idle | Search::Waiting | Search::Gone => None,
    });
    if let Some(id) = first {
        app.open_entry(&id, None);
    }
}

/// What is shown before a question: entries for this page, and the topics.
fn browse(app: App) -> impl IntoView {
    let content = app.content();
    let page = app.options().page.clone();
    let mut suggested: Vec<Entry> =
        content.suggestions(&page, SUGGESTIONS).into_iter().cloned().collect();
    let heading = if suggested.is_empty() { app.words.popular } else { app.words.for_this_page };
    if suggested.is_empty() {
        suggested =
            content.entries.iter().filter(|e| e.urgent).take(SUGGESTIONS).cloned().collect();
    }
    let gone = move || {
        app.search.with(|search| *search == Search::Gone).then(|| {
            view! {
                <div class="note" role="status">
                    <p><strong>{app.words.search_gone}</strong></p>
                    <p>{app.words.search_gone_more}</p>
                </div>
            }
        })
    };
    view! {
        {gone}
        {(!suggested.is_empty()).then(|| view! {
            <section>
                <h3 class="label">{heading}</h3>
                <ul class="list">
                    {suggested
                        .into_iter()
                        .map(|entry| EntryLink(EntryLinkProps { app, entry, plain: true }))
                        .collect_view()}
                </ul>
            </section>
        })}
        <section>
            <h3 class="label">{app.words.topics}</h3>
            <ul class="topics">{topics(app, &content)}</ul>
        </section>
    }
}

fn topics(app: App, content: &Content) -> Vec<AnyView> {
    let with_entries = content
        .settings
        .topics
        .iter()
        .filter(|topic| content.entries.iter().any(|entry| entry.topic == topic.id));
    with_entries
        .map(|topic| {
            let id = topic.id.clone();
            let name = topic.name.get(&content.language).to_owned();
            view! {
                <li>
                    <button
                        class="chip"
                        type="button"
                        on:click=move |_| app.show(View::Topic(id.clone()))
                    >
                        {name}
                    </button>
                </li>
            }
            .into_any()
        })
        .collect()
}
