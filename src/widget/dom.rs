//! The widget's nodes: elements built by hand, kept up to date by Leptos' effects.
//!
//! Leptos' own renderer compiles code anew for the type of every view and attribute, which made
//! half of what a customer downloads, and it parses templates as HTML, which a host's
//! `require-trusted-types-for` forbids. Here every element has one type, and nothing is parsed.
//! Effects and listeners belong to the owner that was there when they were made: when a part of the
//! page is drawn anew, those of the old part end with it.

use std::cell::RefCell;

use crate::reactive::{RenderEffect, StoredValue};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Document, Element, Event, HtmlElement, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element under construction, or done.
#[derive(Clone)]
pub struct Tag(Element);

/// An element with a class; none, if it is empty. A page without a document has no widget, so that
/// an element that cannot be made is a detached one.
pub fn tag(name: &str, class: &str) -> Tag {
    let made = document().create_element(name).map_or_else(|_| detached(), Tag);
    if class.is_empty() { made } else { made.attr("class", class) }
}

/// An element of SVG.
pub fn svg(name: &str) -> Tag {
    document().create_element_ns(Some(SVG), name).map_or_else(|_| detached(), Tag)
}

fn detached() -> Tag {
    Tag(JsValue::from(document().create_document_fragment()).unchecked_into())
}

fn document() -> Document {
    let document = web_sys::window().and_then(|window| window.document());
    document.unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into())
}

/// A button that does something, with its words.
pub fn button(class: &str, words: &str, act: impl FnMut(Event) + 'static) -> Tag {
    tag("button", class).attr("type", "button").say(words).on("click", act)
}

/// A heading that takes the focus when its view is shown.
pub fn heading(level: &str, class: &str) -> Tag {
    tag(level, class).attr("tabindex", "-1").attr("data-focus", "")
}

impl Tag {
    /// The element itself.
    pub fn element(&self) -> &HtmlElement {
        self.0.unchecked_ref()
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> Self {
        // Only a name that is not one could fail, and ours are written here.
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Sets an attribute if there is a value.
    pub fn attr_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// An attribute that follows its signals, and is not there without a value.
    pub fn live_attr(
        self,
        name: &'static str,
        read: impl Fn() -> Option<&'static str> + 'static,
    ) -> Self {
        follow_attr(self, name, Box::new(read))
    }

    /// A property that follows its signals.
    pub fn live_property(self, name: &'static str, read: impl Fn() -> JsValue + 'static) -> Self {
        follow_property(self, name, Box::new(read))
    }

    /// Adds text.
    pub fn say(self, text: &str) -> Self {
        if !text.is_empty() {
            let _ = self.0.append_with_str_1(text);
        }
        self
    }

    /// The whole text, following its signals.
    pub fn live_text(self, read: impl Fn() -> String + 'static) -> Self {
        follow_text(self, Box::new(read))
    }

    /// Adds an element.
    pub fn with(self, child: Tag) -> Self {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Adds an element if there is one.
    pub fn with_some(self, child: Option<Tag>) -> Self {
        match child {
            Some(child) => self.with(child),
            None => self,
        }
    }

    /// Adds elements.
    pub fn with_all(self, children: Vec<Tag>) -> Self {
        children.into_iter().fold(self, Self::with)
    }

    /// Adds elements that are drawn anew when a signal changes that drawing them has read.
    pub fn live(self, draw: impl Fn() -> Vec<Tag> + 'static) -> Self {
        follow_children(self, Box::new(draw))
    }

    /// Does something at an event.
    pub fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> Self {
        listen(self, event, Box::new(act))
    }
}

// What follows takes boxes, so that it is compiled once and not for each closure of the interface:
// closures are different types, and so is everything that is generic in one.

fn follow_attr(tag: Tag, name: &'static str, read: Box<dyn Fn() -> Option<&'static str>>) -> Tag {
    let element = tag.0.clone();
    watch_boxed(Box::new(move || {
        let _ = match read() {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }));
    tag
}

fn follow_property(tag: Tag, name: &'static str, read: Box<dyn Fn() -> JsValue>) -> Tag {
    let element = tag.0.clone();
    watch_boxed(Box::new(move || {
        let value = read();
        // A field that is set to what it holds would lose the place of its cursor.
        if Reflect::get(&element, &name.into()).as_ref() != Ok(&value) {
            let _ = Reflect::set(&element, &name.into(), &value);
        }
    }));
    tag
}

fn follow_text(tag: Tag, read: Box<dyn Fn() -> String>) -> Tag {
    let element = tag.0.clone();
    watch_boxed(Box::new(move || element.set_text_content(Some(&read()))));
    tag
}

fn follow_children(tag: Tag, draw: Box<dyn Fn() -> Vec<Tag>>) -> Tag {
    let end: Node = document().create_comment("").into();
    let _ = tag.0.append_child(&end);
    let shown: RefCell<Vec<Tag>> = RefCell::default();
    watch_boxed(Box::new(move || {
        let drawn = draw();
        for old in shown.take() {
            old.0.remove();
        }
        if let Some(parent) = end.parent_node() {
            for new in &drawn {
                let _ = parent.insert_before(&new.0, Some(&end));
            }
        }
        shown.replace(drawn);
    }));
    tag
}

fn listen(tag: Tag, event: &str, act: Box<dyn FnMut(Event)>) -> Tag {
    let listener = Closure::wrap(act);
    let function = listener.as_ref().unchecked_ref();
    let _ = tag.0.add_event_listener_with_callback(event, function);
    StoredValue::new_local(listener);
    tag
}

fn watch_boxed(act: Box<dyn Fn()>) {
    StoredValue::new_local(RenderEffect::new(move |_| act()));
}

/// Does something now, and again whenever a signal changes that it has read.
pub fn watch(act: impl Fn() + 'static) {
    watch_boxed(Box::new(act));
}

/// What the field holds in which an event happened.
pub fn value(event: &Event) -> String {
    property(event, "value").as_string().unwrap_or_default()
}

/// Whether the box is ticked in which an event happened.
pub fn is_checked(event: &Event) -> bool {
    property(event, "checked").as_bool().unwrap_or(false)
}

fn property(event: &Event, name: &str) -> JsValue {
    let target = event.target().map(JsValue::from).unwrap_or_default();
    Reflect::get(&target, &name.into()).unwrap_or_default()
}

/// Does something when the browser has drawn what is there now.
pub fn next_frame(act: impl FnOnce() + 'static) {
    next_frame_boxed(Box::new(act));
}

fn next_frame_boxed(act: Box<dyn FnOnce()>) {
    let function = Closure::once_into_js(act);
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(function.unchecked_ref());
    }
}
