//! "Continue on your phone": a QR code that opens the guide at this step.

use unstuck_model::session::Session;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::App,
    dom::{Tag, button, svg, tag},
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
    let press = button("inline", app.words.on_phone, move |_| wanted.set(true))
        .live_attr("aria-expanded", move || Some(if wanted.get() { "true" } else { "false" }));
    let code = move || if wanted.get() { vec![code(app, &link)] } else { Vec::new() };
    let code = tag("div", "").attr("role", "status").live(code);
    vec![tag("div", "on-phone").with(press).with(code)]
}

fn code(app: App, link: &str) -> Tag {
    let (drawing, dark) = (svg("svg"), svg("path"));
    let whole = tag("div", "phone-code");
    let shown = whole.element().clone();
    let parts = [drawing.element().clone().into(), dark.element().clone().into(), link.into()];
    spawn_local(async move {
        // Without the module the address below serves.
        if let Some(module) = Module::get(&app.options(), "qr").await {
            module.call("draw", &parts);
        }
        // It stands below the fold of a full panel.
        shown.scroll_into_view_with_bool(false);
    });
    whole
        .with(drawing.attr("aria-hidden", "true").with(dark))
        .with(tag("p", "").say(app.words.on_phone_more))
        .with(tag("p", "quiet").say(link))
}
