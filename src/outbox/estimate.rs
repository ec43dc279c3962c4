//! How long customers have waited lately, as the desk says.

use js_sys::{Array, Reflect};
use unstuck_model::estimates::{Estimate, Estimates};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

/// All that the desk at an address tells; nothing if it cannot be asked.
pub async fn estimates(address: &str) -> Option<Estimates> {
    let init = RequestInit::new();
    // No cookie and no address of the page go along.
    for (name, value) in [("credentials", "omit"), ("referrerPolicy", "no-referrer")] {
        Reflect::set(&init, &name.into(), &value.into()).ok()?;
    }
    let window = web_sys::window()?;
    let reply = JsFuture::from(window.fetch_with_str_and_init(address, &init)).await.ok()?;
    let reply: Response = reply.dyn_into().ok()?;
    let text = JsFuture::from(reply.text().ok()?).await.ok()?.as_string()?;
    read(&text)
}

/// The reply. The browser's own reader of JSON costs no bytes.
fn read(text: &str) -> Option<Estimates> {
    let reply = js_sys::JSON::parse(text).ok()?;
    let field = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or_default();
    let all: Array = field(&reply, "estimates").dyn_into().ok()?;
    let estimate = |one: JsValue| {
        let number = |name: &str| field(&one, name).as_f64().map(|number| number as u32);
        Some(Estimate {
            channel: field(&one, "channel").as_string()?,
            topic: field(&one, "topic").as_string(),
            minutes: number("minutes"),
            promise: number("promise"),
            of: number("of")?,
        })
    };
    let estimates = all.iter().filter_map(estimate).collect();
    Some(Estimates { site: field(&reply, "site").as_string()?, estimates })
}
