//! The ways to people: which there are, whether anybody is there, and how soon they answer.

use leptos::prelude::*;
use unstuck_model::{
    channel::Kind,
    escalation::{Offer, Platform, Way, WayState, callback_offered, ways},
    language::Language,
    site::Settings,
};

use crate::{
    app::{App, View},
    clock, focus, icon,
    words::{Words, fill},
};

/// The view of the ways to people.
#[component]
pub fn People(app: App) -> impl IntoView {
    let words = app.words;
    let content = app.content();
    let topic = app.journey.with_untracked(|journey| {
        journey.topic().and_then(|id| content.settings.topic(id)).cloned()
    });
    let notice = topic.filter(|topic| topic.urgent).and_then(|topic| topic.notice);
    view! {
        <h2 class="title" tabindex="-1" data-focus="">{words.people_heading}</h2>
        {notice.map(|notice| view! {
            <div class="note urgent">
                <p><strong>{words.urgent}</strong></p>
                <p>{notice.get(&content.language).to_owned()}</p>
            </div>
        })}
        <p class="quiet">{words.people_intro}</p>
        <Ways app/>
    }
}

/// The list of ways, those where people are now first.
#[component]
pub fn Ways(app: App) -> impl IntoView {
    let content = app.content();
    let now = clock::now();
    let platform = if focus::is_touch() { Platform::Phone } else { Platform::Desktop };
    let urgent = app.journey.with_untracked(|journey| journey.is_urgent());
    let offered = ways(&content.settings, &content.language, urgent, now, platform);
    let nobody = !offered.iter().any(|way| way.state.is_open());
    let rules = with_endpoints(app, &content.settings);
    let callback = callback_offered(&rules, now).then(|| {
        row(
            app.words.callback,
            app.words.callback_more.to_owned(),
            icon::phone(),
            true,
            move || {
                open(app, View::Callback);
            },
        )
    });
    let rows: Vec<AnyView> = offered
        .iter()
        .filter_map(|way| {
            let at = content.settings.channels.iter().position(|c| *c == way.channel)?;
            let kind = way.channel.address.kind();
            let state = state(app.words, &content.language, way);
            Some(row(
                name(kind, &content.language),
                state,
                picture(kind),
                way.state.is_open(),
                move || {
                    open(app, View::Draft(at));
                },
            ))
        })
        .collect();
    view! {
        {nobody.then(|| view! { <p class="quiet">{app.words.people_closed}</p> })}
        <ul class="list ways">{callback}{rows}</ul>
    }
}

fn open(app: App, view: View) {
    app.note_question();
    app.show(view);
}

/// The settings with the endpoints that the loader knows.
pub fn with_endpoints(app: App, settings: &Settings) -> Settings {
    let mut settings = settings.clone();
    settings.callback.endpoints = app.options().endpoints.clone();
    settings
}

fn row(
    name: &'static str,
    state: String,
    picture: AnyView,
    open: bool,
    press: impl Fn() + 'static,
) -> AnyView {
    view! {
        <li>
            <button
                class="hit way"
                type="button"
                data-way=name
                on:click=move |_| press()
            >
                <span class="way-icon">{picture}</span>
                <span class="hit-text">
                    <span class="hit-title">{name}</span>
                    <span class="hit-short" class:open=open>{state}</span>
                </span>
                {icon::forward()}
            </button>
        </li>
    }
    .into_any()
}

fn state(words: &Words, language: &Language, way: &Way) -> String {
    let reply = way.reply_minutes.map(|minutes| match minutes {
        0..=90 => fill(words.reply_minutes, &[("n", &minutes.to_string())]),
        _ => fill(words.reply_hours, &[("n", &minutes.div_ceil(60).to_string())]),
    });
    let opening = match way.state {
        WayState::Always | WayState::Open { .. } => words.open_now.to_owned(),
        WayState::Closed { opens: Some(at) } => {
            fill(words.opens_at, &[("when", &clock::when(language, at))])
        }
        WayState::Closed { opens: None } => words.closed.to_owned(),
    };
    match reply {
        Some(reply) => format!("{opening} · {reply}"),
        None => opening,
    }
}

/// What a kind of channel is called.
pub fn name(kind: Kind, language: &Language) -> &'static str {
    let spanish = language.primary() == "es";
    match kind {
        Kind::X => "X",
        Kind::Messenger => "Messenger",
        Kind::Instagram => "Instagram",
        Kind::WhatsApp => "WhatsApp",
        Kind::TelegramBot | Kind::TelegramUser => "Telegram",
        Kind::Line => "LINE",
        Kind::Viber => "Viber",
        Kind::Apple => "Messages",
        Kind::Sms if spanish => "Mensaje de texto",
        Kind::Sms => "Text message",
        Kind::Phone if spanish => "Teléfono",
        Kind::Phone => "Phone",
        Kind::Email if spanish => "Correo",
        Kind::Email => "E-mail",
    }
}

fn picture(kind: Kind) -> AnyView {
    match kind {
        Kind::Phone => icon::phone(),
        Kind::Email => icon::mail(),
        Kind::X
        | Kind::Messenger
        | Kind::Instagram
        | Kind::WhatsApp
        | Kind::TelegramBot
        | Kind::TelegramUser
        | Kind::Line
        | Kind::Viber
        | Kind::Apple
        | Kind::Sms => icon::message(),
    }
}

/// The line at the foot of the panel that leads to people, when the policy shows it.
#[component]
pub fn PeopleFooter(app: App) -> impl IntoView {
    move || match app.offer() {
        Offer::Hidden => None,
        Offer::Visible | Offer::Now(_) => Some(view! {
            <footer class="foot">
                <button class="foot-link" type="button" on:click=move |_| app.to_people(None)>
                    {icon::message()}
                    {app.words.people_link}
                </button>
            </footer>
        }),
    }
}
