//! A guide, a step at a time.

use crate::reactive::{Get, Set};
use unstuck_model::{
    guide::{Done, Step},
    session::{Event, Progress, Session, Status},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::{
    answer::{article, related},
    app::App,
    body,
    dom::{Tag, button, heading, is_checked, tag},
    feedback::feedback,
    focus,
    icon::{Icon, icon},
    on_page::{self, Spot},
    phone_code::to_phone,
    words::fill,
};

/// The step of the guide under way, with its choices and the ways out. The session alone decides
/// what is drawn; each step is drawn anew.
pub fn guide(app: App) -> Vec<Tag> {
    let draw = move || app.session.get().map(|session| draw(app, &session)).unwrap_or_default();
    vec![tag("div", "").live(draw)]
}

fn draw(app: App, session: &Session) -> Vec<Tag> {
    let library = app.library();
    let Some(entry) = library.entry(&session.place.guide) else { return Vec::new() };
    let progress = session.progress(&*library, &app.customer.get());
    let mut article = article(app, entry)
        .attr("class", "guide")
        .with(tag("h2", "guide-title").say(&entry.title))
        .with_all(bar(app, progress, session.status));
    match session.status {
        Status::Walking => {
            let at_start = session.trail.is_empty() && session.place.step == 0;
            if let Some(guide) = entry.guide().filter(|_| at_start) {
                article = article.with(body::body(app, &guide.intro));
            }
            let step = session.step(&*library).cloned();
            let on_page = step.as_ref().and_then(|step| step.on_page.as_ref());
            let page = on_page.and_then(|on_page| on_page.page.clone());
            article = article
                .live(move || spot_note(app, page.as_deref()))
                .with_some(step.map(|step| walking(app, session, &step)))
                .live(move || way_to_target(app));
        }
        Status::Ended => {
            article = article
                .with(heading("h3", "step-title").say(app.words.guide_done))
                .with(feedback(app))
                .with_some(related(app, entry));
        }
    }
    let to_phone = match session.status {
        Status::Walking => to_phone(app, session),
        Status::Ended => Vec::new(),
    };
    vec![article, ways_out(app, session.trail.is_empty(), to_phone)]
}

/// A bar that claims no more than the longest way allows.
fn bar(app: App, progress: Progress, status: Status) -> Vec<Tag> {
    let words = app.words;
    let (percent, said) = match (status, progress.left) {
        (Status::Ended, _) => (100, String::new()),
        (Status::Walking, 0) => (progress.percent(), words.progress_last.to_owned()),
        (Status::Walking, 1) => (progress.percent(), words.progress_one.to_owned()),
        (Status::Walking, n) => {
            (progress.percent(), fill(words.progress_many, &[("n", &n.to_string())]))
        }
    };
    let done = tag("div", "progress-done");
    // A style attribute would be forbidden by many hosts' policies; a property is not.
    let _ = done.element().style().set_property("width", &format!("{percent}%"));
    vec![
        tag("div", "progress").attr("aria-hidden", "true").with(done),
        tag("p", "progress-text").say(&said),
    ]
}

/// What the customer has to know of the step's place on the page.
fn spot_note(app: App, page: Option<&str>) -> Vec<Tag> {
    let words = app.words;
    let note = |text: &str| vec![tag("p", "spot-note").say(text)];
    match app.spot.get() {
        Spot::Panel if app.in_panel.get() => {
            let again = button("inline", words.show_on_page, move |_| app.in_panel.set(false));
            vec![tag("p", "spot-note").with(again)]
        }
        Spot::Panel | Spot::Looking | Spot::Beside => Vec::new(),
        Spot::Elsewhere => {
            // A pattern with a wildcard is no address.
            let page = page.filter(|page| !page.contains('*'));
            let there = page.map(|page| tag("a", "").attr("href", page).say(words.to_page));
            let text = tag("p", "spot-note").say(words.elsewhere);
            vec![if there.is_some() { text.say(" ") } else { text }.with_some(there)]
        }
        Spot::Missing => note(words.not_on_page),
    }
}

/// A keyboard's way from the card to the target.
fn way_to_target(app: App) -> Vec<Tag> {
    if app.spot.get() != Spot::Beside {
        return Vec::new();
    }
    let there = button("inline", app.words.to_target, |_| on_page::focus_target());
    vec![tag("p", "spot-note").with(there)]
}

fn walking(app: App, session: &Session, step: &Step) -> Tag {
    let words = app.words;
    let title = body::inlines(app, heading("h3", "step-title"), &step.title);
    let section = tag("section", "step")
        .attr("data-step", step.id.as_str())
        .with(title)
        .with(body::body(app, &step.body));
    let section = keep_ticks(app, session, section);
    if step.choices.is_empty() {
        let label = if step.ends { words.finish } else { words.next };
        // Where the page shows that the step is done, the button is only the way past it.
        let waits = step.on_page.as_ref().is_some_and(|on_page| on_page.done != Done::Manual);
        let class = if waits { "button" } else { "button primary" };
        let beside = move || waits && app.spot.get() == Spot::Beside;
        let on = button(class, "", move |_| {
            app.step(if beside() { Event::Skip } else { Event::Next });
        });
        return section
            .with(on.live_text(move || if beside() { words.skip } else { label }.to_owned()));
    }
    let choices = step.choices.iter().enumerate().map(|(index, choice)| {
        let press = button("choice", "", move |_| app.step(Event::Choose(index)))
            .attr("data-result", "")
            .on("keydown", |event| focus::move_in_list(&event))
            .with(body::inlines(app, tag("span", ""), &choice.label))
            .with(icon(Icon::Forward));
        tag("li", "").with(press)
    });
    let list = tag("ul", "choices").attr("aria-label", words.choices);
    section.with(list.with_all(choices.collect()))
}

/// The boxes of the step's checklists, as the session knows them.
fn keep_ticks(app: App, session: &Session, section: Tag) -> Tag {
    let boxes = focus::elements(section.element(), ".checks input");
    for (item, ticked) in boxes.iter().enumerate() {
        ticked.unchecked_ref::<HtmlInputElement>().set_checked(session.is_ticked(item));
    }
    section.on("change", move |event| {
        let target = event.target();
        let item = boxes.iter().position(|one| target.as_ref() == Some(one.as_ref()));
        if let Some(item) = item {
            app.tick(item, is_checked(&event));
        }
    })
}

fn ways_out(app: App, first: bool, to_phone: Vec<Tag>) -> Tag {
    let words = app.words;
    let mut out = tag("div", "ways-out");
    if !first {
        out = out.with(button("inline", words.back, move |_| app.step(Event::Back))).with(button(
            "inline",
            words.restart,
            move |_| app.step(Event::Restart),
        ));
    }
    out.with(button("inline stuck", words.still_stuck, move |_| app.to_people(None)))
        .with_all(to_phone)
}
