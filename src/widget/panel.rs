//! The panel: its frame, the way back, and the view inside.

use crate::reactive::{Get, GetUntracked};

use crate::{
    announcer::announcer,
    answer::answer,
    app::{App, View},
    awaited::awaited,
    booked::booked,
    callback::callback,
    dom::{Tag, button, tag},
    draft::draft,
    focus,
    guide::guide,
    home::home,
    icon::{Icon, icon},
    on_page::Spot,
    people::{people, people_footer},
    question::question,
    topic::topic,
    unsent::unsent,
    words::fill,
};

/// The panel and everything in it.
pub fn panel(app: App) -> Tag {
    let words = app.words;
    let content = app.content();
    let name = fill(words.panel_name, &[("company", &content.settings.company)]);
    let sheet = focus::sheet();
    let class = if focus::is_framed() { "panel framed" } else { "panel" };
    let close = button("tool", "", move |_| app.close())
        .attr("aria-label", words.close)
        .with(icon(Icon::Close));
    let head = tag("div", "head")
        .live(move || app.can_go_back().then(|| back(app)).into_iter().collect())
        .with(tag("p", "name").say(&name))
        .with(close);
    let panel = tag("div", class)
        .attr("role", "dialog")
        .attr("aria-label", &name)
        .attr("dir", if content.language.is_right_to_left() { "rtl" } else { "ltr" })
        .attr("lang", content.language.as_str())
        .attr("tabindex", "-1")
        .live_attr("aria-modal", move || {
            // Beside its target the panel leaves the page to the customer.
            (sheet.get() && app.spot.get() != Spot::Beside).then_some("true")
        })
        .live_attr("hidden", move || (!app.shown.get()).then_some(""))
        .with(head)
        .with(tag("div", "view").live(move || draw(app, app.view.get())))
        .live(move || draw_footer(app, &app.view.get()))
        .with(announcer(app));
    focus::follow_view(app, panel.clone());
    let root = panel.clone();
    panel
        .on("keydown", move |event| {
            let sheet = sheet.get_untracked() && app.spot.get_untracked() != Spot::Beside;
            focus::on_key(app, &root, sheet, &event);
        })
        // Keys pressed in the widget are not the host's shortcuts.
        .on("keyup", |event| event.stop_propagation())
        .on("keypress", |event| event.stop_propagation())
}

fn back(app: App) -> Tag {
    button("tool", "", move |_| app.go_back())
        .attr("aria-label", app.words.back)
        .with(icon(Icon::Back))
}

fn draw(app: App, view: View) -> Vec<Tag> {
    match view {
        View::Home => home(app),
        View::Topic(id) => topic(app, &id),
        View::Awaited { id, failed } => awaited(app, &id, failed),
        View::Answer(id) => answer(app, &id),
        View::Guide => guide(app),
        View::People => people(app),
        View::Draft(channel) => draft(app, channel),
        View::Question(asked) => question(app, &asked),
        View::Callback => callback(app),
        View::Unsent(key) => unsent(app, &key),
        View::Booked(accepted) => booked(app, &accepted),
    }
}

/// The way to people stands below every view that does not lead there itself.
fn draw_footer(app: App, view: &View) -> Vec<Tag> {
    match view {
        View::Home
        | View::Topic(_)
        | View::Awaited { .. }
        | View::Answer(_)
        | View::Question(_) => people_footer(app),
        View::Guide
        | View::People
        | View::Draft(_)
        | View::Callback
        | View::Unsent(_)
        | View::Booked(_) => Vec::new(),
    }
}
