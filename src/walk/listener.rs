//! Listeners that end with what holds them.

use js_sys::Function;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};

/// A listener that ends when it is dropped; it hears of events before the page's own.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    function: Function,
    _closure: Option<Closure<dyn FnMut(Event)>>,
}

impl Listener {
    /// Calls a closure.
    pub fn new(target: &EventTarget, name: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(act);
        let function = closure.as_ref().unchecked_ref::<Function>().clone();
        let mut listener = Self::of_function(target, name, function);
        listener._closure = Some(closure);
        listener
    }

    /// Calls a function of the browser's.
    pub fn of_function(target: &EventTarget, name: &'static str, function: Function) -> Self {
        let _ = target.add_event_listener_with_callback_and_bool(name, &function, true);
        Self { target: target.clone(), name, function, _closure: None }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.name,
            &self.function,
            true,
        );
    }
}
