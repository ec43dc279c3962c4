//! When what waits is sent: at once, when it is due, and when there is a connection again.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use unstuck_model::outbox::{Kept, State};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;

use crate::{chest, lock::lock, now, post::post};

/// The longest wait that a timer is set for, in seconds; it is then looked again.
const LONGEST: i64 = 3600;

thread_local! {
    /// What wakes the next delivery.
    static NEXT: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Sends what waits, now and whenever it may go.
pub fn begin() {
    chest::watch();
    let online = Closure::<dyn FnMut()>::new(|| spawn_local(deliver(true)));
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback("online", online.as_ref().unchecked_ref());
    }
    // The module lives as long as the page.
    online.forget();
    sweep();
    spawn_local(deliver(false));
}

/// Takes away what nobody waits to hear of: questions that have arrived or never will, and callbacks
/// that were sent and whose time has passed.
fn sweep() {
    for kept in chest::all() {
        let is_over = match (&kept.state, kept.slot) {
            (State::Waiting, _) => false,
            (_, None) => true,
            (State::Sent(_), Some(slot)) => slot.to < now(),
            (State::Refused { .. } | State::GivenUp, Some(_)) => false,
        };
        if is_over {
            chest::remove(&kept.key);
        }
    }
}

/// Keeps a request, and sends it.
pub async fn send(request: Kept) {
    // It is on the device before it is on its way.
    chest::put(&request);
    // Not even another tab's delivery is to come between.
    let held = lock(false).await;
    attempt(request.key).await;
    drop(held);
    wake_later();
}

/// Takes a request away, when no delivery is under way.
pub async fn forget(key: String) {
    let held = lock(false).await;
    chest::remove(&key);
    drop(held);
}

/// Sends what is due, or with `at_once` all that waits, unless another tab is at it.
pub async fn deliver(at_once: bool) {
    if chest::all().iter().any(|kept| kept.state == State::Waiting)
        && let Some(held) = lock(true).await
    {
        // Looked up under the lock: another tab may have sent it just now.
        let due = |kept: &Kept| kept.state == State::Waiting && (at_once || kept.is_due(now()));
        let keys: Vec<String> = chest::all().into_iter().filter(due).map(|kept| kept.key).collect();
        for key in keys {
            attempt(key).await;
        }
        drop(held);
    }
    wake_later();
}

/// One round of tries.
async fn attempt(key: String) {
    let find = || chest::all().into_iter().find(|kept| kept.key == key);
    let Some(mut request) = find().filter(|kept| kept.state == State::Waiting) else { return };
    loop {
        let (reply, server) = post(&request).await;
        let chance = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
        let goes_on = request.take(reply, now(), server, chance);
        if matches!(request.state, State::Sent(_)) {
            // The number and the words have arrived; they are no longer needed here.
            request.body.clear();
        }
        chest::put(&request);
        if !goes_on {
            return;
        }
    }
}

fn wake_later() {
    let now = now();
    let waiting = chest::all().into_iter().filter(|kept| kept.state == State::Waiting);
    let next = waiting.map(|kept| kept.due.saturating_sub(now).clamp(1, LONGEST)).min();
    let timer = next.map(|wait| {
        let milliseconds = u32::try_from(wait).unwrap_or_default().saturating_mul(1000);
        Timeout::new(milliseconds, || spawn_local(deliver(false)))
    });
    // The timer before, if there is one, is cancelled with its handle.
    NEXT.set(timer);
}
