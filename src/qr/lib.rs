//! QR codes in the widget: a module of its own, fetched when a customer wants one.

use fast_qr::{ECL, QRBuilder};
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// The light margin that readers need on each side, in modules (ISO/IEC 18004).
const QUIET: usize = 4;

/// Draws the code of a text, with 15 % of it to spare for glare, into an `svg` and the `path` in it.
/// Returns whether there is a code that holds so much.
#[wasm_bindgen]
pub fn draw(svg: &Element, path: &Element, text: &str) -> bool {
    let Ok(code) = QRBuilder::new(text).ecl(ECL::M).build() else { return false };
    let side = code.size + 2 * QUIET;
    let mut dark = String::new();
    for (y, row) in code.data.chunks(code.size.max(1)).take(code.size).enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, module)| module.value()) {
            dark.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    svg.set_attribute("viewBox", &format!("0 0 {side} {side}")).is_ok()
        && path.set_attribute("d", &dark).is_ok()
}
