//! Parts of the widget that few customers need, fetched when one does.
//!
//! Each is a wasm module with a script of its own. The loader knows how to load a script under the
//! page's policies; the script's functions are called by their names.

use std::cell::RefCell;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use crate::{fetch, options::Options};

thread_local! {
    /// The modules that are on their way or there, by their names.
    static KNOWN: RefCell<Vec<(&'static str, Promise)>> = const { RefCell::new(Vec::new()) };
}

/// A module that runs.
#[derive(Clone)]
pub struct Module(JsValue);

impl Module {
    /// The module with a name of the loader's options; nothing if it cannot be had.
    pub async fn get(options: &Options, name: &'static str) -> Option<Self> {
        let known = KNOWN.with_borrow(|known| known.iter().find(|one| one.0 == name).cloned());
        let promise = known.map_or_else(
            || {
                let options = options.clone();
                let promise =
                    future_to_promise(
                        async move { load(&options, name).await.ok_or(JsValue::NULL) },
                    );
                KNOWN.with_borrow_mut(|known| known.push((name, promise.clone())));
                promise
            },
            |known| known.1,
        );
        let module = JsFuture::from(promise).await.ok();
        if module.is_none() {
            // Whoever asks next tries once more.
            KNOWN.with_borrow_mut(|known| known.retain(|one| one.0 != name));
        }
        module.map(Self)
    }

    /// Calls a function of the module; what it throws is nothing.
    pub fn call(&self, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
        let function = Reflect::get(&self.0, &name.into()).ok()?.dyn_into::<Function>().ok()?;
        function.apply(&JsValue::NULL, &arguments.iter().collect()).ok()
    }
}

async fn load(options: &Options, name: &str) -> Option<JsValue> {
    let (script, wasm) = options.module(name)?;
    // Waited for from now on, so that a script that cannot be had is no error that nobody took.
    let script = JsFuture::from(script);
    let wasm = fetch::get(&wasm.url, &wasm.integrity).await?;
    let start: Function = script.await.ok()?.dyn_into().ok()?;
    let arguments = Object::new();
    Reflect::set(&arguments, &"module_or_path".into(), &wasm).ok()?;
    let started = start.call1(&JsValue::NULL, &arguments).ok()?;
    JsFuture::from(Promise::from(started)).await.ok()?;
    Some(start.into())
}
