//! What leaves the browser: masked, and kept until it has arrived. A module of its own, fetched with
//! the ways to people, and by the loader on a page that finds something waiting.
//!
//! A request is on the device before it is on its way, and is tried again until an endpoint has
//! taken it. It goes out once: of several tabs one sends, and the endpoint knows the key.

mod chest;
mod deliver;
mod estimate;
mod hand_off;
mod lock;
mod post;
mod work;

use js_sys::{Array, Date, Function};
use unstuck_model::{
    callback::{CallbackRequest, Slot},
    channel::Kind,
    estimates::Expected,
    hours::Seconds,
    language::Language,
    notes::Notes,
    outbox::{Kept, State, written},
    question::Question,
    redact::redact_but,
};
use wasm_bindgen::prelude::*;

/// Begins to send what waits.
#[wasm_bindgen(start)]
pub fn start() {
    deliver::begin();
}

/// A text without private data but what stands in `shown`; after it each mask, and what stood there.
/// Nothing, if `language` is no tag.
#[wasm_bindgen]
pub fn redact(text: &str, language: &str, shown: Vec<String>) -> Vec<String> {
    let Some(language) = Language::new(language) else { return Vec::new() };
    let redacted = redact_but(text, Some(&language), &shown);
    let masked = redacted.masked(text, &language);
    with_masked(redacted.text, masked)
}

fn with_masked(text: String, masked: Vec<(String, String)>) -> Vec<String> {
    [text].into_iter().chain(masked.into_iter().flat_map(|(mask, stood)| [mask, stood])).collect()
}

/// The message that people get: as much of it as the channel has room for, if one is named; after it
/// each mask, and what stood there. `asked` holds [`Notes`] and perhaps a [`Kind`], in the form of the
/// pack's messages.
#[wasm_bindgen]
pub fn draft(asked: &[u8]) -> Vec<String> {
    let Some((notes, kind)) = unstuck_pack::from_bytes::<(Notes, Option<Kind>)>(asked) else {
        return Vec::new();
    };
    let told = notes.hand_off();
    let draft = match kind {
        Some(kind) => told.draft_for(kind, &notes.language),
        None => told.draft(&notes.language),
    };
    with_masked(draft, notes.masked())
}

/// Keeps a request for a callback, tries to send it, and returns its key. `message` is the request
/// without its hand-off, the notes that the hand-off is made of, and what the customer wants to be
/// seen in the text.
#[wasm_bindgen]
pub async fn callback(message: Vec<u8>, endpoints: Vec<String>, one_store: bool) -> Option<String> {
    let (mut request, notes, shown): (CallbackRequest, Notes, Vec<String>) =
        unstuck_pack::from_bytes(&message)?;
    request.message = redact_but(&request.message, Some(&notes.language), &shown).text;
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

/// For each of `channels`, the minutes after which customers were answered lately and then those that are
/// promised, by the desk at `address`; each undefined if it does not know.
#[wasm_bindgen]
pub async fn estimate(address: String, channels: Array, topic: Option<String>) -> Array {
    let all = estimate::estimates(&address).await.unwrap_or_default();
    let expected = |channel: JsValue| {
        let channel = channel.as_string().unwrap_or_default();
        let Expected { usual, promised } = all.for_topic(&channel, topic.as_deref());
        [usual.into(), promised.into()]
    };
    channels.iter().flat_map::<[JsValue; 2], _>(expected).collect()
}

/// Tells the desk at `address` which chat is being opened, and what was tried. `told` holds [`Notes`] and
/// a [`Kind`], in the form of the pack's messages.
#[wasm_bindgen]
pub fn hand_off(told: &[u8], address: String) {
    hand_off::tell(told, address);
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
