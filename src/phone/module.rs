//! The module that the widget fetches with the form of a callback.

use wasm_bindgen::prelude::wasm_bindgen;

/// What is thought of a number, as the line of [`unstuck_model::phone::Verdict`].
#[wasm_bindgen]
pub fn read(raw: &str, country: &str) -> String {
    crate::read(raw, country).line()
}

/// The codes of the countries to choose from, with spaces between.
#[wasm_bindgen]
pub fn countries() -> String {
    crate::countries().join(" ")
}
