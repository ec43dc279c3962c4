//! Fetching a file of the site.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// The reply from an address, or nothing if there is none or it is not what was asked for. Bytes
/// that do not fit the integrity attribute are no reply; an empty one fits all.
pub async fn get(address: &str, integrity: &str) -> Option<Response> {
    let init = RequestInit::new();
    js_sys::Reflect::set(&init, &"integrity".into(), &integrity.into()).ok()?;
    let window = web_sys::window()?;
    let reply = JsFuture::from(window.fetch_with_str_and_init(address, &init)).await.ok()?;
    let reply: Response = reply.dyn_into().ok()?;
    reply.ok().then_some(reply)
}
