//! A guide's step on the host's page: what the panel knows of it.
//!
//! Finding, lighting and watching is the work of a module of its own, which arrives with the first
//! guide that walks on the page. If it cannot be had, the steps go on in the panel.

use std::{cell::RefCell, rc::Rc};

use js_sys::Uint8Array;
use unstuck_model::{
    counts::Counted,
    session::{self, Event as GuideEvent, Place, Session, Status},
    walk::{News, Watched},
};
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use crate::{
    app::{App, View},
    dom::watch,
    focus,
    module::Module,
    reactive::{Get, GetUntracked, Set},
};

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

type Hear = Closure<dyn FnMut(u32)>;

/// A step under way on the page, and the function that hears of it.
struct Walk {
    app: App,
    place: Place,
    /// The guide and the step, as events name them.
    name: String,
    hear: RefCell<Option<Hear>>,
    /// The module, once it watches.
    module: RefCell<Option<Module>>,
}

thread_local! {
    /// The step that is walked; there is one at a time.
    static WALK: RefCell<Option<Rc<Walk>>> = const { RefCell::new(None) };
}

/// Follows the session from step to step on the page.
pub fn follow(app: App, panel: HtmlElement) {
    watch(move || {
        let shown = app.shown.get() && app.view.get() == View::Guide && !app.in_panel.get();
        let session = app.session.get().filter(|session| session.status == Status::Walking);
        end();
        let watched = session.filter(|_| shown && !focus::is_framed()).and_then(|session| {
            let watched = watched(app, &session)?;
            Some((session, watched))
        });
        match watched {
            Some((session, watched)) => begin(app, panel.clone(), &session, watched),
            None => app.spot.set(Spot::Panel),
        }
    });
}

/// What is to be watched for the session's step, if it happens on the page.
fn watched(app: App, session: &Session) -> Option<Watched> {
    let library = app.library();
    let on_page = session.step(&*library)?.on_page.clone()?;
    let customer = app.customer.get_untracked();
    let (after, _) = session::next(&*library, &customer, session.clone(), GuideEvent::Next);
    let following = after.step(&*library).and_then(|step| step.on_page.clone());
    Some(Watched {
        on_page,
        next_page: following.and_then(|on_page| on_page.page),
        is_right_to_left: app.content().language.is_right_to_left(),
    })
}

fn begin(app: App, panel: HtmlElement, session: &Session, watched: Watched) {
    let walk = Rc::new(Walk {
        app,
        place: session.place.clone(),
        name: app.place(session),
        hear: RefCell::default(),
        module: RefCell::default(),
    });
    let weak = Rc::downgrade(&walk);
    let hear = Hear::new(move |number| {
        if let (Some(walk), Some(news)) = (weak.upgrade(), News::of(number)) {
            walk.hear(news);
        }
    });
    let tell = hear.as_ref().clone();
    walk.hear.replace(Some(hear));
    WALK.set(Some(Rc::clone(&walk)));
    app.spot.set(Spot::Looking);
    let step = unstuck_pack::to_bytes(&watched);
    spawn_local(async move {
        let module = Module::get(&app.options(), "walk").await;
        // The customer may have gone on while it was on its way.
        let is_current =
            WALK.with_borrow(|now| now.as_ref().is_some_and(|now| Rc::ptr_eq(now, &walk)));
        if !is_current {
            return;
        }
        match module {
            Some(module) => {
                let step = Uint8Array::from(step.as_slice());
                walk.module.replace(Some(module.clone()));
                module.call("begin", &[panel.into(), step.into(), tell]);
            }
            None => app.spot.set(Spot::Panel),
        }
    });
}

impl Walk {
    fn hear(&self, news: News) {
        let spot = match news {
            News::Looking => Spot::Looking,
            News::Elsewhere => Spot::Elsewhere,
            News::Missing => Spot::Missing,
            News::Beside => Spot::Beside,
            News::Drift => {
                self.app.count(Counted::Drift, &self.name);
                return self.app.options().emit("drift", &self.name);
            }
            News::Done => return self.app.step(GuideEvent::StepDone(self.place.clone())),
            News::Left => return self.app.leave_page(),
        };
        self.app.spot.set(spot);
    }
}

/// Ends the walk, as the widget does when it is taken away.
pub fn end() {
    if let Some(module) = WALK.take().and_then(|walk| walk.module.take()) {
        module.call("end", &[]);
    }
}

/// Moves the focus to the target, as a keyboard needs it.
pub fn focus_target() {
    let module = WALK.with_borrow(|walk| walk.as_ref()?.module.borrow().clone());
    if let Some(module) = module {
        module.call("focus_target", &[]);
    }
}
