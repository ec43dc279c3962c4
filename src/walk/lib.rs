//! A guide's step on the host's page: its target found, lit, and watched until the step is done.
//!
//! A module of its own, so that only customers whose guide walks on the page download it. The widget
//! calls [`begin`] for each step and hears through a function what becomes of it, as the numbers of
//! [`unstuck_model::walk::News`].

mod accessible_name;
mod listener;
mod page;
mod role;
mod spotlight;
mod target;
mod watch;

use std::{cell::RefCell, rc::Rc};

use js_sys::Function;
use unstuck_model::{guide::Target, walk::Watched};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::{spotlight::Spotlight, watch::Watch};

thread_local! {
    /// The step that is watched; there is one at a time.
    static WATCHED: RefCell<Option<Rc<Watch>>> = const { RefCell::new(None) };
}

/// Watches a step instead of the one before. `step` is a [`Watched`] in the pack's binary form,
/// `panel` is moved beside the target, and `tell` hears the numbers of the news.
#[wasm_bindgen]
pub fn begin(panel: HtmlElement, step: &[u8], tell: Function) {
    end();
    let Some(step) = unstuck_pack::from_bytes::<Watched>(step) else { return };
    if let Some(light) = Spotlight::on(panel, step.is_right_to_left) {
        let watch = Watch::new(light, step, tell);
        WATCHED.set(Some(Rc::clone(&watch)));
        watch.begin();
    }
}

/// Ends the watch, puts the light out and the panel back.
#[wasm_bindgen]
pub fn end() {
    WATCHED.take();
}

/// Moves the focus to the target, as a keyboard needs it.
#[wasm_bindgen]
pub fn focus_target() {
    if let Some(watch) = WATCHED.with_borrow(Clone::clone) {
        watch.focus_target();
    }
}

/// The element that one way of a list finds now: a [`Target`] in the pack's binary form. For tools
/// that check a site's steps.
#[wasm_bindgen]
pub fn find(way: &[u8]) -> Option<Element> {
    let way = unstuck_pack::from_bytes::<Target>(way)?;
    target::find(&[way], &target::roots())
}

/// The role and the name of an element, as steps on the page know them, with a space between. For
/// tools that check a site's steps, and for tests.
#[wasm_bindgen]
pub fn describe(element: &Element) -> String {
    format!("{} {}", role::role(element), accessible_name::accessible_name(element))
}
