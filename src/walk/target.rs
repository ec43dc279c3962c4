//! Finding the element of the host's page that a step speaks of.
//!
//! Looks through the page, its open shadow roots and its frames of the same origin. The ways of a
//! step's list are tried in order; of the elements that one way finds, the first in sight counts.

use unstuck_model::guide::Target;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlIFrameElement, Node, ShadowRoot};

use crate::{
    accessible_name::{accessible_name, is_hidden, plain},
    page::computed,
    role::{role, synonym},
};

/// The element that holds the widget, in which nothing is looked for.
pub const OURS: &str = "unstuck-help";

/// A tree of the page that elements are looked for in.
#[derive(Clone, Debug)]
pub enum Root {
    Document(Document),
    Shadow(ShadowRoot),
}

impl Root {
    /// The root as a node.
    pub fn node(&self) -> &Node {
        match self {
            Self::Document(document) => document,
            Self::Shadow(shadow) => shadow,
        }
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let list = match self {
            Self::Document(document) => document.query_selector_all(selector),
            Self::Shadow(shadow) => shadow.query_selector_all(selector),
        };
        // The selector of a writer that is none finds nothing.
        let Ok(list) = list else { return Vec::new() };
        // An element of a frame is of that frame's class, which the bindings would not take for one.
        (0..list.length()).filter_map(|at| Some(list.item(at)?.unchecked_into())).collect()
    }
}

/// The document, and every open shadow root and document of a frame in it.
pub fn roots() -> Vec<Root> {
    let mut roots = Vec::new();
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        push_roots(Root::Document(document), &mut roots);
    }
    roots
}

fn push_roots(root: Root, roots: &mut Vec<Root>) {
    let elements = root.all("*");
    roots.push(root);
    for element in elements {
        let name = element.local_name();
        if name == OURS {
            continue;
        }
        if let Some(shadow) = element.shadow_root() {
            push_roots(Root::Shadow(shadow), roots);
        } else if matches!(name.as_str(), "iframe" | "frame")
            && let Some(inside) = element.unchecked_ref::<HtmlIFrameElement>().content_document()
        {
            push_roots(Root::Document(inside), roots);
        }
    }
}

/// The element that the first way finds that finds any.
pub fn find(targets: &[Target], roots: &[Root]) -> Option<Element> {
    targets.iter().find_map(|target| roots.iter().find_map(|root| find_in(root, target)))
}

fn find_in(root: &Root, target: &Target) -> Option<Element> {
    match target {
        Target::Data(value) => {
            let mut marked = root.all("[data-unstuck-target]").into_iter();
            marked.find(|element| {
                element.get_attribute("data-unstuck-target").as_ref() == Some(value)
                    && is_in_sight(element)
            })
        }
        Target::Css(selector) => root.all(selector).into_iter().find(is_in_sight),
        Target::Role { role: wanted, name } => {
            let wanted = synonym(wanted);
            let name = plain(name);
            root.all("*").into_iter().find(|element| {
                role(element) == wanted
                    && accessible_name(element).eq_ignore_ascii_case(&name)
                    && is_in_sight(element)
                    && !is_out_of_the_tree(element)
            })
        }
        Target::Text(text) => with_text(root, &plain(text)),
    }
}

/// Elements whose text nobody sees, and those that hold all of a page.
const SILENT: [&str; 7] = ["body", "head", "html", "noscript", "script", "style", "template"];

/// The innermost element in sight with a text, or what is pressed by it.
fn with_text(root: &Root, text: &str) -> Option<Element> {
    let holds = |element: &Element| {
        // Long texts are not looked at twice.
        element.text_content().is_some_and(|own| {
            own.len() <= text.len() * 4 + 200 && plain(&own).eq_ignore_ascii_case(text)
        })
    };
    let mut found: Option<Element> = None;
    for element in root.all("*") {
        if SILENT.contains(&element.local_name().as_str()) || !holds(&element) {
            continue;
        }
        match &found {
            // What follows within the first one holds the text more closely.
            Some(outer) if outer.contains(Some(&element)) => found = Some(element),
            Some(_) => break,
            None if is_in_sight(&element) => found = Some(element),
            None => {}
        }
    }
    let found = found?;
    let pressed = found.closest("a[href], button, label, summary, [role=button], [role=link]");
    Some(pressed.ok().flatten().unwrap_or(found))
}

/// Whether an element has a place on the page that can be seen, perhaps after scrolling.
pub fn is_in_sight(element: &Element) -> bool {
    let rect = element.get_bounding_client_rect();
    element.is_connected()
        && rect.width() > 0.0
        && rect.height() > 0.0
        && computed(element, "visibility") == "visible"
}

/// Whether assistive technology passes over an element because of one around it.
fn is_out_of_the_tree(element: &Element) -> bool {
    let mut around = Some(element.clone());
    while let Some(one) = around {
        if is_hidden(&one) {
            return true;
        }
        around = one.parent_element();
    }
    false
}
