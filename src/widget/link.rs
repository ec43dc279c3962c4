//! Links that leave the panel.

use unstuck_model::text::{Link, is_of_origin};
use wasm_bindgen_futures::JsFuture;

/// The address of a link, if it leads out of the panel.
pub fn address(link: &Link) -> Option<String> {
    match link {
        Link::Web(address) => Some(address.clone()),
        Link::Phone(number) => Some(format!("tel:{number}")),
        Link::Email(address) => Some(format!("mailto:{address}")),
        Link::Entry { .. } | Link::Step(_) | Link::People { .. } | Link::Done => None,
    }
}

/// Whether an address is of the page's own origin. A tab that such a link opens is an `opener`'s: the
/// browser copies the guide under way into it, and it goes on there.
pub fn is_own(address: &str) -> bool {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    origin.is_some_and(|origin| is_of_origin(address, &origin))
}

/// Opens a link that leads out of the panel, in a tab of its own.
pub fn open(link: &Link) {
    if let (Some(address), Some(window)) = (address(link), web_sys::window()) {
        let features = if is_own(&address) { "" } else { "noopener" };
        let _ = window.open_with_url_and_target_and_features(&address, "_blank", features);
    }
}

/// Puts a text on the clipboard. Returns whether it is there; without leave to do so it stays in
/// sight, to be copied by hand.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let clipboard = window.navigator().clipboard();
    // Pages without a secure connection have none.
    !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
