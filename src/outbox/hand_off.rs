//! What the desk is told when a chat is opened. The page may be gone the next moment, so that it is sent
//! once, outlives the page, and nobody waits for an answer or is told of a failure: the link opens all
//! the same, and the message itself says the most of it.

use std::cell::RefCell;

use js_sys::Reflect;
use unstuck_model::{channel::Kind, chat::ChatOpened, notes::Notes};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Headers, RequestInit};

use crate::fresh_key;

thread_local! {
    /// What was sent last, and its key: who presses twice tells nothing twice.
    static LAST: RefCell<(String, String)> = RefCell::default();
}

/// Tells the desk.
pub fn tell(told: &[u8], address: &str) -> Option<()> {
    let (notes, kind): (Notes, Kind) = unstuck_pack::from_bytes(told)?;
    let body = serde_json::to_string(&ChatOpened::new(kind, &notes)).ok()?;
    if LAST.with_borrow(|(last, _)| *last != body) {
        let key = fresh_key()?;
        LAST.set((body.clone(), key));
    }
    let key = LAST.with_borrow(|(_, key)| key.clone());
    let headers = Headers::new().ok()?;
    headers.set("Content-Type", "application/json").ok()?;
    headers.set("Idempotency-Key", &key).ok()?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&body.into());
    // No cookie and no address of the page go along.
    for (name, value) in [("credentials", "omit"), ("referrerPolicy", "no-referrer")] {
        Reflect::set(&init, &name.into(), &value.into()).ok()?;
    }
    Reflect::set(&init, &"keepalive".into(), &true.into()).ok()?;
    let sent = JsFuture::from(web_sys::window()?.fetch_with_str_and_init(address, &init));
    // A failure that nobody took would stand in the console.
    spawn_local(async { drop(sent.await) });
    Some(())
}
