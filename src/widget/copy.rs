//! A button that copies a text and says so for a while.

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::App,
    dom::{Tag, button},
    link,
    reactive::{Get, RwSignal, Set},
};

/// How long "Copied" stays, in milliseconds.
const COPIED: u32 = 3_000;

/// The button for a text; `face` draws it, and is told whether the text was copied just now.
pub fn copy_button(
    app: App,
    class: &str,
    text: impl Fn() -> String + 'static,
    face: impl Fn(bool) -> Tag + 'static,
) -> Tag {
    let copied = RwSignal::new(false);
    button(class, "", move |_| {
        let text = text();
        spawn_local(async move {
            let is_copied = link::copy(&text).await;
            let words = app.words;
            let said = if is_copied { words.copied } else { words.not_copied };
            // The view may be gone by then.
            app.announcement.try_set(said.to_owned());
            copied.try_set(is_copied);
            let back = Timeout::new(COPIED, move || {
                let _ = copied.try_set(false);
            });
            back.forget();
        });
    })
    .live(move || vec![face(copied.get())])
}
