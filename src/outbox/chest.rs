//! The place on the device where requests are kept, or the page's memory where there is none.

use std::cell::{Cell, RefCell};

use js_sys::Function;
use unstuck_model::outbox::{Kept, read, written};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent, Storage};

/// The key of the storage, where the loader looks.
const KEY: &str = "unstuck";
/// The name of the channel between tabs.
const CHANNEL_NAME: &str = "unstuck-outbox";

thread_local! {
    /// What this page has put in: it outlives a storage that is emptied.
    static OWN: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
    static FOLLOWER: RefCell<Option<Function>> = const { RefCell::new(None) };
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    static KEEPS: Cell<bool> = const { Cell::new(true) };
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Everything that is kept, here or by another tab.
pub fn all() -> Vec<Kept> {
    let text = storage().and_then(|storage| storage.get_item(KEY).ok()?).unwrap_or_default();
    let mut all = read(&text);
    OWN.with_borrow(|own| {
        for request in own {
            if !all.iter().any(|known| known.key == request.key) {
                all.push(request.clone());
            }
        }
    });
    all
}

/// Puts in a request, or what became of it.
pub fn put(request: &Kept) {
    change(&request.key, Some(request));
}

/// Takes a request away.
pub fn remove(key: &str) {
    change(key, None);
}

fn change(key: &str, now: Option<&Kept>) {
    let mut kept = all();
    match (kept.iter_mut().find(|known| known.key == key), now) {
        (Some(known), Some(now)) => *known = now.clone(),
        (None, Some(now)) => kept.push(now.clone()),
        (_, None) => kept.retain(|known| known.key != key),
    }
    OWN.with_borrow_mut(|own| {
        own.retain(|own| own.key != key);
        own.extend(now.cloned());
    });
    KEEPS.set(write(&kept));
    let gone = if now.is_none() { key } else { "" };
    CHANNEL
        .with_borrow(|channel| channel.as_ref().map(|channel| channel.post_message(&gone.into())));
    tell();
}

fn write(kept: &[Kept]) -> bool {
    let Some(storage) = storage() else { return false };
    if kept.is_empty() { storage.remove_item(KEY) } else { storage.set_item(KEY, &written(kept)) }
        .is_ok()
}

/// Whether the last change is on the device and not in the page's memory alone.
pub fn keeps() -> bool {
    KEEPS.get()
}

/// Has a function called at each change, whichever tab makes it.
pub fn follow(changed: Function) {
    FOLLOWER.set(Some(changed));
}

fn tell() {
    let follower = FOLLOWER.with_borrow(Clone::clone);
    if let Some(follower) = follower {
        let _ = follower.call0(&JsValue::NULL);
    }
}

/// Takes in what other tabs change, and what another copy of this module on the same page does: the
/// loader has begun one if something waited, and the widget has its own.
pub fn watch() {
    let Ok(channel) = BroadcastChannel::new(CHANNEL_NAME) else { return };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        // What was taken away elsewhere is not to be sent from here.
        let gone = event.data().as_string();
        OWN.with_borrow_mut(|own| own.retain(|own| gone.as_ref() != Some(&own.key)));
        tell();
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // The module lives as long as the page.
    heard.forget();
    CHANNEL.set(Some(channel));
}
