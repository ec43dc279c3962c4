//! What leaves the browser: masked, and kept until it has arrived. A module of its own, fetched with
//! the ways to people, and by the loader on a page that finds something waiting.
//!
//! A request is on the device before it is on its way, and is tried again until an endpoint has
//! taken it. It goes out once: of several tabs one sends, and the endpoint knows the key.

mod chest;
mod deliver;
mod estimate;
mod lock;
mod post;

use js_sys::{Date, Function};
use unstuck_model::{
    callback::{CallbackRequest, Slot},
    channel::Kind,
    hours::Seconds,
    language::Language,
    notes::Notes,
    outbox::{Kept, State, written},
    question::Question,
    redact::{mask, redact_in},
};
use wasm_bindgen::prelude::*;

/// Begins to send what waits.
#[wasm_bindgen(start)]
pub fn start() {
    deliver::begin();
}

/// A text without private data, and after it the names of what was masked, each once. English, if
/// `language` is no tag.
#[wasm_bindgen]
pub fn redact(text: &str, language: &str) -> Vec<String> {
    let language = Language::new(language);
    let redacted = redact_in(text, language.as_ref());
    let mut parts = vec![redacted.text];
    for finding in redacted.found {
        let name = language.as_ref().map_or("", |language| mask(finding.kind, language));
        let name = name.trim_matches(['[', ']']).to_owned();
        if !parts.iter().skip(1).any(|known| *known == name) {
            parts.push(name);
        }
    }
    parts
}

/// The message that people get: as much of it as the channel has room for, if one is named. `asked`
/// holds [`Notes`] and perhaps a [`Kind`], in the form of the pack's messages.
#[wasm_bindgen]
pub fn draft(asked: &[u8]) -> Option<String> {
    let (notes, kind): (Notes, Option<Kind>) = unstuck_pack::from_bytes(asked)?;
    let told = notes.hand_off();
    Some(match kind {
        Some(kind) => told.draft_for(kind, &notes.language),
        None => told.draft(&notes.language),
    })
}

/// Keeps a request for a callback, tries to send it, and returns its key. `message` is the request
/// without its hand-off, and the notes that the hand-off is made of.
#[wasm_bindgen]
pub async fn callback(message: Vec<u8>, endpoints: Vec<String>, one_store: bool) -> Option<String> {
    let (mut request, notes): (CallbackRequest, Notes) = unstuck_pack::from_bytes(&message)?;
    request.message = redact_in(&request.message, Some(&notes.language)).text;
    request.hand_off = notes.hand_off();
    let body = serde_json::to_string(&request).ok()?;
    send(body, endpoints, one_store, Some(request.slot)).await
}

/// Keeps a question for the help team, tries to send it, and returns its key.
#[wasm_bindgen]
pub async fn question(message: Vec<u8>, endpoints: Vec<String>, one_store: bool) -> Option<String> {
    let question: Question = unstuck_pack::from_bytes(&message)?;
    let body = serde_json::to_string(&question.redacted()).ok()?;
    send(body, endpoints, one_store, None).await
}

async fn send(
    body: String,
    endpoints: Vec<String>,
    one_store: bool,
    slot: Option<Slot>,
) -> Option<String> {
    let (key, now) = (fresh_key()?, now());
    let request = Kept {
        key: key.clone(),
        body,
        endpoints,
        one_store,
        at: 0,
        since: now,
        slot,
        rounds: 0,
        due: now,
        state: State::Waiting,
    };
    deliver::send(request).await;
    Some(key)
}

/// Everything here, as [`written`] writes it.
#[wasm_bindgen]
pub fn list() -> String {
    written(&chest::all())
}

/// Whether the device keeps what is here when the page goes.
#[wasm_bindgen]
pub fn keeps() -> bool {
    chest::keeps()
}

/// Takes away what the customer has seen the end of, or does not want to send.
#[wasm_bindgen]
pub async fn forget(key: String) {
    deliver::forget(key).await;
}

/// Tries at once to send what waits.
#[wasm_bindgen]
pub async fn retry() {
    deliver::deliver(true).await;
}

/// Calls a function whenever something here has changed.
#[wasm_bindgen]
pub fn follow(changed: Function) {
    chest::follow(changed);
}

/// The minutes after which customers were phoned lately, by the desk at `address`; nothing if it does
/// not know.
#[wasm_bindgen]
pub async fn estimate(address: String, channel: String, topic: Option<String>) -> Option<u32> {
    estimate::estimate(&address, &channel, topic.as_deref()).await
}

/// The time by the device's clock.
fn now() -> Seconds {
    (Date::now() / 1000.0) as Seconds
}

/// A key that nobody can guess; nothing if the browser has no such chance.
fn fresh_key() -> Option<String> {
    let mut bytes = [0_u8; 16];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
