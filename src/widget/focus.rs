//! Where the keyboard is: focus that follows the view, and the keys of the panel.

use crate::reactive::{Get, GetUntracked, RwSignal, Set, Track, WithUntracked};
use unstuck_model::{session::Event as GuideEvent, walk::SHEET};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::{
    app::{App, View},
    dom::{Tag, next_frame, watch},
    on_page::Spot,
};

/// What the Tab key can reach.
const REACHABLE: &str = "button, a[href], input, select, textarea, [tabindex='0']";

/// Whether the panel is a sheet over the page.
pub fn sheet() -> RwSignal<bool> {
    let sheet = RwSignal::new(is_narrow());
    if let Some(list) = media() {
        let changed = Closure::<dyn FnMut()>::new(move || {
            let _ = sheet.try_set(is_narrow());
        });
        list.set_onchange(Some(changed.as_ref().unchecked_ref()));
        // The list and its listener live as long as the page.
        changed.forget();
        std::mem::forget(list);
    }
    sheet
}

fn media() -> Option<web_sys::MediaQueryList> {
    web_sys::window()?.match_media(SHEET).ok().flatten()
}

/// Whether the window is so narrow that the panel is a sheet.
pub fn is_narrow() -> bool {
    matches(SHEET)
}

/// Whether a media query matches now.
pub fn matches(query: &str) -> bool {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    list.is_some_and(|list| list.matches())
}

/// Moves the focus to what a new view or step is about.
pub fn follow_view(app: App, panel: Tag) {
    watch(move || {
        app.openings.track();
        app.session.track();
        let view = app.view.get();
        if !app.shown.get_untracked() {
            return;
        }
        let panel = panel.clone();
        // The view is drawn by effects of its own; the next frame has it.
        next_frame(move || focus_on(panel.element(), &view));
    });
}

fn focus_on(panel: &HtmlElement, view: &View) {
    // A keyboard that jumps up would hide half of a phone's screen.
    let wanted = if *view == View::Home && is_narrow() {
        None
    } else {
        panel.query_selector("[data-focus]").ok().flatten()
    };
    let wanted = wanted.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let _ = wanted.as_ref().unwrap_or(panel).focus();
    if let Some(scrolled) = panel.query_selector(".view").ok().flatten() {
        scrolled.set_scroll_top(0);
    }
}

/// The keys of the whole panel.
pub fn on_key(app: App, panel: &Tag, sheet: bool, event: &Event) {
    event.stop_propagation();
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    if event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let key = event.key();
    match key.as_str() {
        "Escape" => {
            event.prevent_default();
            step_back(app);
        }
        "Tab" if sheet => keep_inside(panel.element(), event),
        digit if !is_typing(event) => {
            if let Some(number) = digit.parse::<usize>().ok().filter(|n| (1..=9).contains(n))
                && app.view.get_untracked() == View::Guide
            {
                app.step(GuideEvent::Choose(number - 1));
            }
        }
        _ => {}
    }
}

/// Escape undoes the nearest thing first: the question, then the view, then the panel.
fn step_back(app: App) {
    let home = app.view.get_untracked() == View::Home;
    if app.spot.get_untracked() == Spot::Beside {
        app.leave_page();
    } else if home && !app.query.with_untracked(String::is_empty) {
        app.type_query(String::new());
    } else if app.can_go_back() {
        app.go_back();
    } else {
        app.close();
    }
}

fn is_typing(event: &KeyboardEvent) -> bool {
    event.target().and_then(|target| target.dyn_into::<Element>().ok()).is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

/// Tab goes round within a sheet, which hides the page.
fn keep_inside(root: &HtmlElement, event: &KeyboardEvent) {
    let all = elements(root, REACHABLE);
    let active = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let goal = if event.shift_key() {
        let at_start = active == all.first().cloned() || active.as_ref() == Some(root);
        at_start.then(|| all.last()).flatten()
    } else {
        (active == all.last().cloned()).then(|| all.first()).flatten()
    };
    if let Some(goal) = goal {
        event.prevent_default();
        let _ = goal.focus();
    }
}

/// The down arrow moves from the search field into the list.
pub fn into_list(event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    if event.key() == "ArrowDown" {
        event.prevent_default();
        if let Some(first) = results(event).first() {
            let _ = first.focus();
        }
    }
}

/// A list that is about to be drawn anew gives the focus back to where it was in it: to the same
/// entry, or to the first.
pub fn keep_in_list(list: &Tag) {
    let list = list.element().clone();
    let held = list.query_selector("[data-result]:focus").ok().flatten();
    let Some(entry) = held.and_then(|held| held.get_attribute("data-entry")) else { return };
    // Before the next event, when the new list stands there.
    spawn_local(async move {
        let all = elements(&list, "[data-result]");
        let same = all.iter().find(|one| one.get_attribute("data-entry").as_ref() == Some(&entry));
        if let Some(goal) = same.or(all.first()) {
            let _ = goal.focus();
        }
    });
}

/// Arrows move within a list of results or choices; up from the first returns to the field.
pub fn move_in_list(event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    let all = results(event);
    let here = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let at = all.iter().position(|element| Some(element) == here.as_ref()).unwrap_or(0);
    let goal = match event.key().as_str() {
        "ArrowDown" => all.get(at + 1).cloned(),
        "ArrowUp" if at == 0 => panel(event).and_then(|panel| {
            panel.query_selector(".ask-field").ok()??.dyn_into::<HtmlElement>().ok()
        }),
        "ArrowUp" => all.get(at - 1).cloned(),
        "Home" => all.first().cloned(),
        "End" => all.last().cloned(),
        _ => return,
    };
    event.prevent_default();
    if let Some(goal) = goal {
        let _ = goal.focus();
    }
}

fn panel(event: &KeyboardEvent) -> Option<Element> {
    event.current_target()?.dyn_into::<Element>().ok()?.closest(".panel").ok()?
}

fn results(event: &KeyboardEvent) -> Vec<HtmlElement> {
    panel(event).map(|panel| elements(&panel, "[data-result]")).unwrap_or_default()
}

/// The elements below one that a selector finds.
pub fn elements(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into::<HtmlElement>().ok())
        .collect()
}

/// Whether the customer's main pointer is a finger.
pub fn is_touch() -> bool {
    matches("(pointer: coarse)")
}

/// Whether the widget has a frame of its own on the help origin, and so the whole window.
pub fn is_framed() -> bool {
    web_sys::window()
        .and_then(|window| window.location().pathname().ok())
        .is_some_and(|path| path.ends_with("/frame.html"))
}
