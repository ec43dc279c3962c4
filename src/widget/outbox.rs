//! What the customer has sent and what became of it: the widget's side of the module that sends.

use js_sys::{Array, Promise, Uint8Array};
use unstuck_model::{
    channel::Kind,
    chat::address,
    estimates::Expected,
    outbox::{Kept, State, read},
};
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::{
    app::{App, Booked, View},
    dom::{Tag, tag},
    module::Module,
    reactive::{Get, GetUntracked, LocalStorage, RwSignal, Set, With, WithUntracked},
};

/// What is there.
#[derive(Clone, Copy)]
pub struct Outbox {
    /// The requests, the oldest first.
    pub all: RwSignal<Vec<Kept>>,
    /// Whether the device keeps them when the page goes.
    pub keeps: RwSignal<bool>,
    /// How soon people call back, and then how soon they answer on each channel of the site, as far as
    /// the desk was asked and knows.
    pub estimates: RwSignal<Vec<Expected>>,
    module: RwSignal<Option<Module>, LocalStorage>,
    is_missing: RwSignal<bool>,
}

impl Outbox {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            all: RwSignal::new(Vec::new()),
            keeps: RwSignal::new(true),
            estimates: RwSignal::new(Vec::new()),
            module: RwSignal::new_local(None),
            is_missing: RwSignal::new(false),
        }
    }

    /// The callback that waits to be sent now.
    pub fn waiting(self) -> Option<Kept> {
        let is_callback = |kept: &&Kept| kept.slot.is_some() && kept.state == State::Waiting;
        self.all.with_untracked(|all| all.iter().find(is_callback).cloned())
    }

    /// What to expect of callbacks, or of the site's channel at a place.
    pub fn expected(self, channel: Option<usize>) -> Expected {
        let place = channel.map_or(0, |at| at + 1);
        self.estimates.with(|all| all.get(place).copied()).unwrap_or_default()
    }

    /// The request with a key.
    pub fn of(self, key: &str) -> Option<Kept> {
        self.all.with(|all| all.iter().find(|kept| kept.key == key).cloned())
    }
}

/// Shows what is still on the device, if there is something.
pub fn follow(app: App) {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok()?);
    if storage.is_some_and(|storage| storage.get_item("unstuck").is_ok_and(|text| text.is_some())) {
        prepare(app);
    }
}

/// Fetches the module, so that it is there when it is needed or the connection is gone.
pub fn prepare(app: App) {
    spawn_local(async move {
        let is_there = module(app).await.is_some();
        let _ = app.outbox.is_missing.try_set(!is_there);
    });
}

/// Draws what shows a text that is to leave the browser: when the module is there that masks it,
/// and something else if it cannot be had.
pub fn with_outbox(
    app: App,
    draw: impl Fn() -> Vec<Tag> + 'static,
    without: impl Fn() -> Vec<Tag> + 'static,
) -> Tag {
    prepare(app);
    tag("div", "").live(move || match app.outbox.module.with(Option::is_some) {
        true => draw(),
        false if app.outbox.is_missing.get() => without(),
        false => vec![tag("p", "quiet searching").say(app.words.loading)],
    })
}

impl App {
    /// What a function of the module returns at once; nothing while it is not there.
    pub fn ask_outbox(self, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
        self.outbox.module.with_untracked(|module| module.as_ref()?.call(name, arguments))
    }
}

/// The module, followed from its first use on.
pub async fn module(app: App) -> Option<Module> {
    let module = Module::get(&app.options(), "outbox").await?;
    if app.outbox.module.try_with_untracked(Option::is_none)? {
        app.outbox.module.set(Some(module.clone()));
        // The module lives as long as the page.
        let changed = Closure::<dyn FnMut()>::new(move || refresh(app)).into_js_value();
        module.call("follow", &[changed]);
        refresh(app);
    }
    Some(module)
}

fn refresh(app: App) {
    // The widget may have been taken away, and another one started.
    let Some(Some(module)) = app.outbox.module.try_get_untracked() else { return };
    let list = module.call("list", &[]).and_then(|list| list.as_string()).unwrap_or_default();
    app.outbox.keeps.set(module.call("keeps", &[]).is_some_and(|keeps| keeps.is_truthy()));
    app.outbox.all.set(read(&list));
    // What the customer waits for in this very view is shown as soon as it is there.
    if let View::Unsent(key) = app.view.get_untracked()
        && let Some(kept) = app.outbox.of(&key)
        && let (State::Sent(taken), Some(slot)) = (kept.state, kept.slot)
    {
        app.booked(&key, Booked { taken, slot });
    }
}

/// Has the module send a message to the endpoints, and returns what became of it; nothing if the
/// module cannot be had, so that nothing was sent or kept.
pub async fn send(app: App, kind: &str, message: &[u8], endpoints: Vec<String>) -> Option<Kept> {
    let module = module(app).await?;
    let bytes = Uint8Array::from(message);
    let endpoints: Array = endpoints.iter().map(|to| JsValue::from_str(to)).collect();
    let one_store = app.content().settings.callback.shared_store;
    let key = module.call(kind, &[bytes.into(), endpoints.into(), one_store.into()])?;
    let key = JsFuture::from(Promise::from(key)).await.ok()?.as_string()?;
    refresh(app);
    app.outbox.all.try_with_untracked(|all| all.iter().find(|kept| kept.key == key).cloned())?
}

/// Where the desk keeps what was tried under the code of a message, if an endpoint is a desk.
pub fn desk(app: App) -> Option<String> {
    app.options().endpoints.iter().find_map(|endpoint| address(endpoint))
}

/// Has the module tell the desk which chat is being opened and what was tried. The page may be left
/// with this very press, so that nobody waits for an answer.
pub fn hand_off(app: App, kind: Kind) {
    let Some(desk) = desk(app) else { return };
    let told = unstuck_pack::to_bytes(&(app.notes(), kind));
    app.ask_outbox("hand_off", &[Uint8Array::from(told.as_slice()).into(), desk.into()]);
}

/// Tries once more to send what waits.
pub async fn retry(app: App) {
    if let Some(module) = module(app).await
        && let Some(tried) = module.call("retry", &[])
    {
        let _ = JsFuture::from(Promise::from(tried)).await;
    }
}

/// Takes a request away: its end was seen, or it is not to be sent.
pub fn forget(app: App, key: &str) {
    app.ask_outbox("forget", &[key.into()]);
}
