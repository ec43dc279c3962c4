//! One tab at a time: the browser's locks, where it has them.

use std::cell::RefCell;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// The name of the lock, shared by all tabs of an origin.
const NAME: &str = "unstuck";

/// The lock, until it is dropped.
pub struct Lock(Option<Function>);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Waits for the lock, or has it only if it is free. A browser without locks gives it to everybody:
/// then the endpoint, which knows the key, is the only guard.
pub async fn lock(only_if_free: bool) -> Option<Lock> {
    let locks = web_sys::window().map(|window| window.navigator());
    let locks = locks.and_then(|navigator| Reflect::get(&navigator, &"locks".into()).ok());
    let Some(locks) = locks.filter(JsValue::is_object) else { return Some(Lock(None)) };
    let Ok(request) = Reflect::get(&locks, &"request".into()) else { return Some(Lock(None)) };
    let Ok(request) = request.dyn_into::<Function>() else { return Some(Lock(None)) };
    let options = Object::new();
    let _ = Reflect::set(&options, &"ifAvailable".into(), &only_if_free.into());
    // Resolves with the function that lets go, or with nothing if the lock is not free.
    let given = Promise::new(&mut |resolve, _| {
        let refused = resolve.clone();
        let granted = Closure::once_into_js(move |lock: JsValue| {
            if lock.is_null() {
                let _ = resolve.call1(&JsValue::NULL, &JsValue::NULL);
                return JsValue::UNDEFINED;
            }
            let release: RefCell<JsValue> = RefCell::default();
            let held = Promise::new(&mut |done, _| {
                release.replace(done.into());
            });
            let _ = resolve.call1(&JsValue::NULL, &release.take());
            held.into()
        });
        let asked = request.call3(&locks, &NAME.into(), &options, &granted);
        let asked = asked.and_then(JsCast::dyn_into::<Promise>);
        match asked {
            // A page without an origin of its own is refused any lock.
            Ok(asked) => {
                let no = Closure::once_into_js(move || {
                    let _ = refused.call1(&JsValue::NULL, &JsValue::UNDEFINED);
                });
                let no: &Function = no.unchecked_ref();
                let _ = Reflect::get(&asked, &"catch".into())
                    .and_then(JsCast::dyn_into::<Function>)
                    .and_then(|catch| catch.call1(&asked, no));
            }
            Err(_) => {
                let _ = refused.call1(&JsValue::NULL, &JsValue::UNDEFINED);
            }
        }
    });
    let given = JsFuture::from(given).await.unwrap_or(JsValue::UNDEFINED);
    (!given.is_null()).then(|| Lock(given.dyn_into().ok()))
}
