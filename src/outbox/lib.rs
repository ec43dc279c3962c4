//! What a customer has sent, until it has arrived: a module of its own, fetched with the form that
//! sends, and by the loader on a page that finds something waiting.
//!
//! A request is on the device before it is on its way, and is tried again until an endpoint has
//! taken it. It goes out once: of several tabs one sends, and the endpoint knows the key.

mod chest;
mod deliver;
mod lock;
mod post;

use js_sys::{Date, Function, Uint8Array};
use unstuck_model::{
    callback::{CallbackRequest, Slot},
    hours::Seconds,
    outbox::{Kept, State, written},
};
use wasm_bindgen::prelude::*;

/// Begins to send what waits.
#[wasm_bindgen(start)]
pub fn start() {
    deliver::begin();
}

/// Keeps a request for a callback, tries to send it, and returns its key. `message` is the request
/// in the form of the pack's messages.
#[wasm_bindgen]
pub async fn callback(
    message: Uint8Array,
    endpoints: Vec<String>,
    one_store: bool,
) -> Option<String> {
    let request: CallbackRequest = unstuck_pack::from_bytes(&message.to_vec())?;
    let body = serde_json::to_string(&request).ok()?;
    send(body, endpoints, one_store, Some(request.slot)).await
}

async fn send(
    body: String,
    endpoints: Vec<String>,
    one_store: bool,
    slot: Option<Slot>,
) -> Option<String> {
    let (key, now) = (fresh_key()?, now());
    let state = State::Waiting;
    let request = Kept {
        key,
        body,
        endpoints,
        one_store,
        at: 0,
        since: now,
        slot,
        rounds: 0,
        due: now,
        state,
    };
    let key = request.key.clone();
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
