//! A guide's step on the host's page: finds its target, lights it, and waits until it is done.
//!
//! Observers tell of every change that matters, so that waiting on a still page costs nothing. If
//! the target does not come in time the step goes on in the panel, with the same words.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Timeout;
use js_sys::Function;
use unstuck_model::{
    entry::PagePattern,
    guide::{Done, OnPage},
    session::{self, Event as GuideEvent, Place, Session, Status},
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{
    Element, Event, EventTarget, IntersectionObserver, KeyboardEvent, MutationObserver,
    ResizeObserver,
};

use crate::{
    app::{App, View},
    dom::watch,
    focus,
    reactive::{Get, GetUntracked, Set},
    spotlight::{Spotlight, bring_into_view},
    target,
};

/// How long a target may take to appear, in milliseconds, before the panel takes over.
const PATIENCE: u32 = 5_000;
/// What moves the page under the light, or leads to another page of the site.
const MOVES: [&str; 6] =
    ["scroll", "resize", "popstate", "hashchange", "transitionend", "animationend"];

/// Where the step under way is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spot {
    /// In the panel.
    #[default]
    Panel,
    /// In the panel, because it happens on another page.
    Elsewhere,
    /// In the panel, while its target is looked for.
    Looking,
    /// In the panel, because its target is not on the page.
    Missing,
    /// Beside its target.
    Beside,
}

thread_local! {
    /// The step that is watched; there is one at a time.
    static WATCHED: RefCell<Option<Rc<Watch>>> = const { RefCell::new(None) };
}

/// Follows the session from step to step on the page.
pub fn follow(app: App, light: Spotlight) {
    watch(move || {
        let shown = app.shown.get() && app.view.get() == View::Guide && !app.in_panel.get();
        let session = app.session.get().filter(|session| session.status == Status::Walking);
        WATCHED.take();
        light.hide();
        let on_page = session.filter(|_| shown && !focus::is_framed()).and_then(|session| {
            let on_page = session.step(&*app.library())?.on_page.clone()?;
            Some((session, on_page))
        });
        match on_page {
            Some((session, on_page)) => Watch::begin(app, light.clone(), &session, on_page),
            None => app.spot.set(Spot::Panel),
        }
    });
}

/// Ends the watch, as the widget does when it is taken away.
pub fn end() {
    WATCHED.take();
}

/// Moves the focus to the target, as a keyboard needs it.
pub fn focus_target() {
    let found = WATCHED.with_borrow(|watch| watch.as_ref()?.state.borrow().found.clone());
    if let Some(found) = found {
        bring_into_view(&found);
        let element: &web_sys::HtmlElement = found.unchecked_ref();
        let _ = element.focus();
    }
}

/// What is observed for one step; all of it ends when this is dropped.
struct Watch {
    app: App,
    light: Spotlight,
    on_page: OnPage,
    /// The page of the step that follows, if it names one.
    next_page: Option<String>,
    /// The address at which the step began.
    from: String,
    place: Place,
    name: String,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    found: Option<Element>,
    is_told: bool,
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
    fn begin(app: App, light: Spotlight, session: &Session, on_page: OnPage) {
        let library = app.library();
        let (after, _) = session::next(
            &*library,
            &app.customer.get_untracked(),
            session.clone(),
            GuideEvent::Next,
        );
        let following = after.step(&*library).and_then(|step| step.on_page.clone());
        let step = session.step(&*library).map_or("", |step| step.id.as_str());
        let watch = Rc::new(Self {
            app,
            light,
            on_page,
            next_page: following.and_then(|on_page| on_page.page),
            from: address(),
            place: session.place.clone(),
            name: format!("{}/{step}", session.place.guide),
            state: RefCell::default(),
        });
        WATCHED.set(Some(Rc::clone(&watch)));
        app.spot.set(Spot::Looking);
        watch.observe();
        watch.look();
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
                    watch.app.leave_page();
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
            crate::dom::next_frame(move || {
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
        if self.on_page.done == Done::Url && self.has_arrived() {
            return self.done();
        }
        let page = self.on_page.page.clone();
        if page.is_some_and(|page| !PagePattern(page).matches(&path())) {
            self.lose();
            self.state.borrow_mut().deadline = None;
            return self.tell(Spot::Elsewhere);
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
        match target::find(&self.on_page.targets, &roots) {
            Some(_) if self.on_page.done == Done::Visible => self.done(),
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
        // The panel takes its smaller form before it is measured.
        let _ = self.light.panel.class_list().add_1("beside");
        self.light.show(&found);
        self.tell(Spot::Beside);
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
        let listeners = match self.on_page.done {
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
        let mut state = self.state.borrow_mut();
        self.tell(if state.is_told { Spot::Missing } else { Spot::Looking });
        // A step that waits for something to appear waits as long as it takes.
        if state.is_told || state.deadline.is_some() || self.on_page.done == Done::Visible {
            return;
        }
        let weak = Rc::downgrade(self);
        state.deadline = Some(Timeout::new(PATIENCE, move || {
            let Some(watch) = weak.upgrade() else { return };
            watch.state.borrow_mut().is_told = true;
            watch.tell(Spot::Missing);
            watch.app.options().emit("drift", &watch.name);
        }));
    }

    /// Says where the step is shown; what is said already would only be drawn anew.
    fn tell(&self, spot: Spot) {
        if self.app.spot.get_untracked() != spot {
            self.app.spot.set(spot);
        }
    }

    fn lose(&self) {
        self.light.hide();
        let _ = self.light.panel.class_list().remove_1("beside");
        let mut state = self.state.borrow_mut();
        state.found = None;
        state.on_target.clear();
    }

    /// Whether the address is that of the next step, or another one if that names none.
    fn has_arrived(&self) -> bool {
        match &self.next_page {
            Some(page) => PagePattern(page.clone()).matches(&path()),
            None => address() != self.from,
        }
    }

    fn done(&self) {
        if !std::mem::replace(&mut self.state.borrow_mut().is_done, true) {
            self.app.step(GuideEvent::StepDone(self.place.clone()));
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
        let _ = self.light.panel.class_list().remove_1("beside");
    }
}

/// A listener that ends when it is dropped; it hears of events before the page's own.
struct Listener {
    target: EventTarget,
    name: &'static str,
    function: Function,
    _closure: Option<Closure<dyn FnMut(Event)>>,
}

impl Listener {
    fn new(target: &EventTarget, name: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(act);
        let function = closure.as_ref().unchecked_ref::<Function>().clone();
        let mut listener = Self::of_function(target, name, function);
        listener._closure = Some(closure);
        listener
    }

    fn of_function(target: &EventTarget, name: &'static str, function: Function) -> Self {
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

fn path() -> String {
    let location = web_sys::window().map(|window| window.location());
    location.and_then(|location| location.pathname().ok()).unwrap_or_default()
}

fn address() -> String {
    let location = web_sys::window().map(|window| window.location());
    location.and_then(|location| location.href().ok()).unwrap_or_default()
}
