//! What a question has found.

use leptos::prelude::*;
use unstuck_model::{
    entry::Entry,
    escalation::Offer,
    message::{Fragment, Hit, SearchAnswer, Verdict},
};

use crate::{
    app::{App, Search},
    icon,
    people::Ways,
    words::fill,
};

/// The hits, or plain words that there are none, and people.
#[component]
pub fn Results(app: App) -> impl IntoView {
    move || match app.search.get() {
        Search::Idle | Search::Waiting => {
            view! { <p class="quiet" role="status">{app.words.searching}</p> }.into_any()
        }
        Search::Found(answer) => found(app, answer),
        Search::Gone => view! {
            <div class="note">
                <p><strong>{app.words.search_gone}</strong></p>
                <p>{app.words.search_gone_more}</p>
            </div>
            <Ways app/>
        }
        .into_any(),
    }
}

fn found(app: App, answer: SearchAnswer) -> AnyView {
    let words = app.words;
    match answer.verdict {
        Verdict::NoAnswer => {
            let closest: Vec<Hit> = answer.hits.into_iter().take(2).collect();
            view! {
                <div class="note">
                    <p><strong>{words.no_answer}</strong></p>
                    <p>{words.no_answer_more}</p>
                </div>
                <Ways app/>
                {(!closest.is_empty()).then(|| section(app, words.others, closest, 2))}
            }
            .into_any()
        }
        Verdict::Unsure => {
            let closest: Vec<Hit> = answer.hits.into_iter().take(3).collect();
            section(app, words.unsure, closest, 3)
        }
        Verdict::Confident => {
            let mut hits = answer.hits.into_iter();
            let best: Vec<Hit> = hits.next().into_iter().collect();
            let others: Vec<Hit> = hits.take(4).collect();
            let people_now = matches!(app.offer(), Offer::Now(_));
            view! {
                {section(app, words.best_answer, best, 1)}
                {people_now.then(|| view! { <Ways app/> })}
                {(!others.is_empty()).then(|| section(app, words.others, others, 4))}
            }
            .into_any()
        }
    }
}

fn section(app: App, heading: &'static str, hits: Vec<Hit>, limit: usize) -> AnyView {
    let content = app.content();
    let links = hits.into_iter().take(limit).filter_map(|hit| {
        let entry = content.entry(&hit.entry)?.clone();
        Some(hit_link(app, entry, hit))
    });
    view! {
        <section>
            <h3 class="label">{heading}</h3>
            <ul class="list">{links.collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn hit_link(app: App, entry: Entry, hit: Hit) -> AnyView {
    link(app, entry, fragments(hit.title), fragments(hit.excerpt))
}

/// An entry in a list: its title and, unless `plain`, its short answer.
#[component]
pub fn EntryLink(app: App, entry: Entry, plain: bool) -> impl IntoView {
    let title = entry.title.clone().into_any();
    let short = if plain { ().into_any() } else { entry.short.clone().into_any() };
    link(app, entry, title, short)
}

fn link(app: App, entry: Entry, title: AnyView, text: AnyView) -> AnyView {
    let id = entry.id.clone();
    let language = app.content().language.clone();
    let foreign = (entry.language != language).then(|| entry.language.to_string());
    let kind = entry.guide().map(|_| {
        let minutes = entry.minutes.map(|minutes| {
            format!(" · {}", fill(app.words.minutes, &[("n", &minutes.to_string())]))
        });
        view! { <span class="kind">{icon::steps()}{app.words.guide}{minutes}</span> }
    });
    view! {
        <li>
            <button
                class="hit"
                type="button"
                data-result=""
                data-entry=id.to_string()
                lang=foreign
                on:click=move |_| app.open_entry(&id, None)
                on:keydown=move |event| crate::focus::move_in_list(&event)
            >
                <span class="hit-text">
                    <span class="hit-title">{title}</span>
                    <span class="hit-short">{text}</span>
                    {kind}
                </span>
                {icon::forward()}
            </button>
        </li>
    }
    .into_any()
}

fn fragments(fragments: Vec<Fragment>) -> AnyView {
    fragments
        .into_iter()
        .map(|fragment| {
            if fragment.found {
                view! { <mark>{fragment.text}</mark> }.into_any()
            } else {
                fragment.text.into_any()
            }
        })
        .collect_view()
        .into_any()
}
