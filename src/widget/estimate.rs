//! How soon customers were phoned lately.

use js_sys::{Array, Promise};
use unstuck_model::estimates::{CALLBACK, Expected, address};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    app::App,
    outbox::module,
    reactive::{Set, WithUntracked},
};

/// Asks the desk how soon customers were phoned lately.
pub fn ask_estimate(app: App) {
    let settings = &app.content().settings;
    let desk = app.options().endpoints.iter().find_map(|endpoint| address(endpoint));
    let Some(desk) = desk else { return };
    let topic =
        app.journey.with_untracked(|journey| journey.topic_of(settings).map(|t| t.id.to_string()));
    let from = format!("{desk}?site={}", settings.site);
    spawn_local(async move {
        let topic = topic.map_or(JsValue::UNDEFINED, JsValue::from);
        let asked = [from.into(), CALLBACK.into(), topic];
        let Some(module) = module(app).await else { return };
        let Some(reply) = module.call("estimate", &asked) else { return };
        if let Ok(expected) = JsFuture::from(Promise::from(reply)).await {
            let expected = Array::from(&expected);
            let minutes = |at| expected.get(at).as_f64().map(|minutes| minutes as u32);
            let expected = Expected { usual: minutes(0), promised: minutes(1) };
            let _ = app.outbox.estimate.try_set(expected);
        }
    });
}
