//! What a screen reader is told without a move of the focus.

use crate::reactive::{Get, Set, SetValue, StoredValue, With};
use gloo_timers::callback::Timeout;

use crate::{
    app::{App, Search},
    dom::{Tag, tag, watch},
    results::shown,
    words::fill,
};

/// How long after the last change the count is said, in milliseconds.
const QUIET: u32 = 500;

/// A polite live region: the count of results about half a second after the last key.
pub fn announcer(app: App) -> Tag {
    let pending = StoredValue::new_local(None::<Timeout>);
    watch(move || {
        let words = app.words;
        let said = app.search.with(|search| match search {
            Search::Idle | Search::Waiting => String::new(),
            Search::Gone => words.search_gone.to_owned(),
            Search::Found(answer) => match shown(answer) {
                0 => words.no_answer.to_owned(),
                1 => words.results_one.to_owned(),
                n => fill(words.results_many, &[("n", &n.to_string())]),
            },
        });
        if said.is_empty() {
            // At once: later it could wipe out what was said meanwhile.
            pending.set_value(None);
            app.announcement.set(said);
        } else {
            let later = Timeout::new(QUIET, move || app.announcement.set(said));
            pending.set_value(Some(later));
        }
    });
    tag("p", "unseen").attr("role", "status").live_text(move || app.announcement.get())
}
