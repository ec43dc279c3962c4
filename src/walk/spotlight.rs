//! The light on an element of the host's page, and the place of the card beside it.

use unstuck_model::placement::{Rect, Size, place};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Window};

use crate::page::{computed, is_narrow};

/// How much of the page around an element is lit with it, in CSS pixels.
const HALO: f64 = 6.0;

/// The ring of light, which dims the rest of the page and blocks nothing of it, and the panel.
pub struct Spotlight {
    ring: HtmlElement,
    panel: HtmlElement,
    is_right_to_left: bool,
}

impl Spotlight {
    /// The light of a panel, out. The ring stands before the panel, where the panel's styles reach.
    pub fn on(panel: HtmlElement, is_right_to_left: bool) -> Option<Self> {
        let ring = panel.owner_document()?.create_element("div").ok()?;
        let ring: HtmlElement = ring.unchecked_into();
        for (name, value) in [("class", "ring"), ("aria-hidden", "true"), ("hidden", "")] {
            ring.set_attribute(name, value).ok()?;
        }
        panel.before_with_node_1(&ring).ok()?;
        Some(Self { ring, panel, is_right_to_left })
    }

    /// Lights an element and stands the panel beside it, if anything of it is in view.
    pub fn show(&self, element: &Element) {
        let (Some(window), Some(target)) = (web_sys::window(), visible(element)) else {
            let _ = self.ring.set_attribute("hidden", "");
            return;
        };
        // The panel takes its smaller form before it is measured.
        let _ = self.panel.class_list().add_1("beside");
        let lit = target.grown(HALO);
        let zoom = zoom(&self.panel);
        put(
            &self.ring,
            zoom,
            &[("left", lit.x), ("top", lit.y), ("width", lit.width), ("height", lit.height)],
        );
        let _ = self.ring.remove_attribute("hidden");
        let view = size(&window);
        let own = self.panel.get_bounding_client_rect();
        if is_narrow() {
            // A sheet at the foot of the page, or at its head if it would hide the element.
            let hidden = lit.y + lit.height > view.height - own.height();
            let _ = self
                .panel
                .class_list()
                .toggle_with_force("at-head", hidden && lit.y > own.height());
            clear(&self.panel);
        } else {
            let card = Size { width: own.width(), height: own.height() };
            let card = place(lit, card, view, self.is_right_to_left);
            put(&self.panel, zoom, &[("left", card.x), ("top", card.y)]);
        }
    }

    /// Puts the light out and the panel back.
    pub fn hide(&self) {
        let _ = self.ring.set_attribute("hidden", "");
        let _ = self.panel.class_list().remove_2("beside", "at-head");
        clear(&self.panel);
    }
}

impl Drop for Spotlight {
    fn drop(&mut self) {
        self.hide();
        self.ring.remove();
    }
}

/// Brings an element into view, if it is not well within.
pub fn bring_into_view(element: &Element) {
    // At once: a light that runs after a page in motion is never where the element is. Options as
    // JSON, because each setter of the bindings would be a function of its own in the glue.
    let options = r#"{"behavior":"instant","block":"center","inline":"nearest"}"#;
    if let Ok(options) = js_sys::JSON::parse(options) {
        element.scroll_into_view_with_scroll_into_view_options(options.unchecked_ref());
    }
}

/// The part of an element that is in view, in pixels of the outermost window.
fn visible(element: &Element) -> Option<Rect> {
    let mut rect = rect(element);
    let mut inside = element.clone();
    loop {
        let document = inside.owner_document()?;
        let window = document.default_view()?;
        let mut around = inside.clone();
        while let Some(parent) = parent(&around) {
            if clips(&parent) {
                rect = rect.common(self::rect(&parent))?;
            }
            around = parent;
        }
        let view = size(&window);
        rect = rect.common(Rect { x: 0.0, y: 0.0, width: view.width, height: view.height })?;
        let Some(frame) = window.frame_element().ok().flatten() else { return Some(rect) };
        let outer = frame.get_bounding_client_rect();
        rect.x += outer.x() + f64::from(frame.client_left());
        rect.y += outer.y() + f64::from(frame.client_top());
        inside = frame;
    }
}

/// The element around another, out of a shadow root into its host.
fn parent(element: &Element) -> Option<Element> {
    element.parent_element().or_else(|| {
        let root = element.get_root_node();
        let host = js_sys::Reflect::get(&root, &"host".into()).ok()?;
        (!host.is_undefined()).then(|| host.unchecked_into())
    })
}

fn clips(element: &Element) -> bool {
    !matches!(element.local_name().as_str(), "html" | "body")
        && !matches!(computed(element, "overflow").as_str(), "" | "visible")
}

fn rect(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect { x: rect.x(), y: rect.y(), width: rect.width(), height: rect.height() }
}

fn size(window: &Window) -> Size {
    let number = |value: Result<wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|value: wasm_bindgen::JsValue| value.as_f64()).unwrap_or(0.0)
    };
    Size { width: number(window.inner_width()), height: number(window.inner_height()) }
}

/// By how much the page enlarges what stands in it, by the property `zoom` of an element around.
fn zoom(element: &Element) -> f64 {
    let zoom = js_sys::Reflect::get(element, &"currentCSSZoom".into()).ok();
    zoom.and_then(|zoom| zoom.as_f64()).filter(|zoom| *zoom > 0.0).unwrap_or(1.0)
}

/// Sets lengths that were measured on the page, where those of an element are enlarged by `zoom`.
fn put(element: &HtmlElement, zoom: f64, values: &[(&str, f64)]) {
    for (name, value) in values {
        let value = value / zoom;
        // Whole pixels: to write fractions would cost every customer 10 KB.
        let _ = element.style().set_property(name, &format!("{}px", value.round() as i32));
    }
}

fn clear(element: &HtmlElement) {
    for name in ["left", "top"] {
        let _ = element.style().remove_property(name);
    }
}
