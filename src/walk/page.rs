//! What is asked of the host's page in several places.

use unstuck_model::walk::SHEET;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Element;

/// The value of a style's property as the browser has computed it; empty if there is none.
pub fn computed(element: &Element, property: &str) -> String {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok()?);
    style.and_then(|style| style.get_property_value(property).ok()).unwrap_or_default()
}

/// Whether the window is so narrow that the panel is a sheet.
pub fn is_narrow() -> bool {
    let list = web_sys::window().and_then(|window| window.match_media(SHEET).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// Does something before the next paint.
pub fn next_frame(act: impl FnOnce() + 'static) {
    let function = Closure::once_into_js(act);
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(function.unchecked_ref());
    }
}

/// The path of the page's address.
pub fn path() -> String {
    let location = web_sys::window().map(|window| window.location());
    location.and_then(|location| location.pathname().ok()).unwrap_or_default()
}

/// The page's whole address.
pub fn address() -> String {
    let location = web_sys::window().map(|window| window.location());
    location.and_then(|location| location.href().ok()).unwrap_or_default()
}
