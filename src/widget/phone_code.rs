//! QR codes for a phone: one that opens the guide at this step, and those of chats that only phones
//! have.

use unstuck_model::session::Session;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::App,
    dom::{Tag, button, next_frame, svg, tag},
    focus,
    module::Module,
    reactive::{Get, RwSignal, Set},
};

/// The button and, when it was pressed, the code. Nothing on a phone, and nothing in a frame of ours,
/// which does not know the page's address.
pub fn to_phone(app: App, session: &Session) -> Vec<Tag> {
    let step = session.step(&*app.library()).map(|step| step.id.clone());
    let link = step.and_then(|step| {
        // Without the query, which may hold what is nobody else's business.
        let location = web_sys::window()?.location();
        let page = location.origin().ok()? + &location.pathname().ok()?;
        Some(format!("{page}#unstuck={}/{step}", session.place.guide))
    });
    let link = link.filter(|_| !focus::is_touch() && !focus::is_framed());
    let Some(link) = link else { return Vec::new() };
    let wanted = RwSignal::new(false);
    let more = app.words.on_phone_more;
    let drawn = move || if wanted.get() { vec![code(app, &link, more, &link)] } else { Vec::new() };
    let place = tag("div", "").attr("role", "status").live(drawn);
    let shown = place.element().clone();
    let press = button("inline", app.words.on_phone, move |_| {
        wanted.set(true);
        // It stands below the fold of a full panel.
        let shown = shown.clone();
        next_frame(move || shown.scroll_into_view_with_bool(false));
    })
    .live_attr("aria-expanded", move || Some(if wanted.get() { "true" } else { "false" }));
    vec![tag("div", "on-phone").with(press).with(place)]
}

/// The code of a link, with words beside it and what is written of the link.
pub fn code(app: App, link: &str, words: &str, written: &str) -> Tag {
    let (drawing, dark) = (svg("svg"), svg("path"));
    let parts = [drawing.element().clone().into(), dark.element().clone().into(), link.into()];
    spawn_local(async move {
        // Without the module the address below serves.
        if let Some(module) = Module::get(&app.options(), "qr").await {
            module.call("draw", &parts);
        }
    });
    tag("div", "phone-code")
        .with(drawing.attr("aria-hidden", "true").with(dark))
        .with(tag("p", "").say(words))
        .with(tag("p", "quiet").say(written))
}
