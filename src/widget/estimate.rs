//! How soon people have answered lately.

use js_sys::{Array, Promise};
use unstuck_model::estimates::{CALLBACK, Expected, address};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    app::App,
    outbox::module,
    reactive::{Set, WithUntracked},
};

/// Asks the desk how soon people have answered lately, on each channel and by phone.
pub fn ask_estimate(app: App) {
    let settings = &app.content().settings;
    let desk = app.options().endpoints.iter().find_map(|endpoint| address(endpoint));
    let Some(desk) = desk else { return };
    let topic =
        app.journey.with_untracked(|journey| journey.topic_of(settings).map(|t| t.id.to_string()));
    let from = format!("{desk}?site={}", settings.site);
    let kinds = settings.channels.iter().map(|channel| channel.address.kind().name());
    let channels: Array = std::iter::once(CALLBACK).chain(kinds).map(JsValue::from).collect();
    spawn_local(async move {
        let topic = topic.map_or(JsValue::UNDEFINED, JsValue::from);
        let asked = [from.into(), channels.into(), topic];
        let Some(module) = module(app).await else { return };
        let Some(reply) = module.call("estimate", &asked) else { return };
        if let Ok(expected) = JsFuture::from(Promise::from(reply)).await {
            let minutes = |value: JsValue| value.as_f64().map(|minutes| minutes as u32);
            let minutes: Vec<_> = Array::from(&expected).iter().map(minutes).collect();
            let (each, _) = minutes.as_chunks();
            let each = each.iter().map(|&[usual, promised]| Expected { usual, promised });
            let _ = app.outbox.estimates.try_set(each.collect());
        }
    });
}
