//! The form of a callback: a number, a time within hours, the exact text, and consent.

use leptos::{ev, html, prelude::*};
use unstuck_model::{
    callback::{CallbackRequest, Slot, slots},
    phone::{self, PhoneError},
};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{App, Booked, View},
    clock,
    draft::{editor, message, privacy},
    journey::random,
    people::with_endpoints,
    send::{Outcome, send},
    words::{Words, fill},
};

/// What the form holds.
#[derive(Clone, Copy)]
struct Form {
    phone: RwSignal<String>,
    name: RwSignal<String>,
    slot: RwSignal<Option<Slot>>,
    message: RwSignal<String>,
    consent: RwSignal<bool>,
    phone_error: RwSignal<Option<&'static str>>,
    slot_error: RwSignal<Option<&'static str>>,
    consent_error: RwSignal<Option<&'static str>>,
    /// Why the last attempt was not accepted.
    problem: RwSignal<Option<String>>,
    sending: RwSignal<bool>,
    /// The key and the body that were sent last: the same body keeps its key.
    attempt: RwSignal<Option<(String, CallbackRequest)>>,
}

/// The form of a callback.
#[component]
pub fn Callback(app: App) -> impl IntoView {
    let words = app.words;
    let content = app.content();
    let free = slots(&content.settings.hours, &content.settings.callback, clock::now());
    let form = Form {
        phone: RwSignal::new(String::new()),
        name: RwSignal::new(String::new()),
        slot: RwSignal::new(free.first().copied()),
        message: RwSignal::new(message(app)),
        consent: RwSignal::new(false),
        phone_error: RwSignal::new(None),
        slot_error: RwSignal::new(None),
        consent_error: RwSignal::new(None),
        problem: RwSignal::new(None),
        sending: RwSignal::new(false),
        attempt: RwSignal::new(None),
    };
    let root = NodeRef::<html::Form>::new();
    let consent = fill(words.form_consent, &[("company", &content.settings.company)]);
    view! {
        <h2 class="title" tabindex="-1" data-focus="">{words.callback}</h2>
        <form
            class="form"
            novalidate=""
            node_ref=root
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                submit(app, form, root);
            }
        >
            <label class="field">
                <span class="field-name">{words.form_phone}</span>
                <span class="field-hint" id="u-phone-hint">{words.form_phone_hint}</span>
                <input
                    type="tel"
                    name="tel"
                    autocomplete="tel"
                    required=""
                    aria-describedby="u-phone-hint u-phone-error"
                    aria-invalid=move || form.phone_error.get().is_some().then_some("true")
                    prop:value=move || form.phone.get()
                    on:input=move |event| form.phone.set(event_target_value(&event))
                />
                {error("u-phone-error", form.phone_error)}
            </label>
            <label class="field">
                <span class="field-name">{words.form_name}" "<i>{words.optional}</i></span>
                <input
                    type="text"
                    name="name"
                    autocomplete="name"
                    maxlength="100"
                    prop:value=move || form.name.get()
                    on:input=move |event| form.name.set(event_target_value(&event))
                />
            </label>
            {times(app, form, free)}
            {editor(app, words.form_message, form.message)}
            <p class="field-hint">{words.form_message_hint}</p>
            <label class="check">
                <input
                    type="checkbox"
                    name="consent"
                    required=""
                    aria-describedby="u-consent-error"
                    aria-invalid=move || form.consent_error.get().is_some().then_some("true")
                    prop:checked=move || form.consent.get()
                    on:change=move |event| form.consent.set(event_target_checked(&event))
                />
                <span>{consent}</span>
            </label>
            {error("u-consent-error", form.consent_error)}
            {privacy(app)}
            <p class="problem" role="alert">{move || form.problem.get()}</p>
            <button class="button primary" type="submit" aria-disabled=move || form.sending.get().then_some("true")>
                {move || label(words, form)}
            </button>
        </form>
    }
}

fn label(words: &'static Words, form: Form) -> &'static str {
    if form.sending.get() {
        words.form_sending
    } else if form.attempt.with(Option::is_some) && form.problem.with(Option::is_some) {
        words.try_again
    } else {
        words.form_send
    }
}

fn error(id: &'static str, signal: RwSignal<Option<&'static str>>) -> AnyView {
    view! { <span class="field-error" id=id>{move || signal.get()}</span> }.into_any()
}

/// The day, then the time of that day.
fn times(app: App, form: Form, free: Vec<Slot>) -> AnyView {
    let words = app.words;
    let language = app.content().language.clone();
    let mut days: Vec<(String, Vec<Slot>)> = Vec::new();
    for slot in free {
        let day = clock::day(&language, slot.from);
        match days.last_mut() {
            Some((last, of_day)) if *last == day => of_day.push(slot),
            Some(_) | None => days.push((day, vec![slot])),
        }
    }
    let day = RwSignal::new(0_usize);
    let day_names: Vec<String> = days.iter().map(|(name, _)| name.clone()).collect();
    let days = StoredValue::new(days);
    let of_day = move |index: usize| {
        days.with_value(|days| days.get(index).map(|(_, slots)| slots.clone())).unwrap_or_default()
    };
    let options = day_names
        .into_iter()
        .enumerate()
        .map(|(index, name)| view! { <option value=index.to_string()>{capital(&name)}</option> })
        .collect_view();
    view! {
        <div class="row fields">
            <label class="field">
                <span class="field-name">{words.form_day}</span>
                <select
                    name="day"
                    on:change=move |event| {
                        let index = event_target_value(&event).parse().unwrap_or(0);
                        day.set(index);
                        form.slot.set(of_day(index).first().copied());
                    }
                >
                    {options}
                </select>
            </label>
            <label class="field">
                <span class="field-name">{words.form_time}</span>
                <select
                    name="time"
                    aria-describedby="u-slot-error"
                    on:change=move |event| {
                        let index: usize = event_target_value(&event).parse().unwrap_or(0);
                        form.slot.set(of_day(day.get_untracked()).get(index).copied());
                    }
                >
                    {move || of_day(day.get())
                        .into_iter()
                        .enumerate()
                        .map(|(index, slot)| {
                            let span = format!(
                                "{} – {}",
                                clock::time(&language, slot.from),
                                clock::time(&language, slot.to),
                            );
                            view! { <option value=index.to_string()>{span}</option> }
                        })
                        .collect_view()}
                </select>
            </label>
        </div>
        {error("u-slot-error", form.slot_error)}
    }
    .into_any()
}

/// "tomorrow" begins a line in the list of days.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Checks the form; the first field that has to be mended gets the focus.
fn submit(app: App, form: Form, root: NodeRef<html::Form>) {
    if form.sending.get_untracked() {
        return;
    }
    match check(app, form) {
        Some(request) => {
            form.problem.set(None);
            send_form(app, form, request);
        }
        None => {
            form.problem.set(Some(app.words.form_mend.to_owned()));
            let invalid = root.get_untracked();
            request_animation_frame(move || {
                let field = invalid
                    .and_then(|form| form.query_selector("[aria-invalid]").ok().flatten())
                    .and_then(|field| {
                        wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(field).ok()
                    });
                if let Some(field) = field {
                    let _ = field.focus();
                }
            });
        }
    }
}

fn check(app: App, form: Form) -> Option<CallbackRequest> {
    let words = app.words;
    let content = app.content();
    let settings = with_endpoints(app, &content.settings);
    let written = form.phone.get_untracked();
    let phone = phone::parse(&written, &settings.country);
    form.phone_error.set(phone.as_ref().err().map(|error| match error {
        PhoneError::Empty => words.error_phone_empty,
        PhoneError::Emergency => words.error_phone_emergency,
        PhoneError::Premium => words.error_phone_premium,
        PhoneError::Letters
        | PhoneError::TooShort
        | PhoneError::TooLong
        | PhoneError::UnknownCountry
        | PhoneError::Impossible => words.error_phone,
    }));
    let slot = form.slot.get_untracked().filter(|slot| slot.from > clock::now());
    form.slot_error.set(slot.is_none().then_some(words.error_slot));
    let consent = form.consent.get_untracked();
    form.consent_error.set((!consent).then_some(words.error_consent));
    let (Ok(phone), Some(slot), true) = (phone, slot, consent) else { return None };
    let page = app.options().page.clone();
    let hand_off = app.journey.with_untracked(|journey| {
        journey.hand_off(settings.site.as_str(), &content.language, &page)
    });
    let language = content.language.clone();
    let message = unstuck_model::redact::redact_in(&form.message.get_untracked(), Some(&language));
    Some(CallbackRequest {
        phone: phone.e164,
        phone_as_written: written,
        name: form.name.get_untracked().trim().to_owned(),
        slot,
        time_zone: clock::time_zone(),
        consent,
        message: message.text,
        hand_off,
    })
}

fn send_form(app: App, form: Form, request: CallbackRequest) {
    let key = form
        .attempt
        .get_untracked()
        .filter(|(_, sent)| *sent == request)
        .map_or_else(fresh_key, |(key, _)| key);
    form.attempt.set(Some((key.clone(), request.clone())));
    form.sending.set(true);
    let endpoints = app.options().endpoints.clone();
    spawn_local(async move {
        let outcome = send(&endpoints, &key, &request).await;
        // The panel may have been taken away meanwhile.
        if form.sending.try_set(false).is_some() {
            return;
        }
        match outcome {
            Outcome::Accepted(accepted) => {
                app.options().emit("callback", "");
                let reference = accepted.reference;
                app.show(View::Booked(Booked { reference, slot: request.slot }));
            }
            Outcome::Refused(refused) => {
                let why = fill(app.words.error_refused, &[("why", &refused.message)]);
                form.problem.set(Some(why));
            }
            Outcome::Unknown => form.problem.set(Some(app.words.error_unreachable.to_owned())),
        }
    });
}

fn fresh_key() -> String {
    random::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
}
