//! Sending to the widget.

use unstuck_model::message::FromWorker;
use unstuck_pack::to_bytes;
use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

/// The global object of a worker.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Sends a message. One that cannot be sent has no reader any more.
pub fn post(message: &FromWorker) {
    let bytes = js_sys::Uint8Array::from(to_bytes(message).as_slice());
    let _ = scope().post_message(&bytes);
}
