//! A button that copies a text and says so for a while.

use gloo_timers::callback::Timeout;

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
        link::copy(&text());
        copied.set(true);
        app.announcement.set(app.words.copied.to_owned());
        let back = Timeout::new(COPIED, move || {
            // The view may be gone by then.
            let _ = copied.try_set(false);
        });
        back.forget();
    })
    .live(move || vec![face(copied.get())])
}
