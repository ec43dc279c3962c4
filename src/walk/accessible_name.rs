//! The name of an element of the host's page, as assistive technology reads it.
//!
//! Source: Accessible Name and Description Computation 1.2, and HTML-AAM 1.0 for what tags say.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlInputElement, Node, ShadowRoot};

use crate::{page::computed, role::role};

/// Names go no deeper than this, whatever a page nests.
const DEEPEST: usize = 60;

/// The name of an element, its spaces single.
pub fn accessible_name(element: &Element) -> String {
    let own = by_author(element);
    let name = if own.is_empty() { by_tag(element) } else { own };
    let name =
        if name.is_empty() && takes_content(&role(element)) { content(element, 0) } else { name };
    let name = plain(&name);
    if !name.is_empty() {
        return name;
    }
    let attribute = |key: &str| plain(&element.get_attribute(key).unwrap_or_default());
    let title = attribute("title");
    if title.is_empty() && is_field(element) { attribute("placeholder") } else { title }
}

/// The name that `aria-labelledby` or `aria-label` give.
pub fn by_author(element: &Element) -> String {
    let referred = element.get_attribute("aria-labelledby").unwrap_or_default();
    let parts = referred.split_ascii_whitespace().filter_map(|id| {
        let other = by_id(element, id)?;
        let label = label_attribute(&other);
        Some(if label.is_empty() { referred_text(&other) } else { label })
    });
    let joined = plain(&parts.collect::<Vec<_>>().join(" "));
    if joined.is_empty() { label_attribute(element) } else { joined }
}

/// A text with single spaces and none at its ends.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn label_attribute(element: &Element) -> String {
    plain(&element.get_attribute("aria-label").unwrap_or_default())
}

/// What an element says to which another refers: its native name, or all it holds.
fn referred_text(element: &Element) -> String {
    let own = by_tag(element);
    if own.is_empty() { content(element, 0) } else { own }
}

/// The element with an id in the same tree.
fn by_id(element: &Element, id: &str) -> Option<Element> {
    // What comes from a frame is of that frame's classes, so that kinds of nodes are asked for.
    let root: Node = element.get_root_node();
    match root.node_type() {
        Node::DOCUMENT_FRAGMENT_NODE => root.unchecked_ref::<ShadowRoot>().get_element_by_id(id),
        Node::DOCUMENT_NODE => root.unchecked_ref::<Document>().get_element_by_id(id),
        _ => None,
    }
}

/// What the tag's own means say: labels, alternative texts, captions, the words of a button.
fn by_tag(element: &Element) -> String {
    let child = |selector: &str| {
        let found = element.query_selector(selector).ok().flatten();
        found.map(|found| content(&found, 0)).unwrap_or_default()
    };
    let attribute = |name: &str| element.get_attribute(name).unwrap_or_default();
    match element.local_name().as_str() {
        "img" | "area" => attribute("alt"),
        "input" => {
            let kind = attribute("type").to_ascii_lowercase();
            let labels = labels(element);
            match kind.as_str() {
                _ if !labels.is_empty() => labels,
                "button" => attribute("value"),
                "submit" if !element.has_attribute("value") => "Submit".to_owned(),
                "reset" if !element.has_attribute("value") => "Reset".to_owned(),
                "submit" | "reset" => attribute("value"),
                "image" => [attribute("alt"), attribute("title"), "Submit".to_owned()]
                    .into_iter()
                    .find(|name| !name.is_empty())
                    .unwrap_or_default(),
                _ => String::new(),
            }
        }
        "select" | "textarea" | "meter" | "output" | "progress" | "button" => labels(element),
        "fieldset" => child(":scope > legend"),
        "table" => child(":scope > caption"),
        "optgroup" => attribute("label"),
        "option" => attribute("label"),
        "svg" => child(":scope > title"),
        _ => String::new(),
    }
}

/// The texts of the labels of a form's field.
fn labels(element: &Element) -> String {
    // Every element that can be labelled has `labels`, of which the bindings know some.
    let Some(list) = element.unchecked_ref::<HtmlInputElement>().labels() else {
        return String::new();
    };
    let texts = (0..list.length()).filter_map(|at| {
        let label: Element = list.item(at)?.unchecked_into();
        let written = label_attribute(&label);
        Some(if written.is_empty() { content_without(&label, element, 0) } else { written })
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// Whether a role is named by what stands in the element.
fn takes_content(role: &str) -> bool {
    matches!(
        role,
        "button"
            | "cell"
            | "checkbox"
            | "columnheader"
            | "gridcell"
            | "heading"
            | "link"
            | "menuitem"
            | "menuitemcheckbox"
            | "menuitemradio"
            | "option"
            | "radio"
            | "rowheader"
            | "switch"
            | "tab"
            | "tooltip"
            | "treeitem"
    )
}

fn is_field(element: &Element) -> bool {
    matches!(element.local_name().as_str(), "input" | "textarea")
}

fn content(element: &Element, depth: usize) -> String {
    content_without(element, element, depth)
}

/// What stands in an element, without one that is named by it.
fn content_without(element: &Element, named: &Element, depth: usize) -> String {
    let mut out = String::new();
    let mut next = element.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        if node.node_type() == Node::TEXT_NODE {
            out.push_str(&node.text_content().unwrap_or_default());
            continue;
        }
        if node.node_type() != Node::ELEMENT_NODE {
            continue;
        }
        let child: &Element = node.unchecked_ref();
        if child == named || depth > DEEPEST || is_hidden(child) {
            continue;
        }
        let inner = part(child, named, depth + 1);
        if is_inline(child) {
            out.push_str(&inner);
        } else {
            out.push(' ');
            out.push_str(&inner);
            out.push(' ');
        }
    }
    out
}

/// What one element gives to the name of another around it.
fn part(child: &Element, named: &Element, depth: usize) -> String {
    let written = label_attribute(child);
    if !written.is_empty() {
        return written;
    }
    match child.local_name().as_str() {
        // A field within a label says what it holds.
        "input" | "textarea" => {
            let field = child.unchecked_ref::<HtmlInputElement>();
            match field.type_().as_str() {
                "checkbox" | "radio" => String::new(),
                _ => field.value(),
            }
        }
        "select" => {
            let chosen = child.query_selector("option:checked").ok().flatten();
            chosen.and_then(|option| option.text_content()).unwrap_or_default()
        }
        "br" => " ".to_owned(),
        _ => {
            let own = by_tag(child);
            if own.is_empty() { content_without(child, named, depth) } else { own }
        }
    }
}

/// Whether assistive technology passes over an element.
pub fn is_hidden(element: &Element) -> bool {
    element.get_attribute("aria-hidden").as_deref() == Some("true")
        || computed(element, "display") == "none"
        || computed(element, "visibility") == "hidden"
}

fn is_inline(element: &Element) -> bool {
    matches!(computed(element, "display").as_str(), "inline" | "contents")
}
