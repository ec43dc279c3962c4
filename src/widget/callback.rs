//! The form of a callback: a number, a time within hours, the exact text, and consent.

use crate::reactive::{Get, GetUntracked, RwSignal, Set, With, WithUntracked};
use unstuck_model::{
    callback::CallbackRequest,
    counts::Counted,
    estimates::CALLBACK,
    hand_off::HandOff,
    outbox::{Kept, State},
};
use unstuck_pack::to_bytes;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::{
    app::{App, Booked, View},
    clock,
    dom::{Tag, heading, is_checked, next_frame, tag, value},
    masked::Masked,
    message::{MOST_MESSAGE, Message},
    outbox,
    phone_field::PhoneField,
    slot_field::{SlotField, error},
    unsent::unsent,
    words::{Words, fill},
};

/// What the form holds.
#[derive(Clone, Copy)]
struct Form {
    phone: PhoneField,
    name: RwSignal<String>,
    slot: SlotField,
    message: Message,
    consent: RwSignal<bool>,
    consent_error: RwSignal<Option<&'static str>>,
    /// Why the last attempt was not accepted.
    problem: RwSignal<Option<String>>,
    sending: RwSignal<bool>,
    /// The key of the request that could not be sent and is asked for again.
    again: RwSignal<Option<String>>,
}

impl Form {
    fn has_error(self) -> bool {
        let is_wrong =
            |error: RwSignal<Option<&'static str>>| error.with_untracked(Option::is_some);
        self.phone.has_error() || self.slot.has_error() || is_wrong(self.consent_error)
    }
}

/// The form of a callback, or what becomes of one that waits.
pub fn callback(app: App) -> Vec<Tag> {
    if let Some(waiting) = app.outbox.waiting() {
        return unsent(app, &waiting.key);
    }
    let title = heading("h2", "title").say(app.words.callback);
    let missing = move || vec![tag("p", "problem").say(app.words.error_unreachable)];
    vec![title, outbox::with_outbox(app, move || vec![form(app)], missing)]
}

fn form(app: App) -> Tag {
    let words = app.words;
    let failed = app.outbox.all.with_untracked(|all| {
        let is_over = |kept: &&Kept| kept.slot.is_some() && !kept.body.is_empty();
        all.iter().rev().find(is_over).cloned()
    });
    let before = failed.as_ref().and_then(|kept| written(&kept.body));
    let (phone, name, begin) = match before {
        Some([phone, name, text]) => (phone, name, Masked { text, masked: Vec::new() }),
        None => (String::new(), String::new(), app.draft(None)),
    };
    let slot = SlotField::new(app);
    let form = Form {
        phone: PhoneField::new(app, phone),
        name: RwSignal::new(name),
        slot,
        message: Message::new(app, begin),
        consent: RwSignal::new(false),
        consent_error: RwSignal::new(None),
        problem: RwSignal::new(None),
        sending: RwSignal::new(false),
        again: RwSignal::new(failed.map(|kept| kept.key)),
    };
    let submit_button = tag("button", "button primary")
        .attr("type", "submit")
        .live_attr("aria-disabled", move || form.sending.get().then_some("true"))
        .live_text(move || label(words, form).to_owned());
    let element = tag("form", "form").attr("novalidate", "");
    let root = element.clone();
    let again = element.clone();
    let phone = form.phone.draw(move || {
        // The button that was pressed goes away, and the focus must not go with it.
        focus_on(&again, "[type=submit]");
        submit(app, form, &again);
    });
    element
        .on("submit", move |event| {
            event.prevent_default();
            submit(app, form, &root);
        })
        .with_all(phone)
        .with(name_field(words, form))
        .with_all(form.slot.draw())
        .with(tag("div", "").with_all(form.message.draw(words.form_message, MOST_MESSAGE, true)))
        .with(tag("p", "field-hint").say(words.form_message_hint))
        .with(consent(app, form))
        .with(
            tag("p", "problem")
                .attr("role", "alert")
                .live_text(move || form.problem.get().unwrap_or_default()),
        )
        .with(submit_button)
}

fn label(words: &'static Words, form: Form) -> &'static str {
    if form.sending.get() {
        words.form_sending
    } else if form.problem.with(Option::is_some) {
        words.try_again
    } else {
        words.form_send
    }
}

/// How to address the customer.
fn name_field(words: &Words, form: Form) -> Tag {
    let name = tag("input", "")
        .attr("type", "text")
        .attr("name", "name")
        .attr("autocomplete", "name")
        .attr("maxlength", "100")
        .live_property("value", move || form.name.get().into())
        .on("input", move |event| form.name.set(value(&event)));
    let optional = tag("i", "").say(words.optional);
    tag("label", "field")
        .with(tag("span", "field-name").say(words.form_name).say(" ").with(optional))
        .with(name)
}

/// What the customer agrees to, and the name of its version: the site's words, else the widget's.
fn consent_words(app: App) -> (String, String) {
    let content = app.content();
    let company = &content.settings.company;
    match &content.settings.callback.consent {
        Some(own) => (own.words(&content.language, company), own.version.clone()),
        None => {
            let text = fill(app.words.form_consent, &[("company", company)]);
            (text, app.words.form_consent_version.to_owned())
        }
    }
}

fn consent(app: App, form: Form) -> Tag {
    let words = app.words;
    let content = app.content();
    let (agreed, _) = consent_words(app);
    let tick = tag("input", "")
        .attr("type", "checkbox")
        .attr("name", "consent")
        .attr("required", "")
        .attr("aria-describedby", "u-consent-error")
        .live_attr("aria-invalid", move || form.consent_error.get().map(|_| "true"))
        .on("change", move |event| form.consent.set(is_checked(&event)));
    let privacy = content.settings.privacy.policy.as_deref().map(|policy| {
        tag("a", "")
            .attr("href", policy)
            .attr("target", "_blank")
            .attr("rel", "noopener")
            .say(words.form_privacy)
    });
    tag("div", "consent")
        .with(tag("label", "check").with(tick).with(tag("span", "").say(&agreed)))
        .with(error("u-consent-error", form.consent_error))
        .with_some(privacy.map(|link| tag("p", "quiet").with(link)))
}

/// Checks the form; the first field that has to be mended gets the focus.
fn submit(app: App, form: Form, root: &Tag) {
    if form.sending.get_untracked() {
        return;
    }
    match check(app, form) {
        Some(request) => {
            form.problem.set(None);
            send_form(app, form, request);
        }
        None => {
            // A number that is only asked about is no fault.
            form.problem.set(form.has_error().then(|| app.words.form_mend.to_owned()));
            let root = root.clone();
            next_frame(move || focus_on(&root, "[aria-invalid]"));
        }
    }
}

fn focus_on(form: &Tag, css: &str) {
    let field = form.element().query_selector(css).ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

fn check(app: App, form: Form) -> Option<CallbackRequest> {
    let words = app.words;
    let phone = form.phone.check();
    let slot = form.slot.check();
    let consent = form.consent.get_untracked();
    form.consent_error.set((!consent).then_some(words.error_consent));
    let (Some(phone), Some(slot), true) = (phone, slot, consent) else { return None };
    let (consent_text, consent_version) = consent_words(app);
    Some(CallbackRequest {
        phone,
        phone_as_written: form.phone.written(),
        name: form.name.get_untracked().trim().to_owned(),
        slot,
        time_zone: clock::time_zone(),
        consent,
        consent_text,
        consent_version,
        message: form.message.safe_now(),
        // Made of the notes that go along, when both are masked.
        hand_off: HandOff::default(),
    })
}

fn send_form(app: App, form: Form, request: CallbackRequest) {
    form.sending.set(true);
    let message = to_bytes(&(&request, app.notes(), form.message.shown()));
    spawn_local(async move {
        let endpoints = app.options().endpoints.clone();
        let sent = outbox::send(app, "callback", &message, endpoints).await;
        // The panel may have been taken away meanwhile.
        if form.sending.try_set(false).is_some() {
            return;
        }
        let Some(kept) = sent else {
            form.problem.set(Some(app.words.error_unreachable.to_owned()));
            return;
        };
        let is_refused = matches!(kept.state, State::Refused { .. });
        if !is_refused && form.again.with_untracked(Option::is_none) {
            app.count(Counted::HandedOff, CALLBACK);
        }
        // What was to be mended is mended with this.
        if let Some(before) = form.again.get_untracked() {
            outbox::forget(app, &before);
        }
        match kept.state {
            State::Sent(taken) => {
                app.booked(&kept.key, Booked { taken, slot: request.slot });
            }
            State::Refused { message, .. } => {
                outbox::forget(app, &kept.key);
                let why = fill(app.words.error_refused, &[("why", &message)]);
                form.problem.set(Some(why));
            }
            State::Waiting | State::GivenUp => app.show(View::Unsent(kept.key)),
        }
    });
}

/// What was written in a request that could not be sent: the number, the name and the message.
fn written(body: &str) -> Option<[String; 3]> {
    // The browser's own reader of JSON costs no bytes.
    let body = js_sys::JSON::parse(body).ok()?;
    let field = |name: &str| js_sys::Reflect::get(&body, &name.into()).ok()?.as_string();
    Some([field("phone_as_written")?, field("name")?, field("message")?])
}
