//! Watching one step: observers tell of every change that matters, so that waiting on a still page
//! costs nothing.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Timeout;
use js_sys::Function;
use unstuck_model::{
    entry::PagePattern,
    guide::Done,
    walk::{News, Watched},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Element, EventTarget, HtmlElement, IntersectionObserver, KeyboardEvent, MutationObserver,
    ResizeObserver,
};

use crate::{
    listener::Listener,
    page::{address, next_frame, path},
    spotlight::{Spotlight, bring_into_view},
    target,
};

/// How long a target may take to appear, in milliseconds, before the panel takes over.
const PATIENCE: u32 = 5_000;
/// What moves the page under the light, or leads to another page of the site.
const MOVES: [&str; 6] =
    ["scroll", "resize", "popstate", "hashchange", "transitionend", "animationend"];

/// What is observed for one step; all of it ends when this is dropped.
pub struct Watch {
    light: Spotlight,
    step: Watched,
    tell: Function,
    /// The address at which the step began.
    from: String,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    found: Option<Element>,
    /// What was told last.
    told: Option<News>,
    has_drifted: bool,
    is_queued: bool,
    is_done: bool,
    deadline: Option<Timeout>,
    mutations: Option<MutationObserver>,
    sizes: Option<ResizeObserver>,
    edges: Option<IntersectionObserver>,
    listeners: Vec<Listener>,
    on_target: Vec<Listener>,
    closures: Vec<Closure<dyn FnMut()>>,
}

impl Watch {
    /// A watch that has not begun.
    pub fn new(light: Spotlight, step: Watched, tell: Function) -> Rc<Self> {
        Rc::new(Self { light, step, tell, from: address(), state: RefCell::default() })
    }

    /// Looks at the page, and again whenever something changes.
    pub fn begin(self: &Rc<Self>) {
        self.say(News::Looking);
        self.observe();
        self.look();
    }

    /// Moves the focus to the target, if there is one.
    pub fn focus_target(&self) {
        let found = self.state.borrow().found.clone();
        if let Some(found) = found {
            bring_into_view(&found);
            let _ = found.unchecked_ref::<HtmlElement>().focus();
        }
    }

    /// Starts everything that tells of changes.
    fn observe(self: &Rc<Self>) {
        let look = self.later();
        let mutations = MutationObserver::new(look.as_ref().unchecked_ref()).ok();
        let sizes = ResizeObserver::new(look.as_ref().unchecked_ref()).ok();
        let edges = IntersectionObserver::new(look.as_ref().unchecked_ref()).ok();
        let mut listeners = Vec::new();
        if let Some(window) = web_sys::window() {
            let function: Function = look.as_ref().unchecked_ref::<Function>().clone();
            for name in MOVES {
                listeners.push(Listener::of_function(&window, name, function.clone()));
            }
            // Browsers that have it tell of a page that an application shows without a load.
            let navigation =
                js_sys::Reflect::get(&window, &"navigation".into()).unwrap_or_default();
            if navigation.is_object() {
                let navigation: EventTarget = navigation.unchecked_into();
                listeners.push(Listener::of_function(&navigation, "currententrychange", function));
            }
            let weak = Rc::downgrade(self);
            listeners.push(Listener::new(&window, "keydown", move |event| {
                let is_escape =
                    event.dyn_ref::<KeyboardEvent>().is_some_and(|it| it.key() == "Escape");
                // The panel has a way of its own with its keys.
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let is_ours = target.is_some_and(|target| target.local_name() == target::OURS);
                if let Some(watch) = weak.upgrade().filter(|_| is_escape && !is_ours) {
                    watch.say(News::Left);
                }
            }));
        }
        let mut state = self.state.borrow_mut();
        state.mutations = mutations;
        state.sizes = sizes;
        state.edges = edges;
        state.listeners = listeners;
        state.closures.push(look);
    }

    /// A function that looks again before the next paint, however often it is called until then.
    fn later(self: &Rc<Self>) -> Closure<dyn FnMut()> {
        let weak = Rc::downgrade(self);
        Closure::new(move || {
            let Some(watch) = weak.upgrade() else { return };
            if std::mem::replace(&mut watch.state.borrow_mut().is_queued, true) {
                return;
            }
            let weak = Rc::downgrade(&watch);
            next_frame(move || {
                let Some(watch) = weak.upgrade() else { return };
                watch.state.borrow_mut().is_queued = false;
                watch.look();
            });
        })
    }

    /// Looks at the page as it is now.
    fn look(self: &Rc<Self>) {
        if self.state.borrow().is_done {
            return;
        }
        if self.step.on_page.done == Done::Url && self.has_arrived() {
            return self.done();
        }
        let page = self.step.on_page.page.clone();
        if page.is_some_and(|page| !PagePattern(page).matches(&path())) {
            self.lose();
            self.state.borrow_mut().deadline = None;
            return self.say(News::Elsewhere);
        }
        // Who is lit stays lit, also when a better way would find another now.
        let found = self.state.borrow().found.clone();
        if let Some(found) = found.filter(target::is_in_sight) {
            return self.light(found);
        }
        let roots = target::roots();
        if let Some(mutations) = &self.state.borrow().mutations {
            let all = r#"{"childList":true,"subtree":true,"attributes":true,"characterData":true}"#;
            let options = js_sys::JSON::parse(all).unwrap_or_default();
            for root in &roots {
                let _ = mutations.observe_with_options(root.node(), options.unchecked_ref());
            }
        }
        match target::find(&self.step.on_page.targets, &roots) {
            Some(_) if self.step.on_page.done == Done::Visible => self.done(),
            Some(found) => self.light(found),
            None => self.miss(),
        }
    }

    fn light(self: &Rc<Self>, found: Element) {
        let is_new = self.state.borrow().found.as_ref() != Some(&found);
        if is_new {
            self.attach(&found);
            bring_into_view(&found);
            let mut state = self.state.borrow_mut();
            state.found = Some(found.clone());
            state.deadline = None;
        }
        self.light.show(&found);
        self.say(News::Beside);
    }

    /// Listens to a target, and observes its size and its place.
    fn attach(self: &Rc<Self>, element: &Element) {
        let on = |name: &'static str| {
            let weak = Rc::downgrade(self);
            Listener::new(element, name, move |_| {
                if let Some(watch) = weak.upgrade() {
                    watch.done();
                }
            })
        };
        let listeners = match self.step.on_page.done {
            Done::Click => vec![on("click")],
            // Whoever still types is not led away.
            Done::Input => vec![on("change")],
            Done::Visible | Done::Url | Done::Manual => Vec::new(),
        };
        let mut state = self.state.borrow_mut();
        state.on_target = listeners;
        if let Some(sizes) = &state.sizes {
            sizes.disconnect();
            sizes.observe(element);
        }
        if let Some(edges) = &state.edges {
            edges.disconnect();
            edges.observe(element);
        }
    }

    /// The target is not there now; after a while the panel takes over.
    fn miss(self: &Rc<Self>) {
        self.lose();
        let has_drifted = self.state.borrow().has_drifted;
        self.say(if has_drifted { News::Missing } else { News::Looking });
        let mut state = self.state.borrow_mut();
        // A step that waits for something to appear waits as long as it takes.
        if has_drifted || state.deadline.is_some() || self.step.on_page.done == Done::Visible {
            return;
        }
        let weak = Rc::downgrade(self);
        state.deadline = Some(Timeout::new(PATIENCE, move || {
            let Some(watch) = weak.upgrade() else { return };
            watch.state.borrow_mut().has_drifted = true;
            watch.say(News::Drift);
            watch.say(News::Missing);
        }));
    }

    /// Tells the widget; what is told already would only be drawn anew.
    fn say(&self, news: News) {
        if self.state.borrow_mut().told.replace(news) != Some(news) {
            let _ = self.tell.call1(&JsValue::NULL, &news.number().into());
        }
    }

    fn lose(&self) {
        self.light.hide();
        let mut state = self.state.borrow_mut();
        state.found = None;
        state.on_target.clear();
    }

    /// Whether the address is that of the next step, or another one if that names none.
    fn has_arrived(&self) -> bool {
        match &self.step.next_page {
            Some(page) => PagePattern(page.clone()).matches(&path()),
            None => address() != self.from,
        }
    }

    fn done(&self) {
        if !std::mem::replace(&mut self.state.borrow_mut().is_done, true) {
            self.say(News::Done);
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let state = self.state.get_mut();
        if let Some(mutations) = &state.mutations {
            mutations.disconnect();
        }
        if let Some(sizes) = &state.sizes {
            sizes.disconnect();
        }
        if let Some(edges) = &state.edges {
            edges.disconnect();
        }
    }
}
