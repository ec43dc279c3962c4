//! The message for a channel: its exact text, to be changed, before anything opens.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use unstuck_model::{
    channel::Kind,
    redact::{mask, redact_in},
    text::Link,
};

use crate::{app::App, icon, link, people::name, words::fill};

/// How long "Copied" stays, in milliseconds.
const COPIED: u32 = 3_000;

/// The message for the channel at a place of the settings' list.
#[component]
pub fn Draft(app: App, channel: usize) -> impl IntoView {
    let content = app.content();
    let chosen = content.settings.channels.get(channel)?.clone();
    let kind = chosen.address.kind();
    let called = name(kind, &content.language);
    let reference = app.journey.with_untracked(|journey| journey.reference);
    let text = RwSignal::new(message(app));
    let language = content.language.clone();
    // What is sent never holds what the redaction found, whatever was typed since.
    let safe = Memo::new(move |_| text.with(|text| redact_in(text, Some(&language)).text));
    let contact = Memo::new(move |_| safe.with(|text| chosen.address.link(text, &reference)));
    let words = app.words;
    if kind == Kind::Phone {
        return Some(call(app, contact.get_untracked().visible, contact.get_untracked().url));
    }
    let company = content.settings.company.clone();
    let intro = fill(words.draft_intro, &[("company", &company), ("channel", called)]);
    let must_copy = move || contact.with(|contact| contact.copy_text.is_some());
    Some(
        view! {
            <h2 class="title" tabindex="-1" data-focus="">{words.draft_heading}</h2>
            <p class="quiet">
                {move || if must_copy() {
                    fill(words.draft_copy_intro, &[("channel", called)])
                } else {
                    intro.clone()
                }}
            </p>
            {editor(app, words.draft_label, text)}
            <div class="row stacked">
                {move || must_copy().then(|| copy_button(app, safe))}
                <a
                    class="button primary"
                    href=move || contact.with(|contact| contact.url.clone())
                    target="_blank"
                    rel="noopener"
                    data-channel=called
                    on:click=move |_| app.options().emit("hand-off", called)
                >
                    {fill(words.draft_open, &[("channel", called)])}
                    <span class="unseen">{format!(" ({})", words.draft_new_tab)}</span>
                </a>
                {move || (!must_copy()).then(|| copy_button(app, safe))}
            </div>
            <p class="quiet">
                {move || {
                    fill(words.draft_address, &[("address", &contact.with(|c| c.visible.clone()))])
                }}
            </p>
        }
        .into_any(),
    )
}

/// The text that people get, built from what was asked and tried.
pub fn message(app: App) -> String {
    let content = app.content();
    let site = content.settings.site.as_str();
    let page = app.options().page.clone();
    app.journey
        .with_untracked(|journey| journey.hand_off(site, &content.language, &page))
        .draft(&content.language)
}

/// A field with the exact text. Private data that is typed into it is masked when the field is
/// left, and a line says what was hidden.
pub fn editor(app: App, label: &'static str, text: RwSignal<String>) -> AnyView {
    let language = app.content().language.clone();
    let masked_in = language.clone();
    let hidden = Memo::new(move |_| {
        text.with(|text| {
            let mut kinds: Vec<&str> = redact_in(text, Some(&language))
                .found
                .iter()
                .map(|finding| mask(finding.kind, &language).trim_matches(['[', ']']))
                .collect();
            kinds.sort_unstable();
            kinds.dedup();
            kinds.join(", ")
        })
    });
    let said = RwSignal::new(String::new());
    Effect::new(move |_| {
        let now = hidden.get();
        if !now.is_empty() {
            said.set(fill(app.words.draft_masked, &[("what", &now)]));
        }
    });
    view! {
        <label class="field">
            <span class="field-name">{label}</span>
            <textarea
                rows="7"
                maxlength="2000"
                data-message=""
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:change=move |_| {
                    let clean = text.with_untracked(|text| redact_in(text, Some(&masked_in)).text);
                    text.set(clean);
                }
            ></textarea>
        </label>
        <p class="hidden-data" role="status">{move || said.get()}</p>
    }
    .into_any()
}

fn copy_button(app: App, text: Memo<String>) -> AnyView {
    let copied = RwSignal::new(false);
    let words = app.words;
    view! {
        <button
            class="button"
            type="button"
            on:click=move |_| {
                link::copy(&text.get_untracked());
                copied.set(true);
                app.announcement.set(words.copied.to_owned());
                Timeout::new(COPIED, move || { let _ = copied.try_set(false); }).forget();
            }
        >
            {move || if copied.get() { words.copied } else { words.copy }}
        </button>
    }
    .into_any()
}

/// A call carries no text: the number, and what to say.
fn call(app: App, number: String, address: String) -> AnyView {
    let words = app.words;
    let text = RwSignal::new(message(app));
    view! {
        <h2 class="title" tabindex="-1" data-focus="">{fill(words.draft_call, &[("number", &number)])}</h2>
        <a
            class="button primary"
            href=address
            data-channel="phone"
            on:click=move |_| app.options().emit("hand-off", "phone")
        >
            {icon::phone()}
            {number}
        </a>
        <p class="quiet">
            {fill(words.booked_reference, &[("code", &app.journey.with_untracked(|j| j.reference.to_string()))])}
        </p>
        <details class="details">
            <summary>{words.draft_heading}</summary>
            <p class="said">{move || text.get()}</p>
        </details>
    }
    .into_any()
}

/// The privacy notice of the site.
pub fn privacy(app: App) -> Option<AnyView> {
    let policy = app.content().settings.privacy.policy.clone()?;
    let address = link::address(&Link::Web(policy))?;
    Some(
        view! {
            <a class="quiet" href=address target="_blank" rel="noopener">{app.words.form_privacy}</a>
        }
        .into_any(),
    )
}
