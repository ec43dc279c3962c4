//! A callback that is not sent yet, was sent meanwhile, or could not be sent.

use unstuck_model::outbox::State;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{App, Booked, View},
    clock,
    dom::{Tag, button, heading, tag},
    outbox,
    people::ways_list,
    reactive::{Get, GetUntracked, Memo, RwSignal, Set, Update, With},
    words::fill,
};

/// What becomes of the callback with a key.
pub fn unsent(app: App, key: &str) -> Vec<Tag> {
    let own = key.to_owned();
    // Drawn anew only when it stands otherwise, so that a press leaves the focus where it is.
    let state = Memo::new(move |_| app.outbox.of(&own).map(|kept| kept.state));
    let key = key.to_owned();
    vec![tag("div", "").live(move || draw(app, &key, state.get()))]
}

fn draw(app: App, key: &str, state: Option<State>) -> Vec<Tag> {
    let words = app.words;
    match state {
        Some(State::Waiting) => waiting(app, key),
        Some(State::Sent(_)) | None => vec![heading("h2", "title").say(words.people_heading)]
            .into_iter()
            .chain(ways_list(app))
            .collect(),
        Some(State::Refused { .. } | State::GivenUp) => failed(app),
    }
}

fn waiting(app: App, key: &str) -> Vec<Tag> {
    let words = app.words;
    let trying = RwSignal::new(false);
    let again = button("button primary", "", move |_| {
        if trying.get_untracked() {
            return;
        }
        trying.set(true);
        spawn_local(async move {
            outbox::retry(app).await;
            if trying.try_set(false).is_none() {
                app.announcement.set(words.unsent_still.to_owned());
            } else {
                // Something else stands here now, and the focus goes to its heading.
                app.openings.update(|n| *n += 1);
            }
        });
    })
    .live_attr("aria-disabled", move || trying.get().then_some("true"))
    .live_text(move || if trying.get() { words.form_sending } else { words.unsent_try }.to_owned());
    let own = key.to_owned();
    let forget = button("button", words.unsent_forget, move |_| {
        outbox::forget(app, &own);
        app.to_people(None);
    });
    let more = move || {
        if app.outbox.keeps.get() { words.unsent_more } else { words.unsent_not_kept }.to_owned()
    };
    let mut parts = vec![
        heading("h2", "title").say(words.unsent),
        tag("p", "").attr("data-unsent", "").live_text(more),
        tag("div", "row stacked").with(again).with(forget),
        tag("h3", "label").say(words.people_link),
    ];
    parts.extend(ways_list(app));
    parts
}

fn failed(app: App) -> Vec<Tag> {
    let again = button("button primary", app.words.try_again, move |_| app.show(View::Callback));
    let mut parts = vec![
        heading("h2", "title").say(app.words.not_sent),
        tag("p", "").say(app.words.not_sent_more),
        tag("p", "").with(again),
    ];
    parts.extend(ways_list(app));
    parts
}

/// A line for each callback of which the customer has yet to hear.
pub fn notes(app: App) -> Tag {
    tag("div", "").live(move || {
        app.outbox.all.with(|all| {
            let callbacks = all.iter().filter_map(|kept| Some((kept, kept.slot?)));
            callbacks
                .map(|(kept, slot)| {
                    let words = app.words;
                    let title = match &kept.state {
                        State::Waiting => words.unsent.to_owned(),
                        State::Sent(taken) => fill(words.sent_later, &[("code", &taken.reference)]),
                        State::Refused { .. } | State::GivenUp => words.not_sent.to_owned(),
                    };
                    let language = &app.content().language;
                    let when = clock::when(language, slot.from);
                    let kept = kept.clone();
                    let open = button("inline", words.more, move |_| match kept.state.clone() {
                        State::Sent(taken) => {
                            app.booked(&kept.key, Booked { taken, slot });
                        }
                        _ => app.show(View::Unsent(kept.key.clone())),
                    });
                    tag("div", "note")
                        .attr("data-note", "")
                        .with(tag("p", "").with(tag("strong", "").say(&title)))
                        .with(tag("p", "").say(&format!("{} · {when} ", words.callback)).with(open))
                })
                .collect()
        })
    })
}

impl App {
    /// Shows a callback that was taken, which has now been seen.
    pub fn booked(self, key: &str, booked: Booked) {
        outbox::forget(self, key);
        self.options().emit("callback", "");
        self.announcement.set(self.words.booked_heading.to_owned());
        self.show(View::Booked(booked));
    }
}
