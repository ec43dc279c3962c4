//! How long customers have waited lately, as the desk says.

use js_sys::Reflect;
use unstuck_model::estimates::Estimates;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// The minutes to expect for a topic on a channel; nothing if nobody knows.
pub async fn estimate(address: &str, channel: &str, topic: Option<&str>) -> Option<u32> {
    let init = RequestInit::new();
    // No cookie and no address of the page go along.
    for (name, value) in [("credentials", "omit"), ("referrerPolicy", "no-referrer")] {
        Reflect::set(&init, &name.into(), &value.into()).ok()?;
    }
    let window = web_sys::window()?;
    let reply = JsFuture::from(window.fetch_with_str_and_init(address, &init)).await.ok()?;
    let reply: Response = reply.dyn_into().ok()?;
    let text = JsFuture::from(reply.text().ok()?).await.ok()?.as_string()?;
    let estimates: Estimates = serde_json::from_str(&text).ok()?;
    estimates.for_topic(channel, topic)
}
