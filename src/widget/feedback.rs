//! "Did this help?", below an answer and at the end of a guide.

use crate::reactive::{Get, RwSignal, Set};

use crate::{
    app::App,
    dom::{Tag, button, tag},
    people::first_ways,
};

/// The question, and what follows from either reply.
pub fn feedback(app: App) -> Tag {
    let reply = RwSignal::new(None::<bool>);
    tag("section", "feedback").live(move || match reply.get() {
        None => question(app, reply),
        Some(true) => vec![tag("p", "").say(app.words.helped_thanks), ask_again(app)],
        Some(false) => {
            let mut parts = vec![tag("p", "").say(app.words.not_helped)];
            parts.extend(first_ways(app));
            parts.push(ask_again(app));
            parts
        }
    })
}

fn question(app: App, reply: RwSignal<Option<bool>>) -> Vec<Tag> {
    let words = app.words;
    let say = move |helped: bool| {
        app.helped(helped);
        reply.set(Some(helped));
        let said = if helped { words.helped_thanks } else { words.not_helped };
        app.announcement.set(said.to_owned());
    };
    let replies = tag("div", "row")
        .attr("role", "group")
        .attr("aria-labelledby", "u-helped")
        .with(button("button", words.yes, move |_| say(true)))
        .with(button("button", words.no, move |_| say(false)));
    let asked = tag("h3", "feedback-question").attr("id", "u-helped").say(words.helped_question);
    vec![asked, replies]
}

fn ask_again(app: App) -> Tag {
    button("inline", app.words.ask_else, move |_| app.ask_again())
}
