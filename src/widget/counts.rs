//! Counts for the site's desk, if the site wants them: kinds and ids, sent when the page goes.

use gloo_events::EventListener;
use js_sys::Reflect;
use unstuck_model::{
    channel::Kind,
    counts::{Count, Counted, Counts, address, count},
    message::Verdict,
    session::Status,
};
use web_sys::RequestInit;

use crate::{
    app::{App, Search, View},
    reactive::{
        GetUntracked, GetValue, LocalStorage, SetValue, StoredValue, UpdateValue, WithUntracked,
    },
};

/// What this page has counted and not yet sent.
pub type Tally = StoredValue<Vec<Count>, LocalStorage>;

impl App {
    /// Counts something, if the site wants it.
    pub fn count(self, kind: Counted, id: &str) {
        if self.content().settings.privacy.counts {
            self.tally.update_value(|tally| count(tally, kind, id));
        }
    }

    /// Counts the question in the search field when it is left, if an answer came. What was typed on
    /// since is the same question.
    pub fn count_question(self) {
        let query = self.query.get_untracked();
        let query = query.trim();
        let known = |last: &mut Option<String>| {
            let last = last.replace(query.to_owned());
            last.is_some_and(|last| query.starts_with(&last) || last.starts_with(query))
        };
        if let Search::Found(answer) = self.search.get_untracked()
            && !self.counted.try_update_value(known).unwrap_or(true)
        {
            self.count(Counted::Asked, "");
            if answer.verdict == Verdict::NoAnswer {
                self.count(Counted::Unanswered, "");
            }
        }
    }

    /// Counts the guide in sight as closed before its end, once for each walk.
    pub fn count_left(self) {
        let in_sight = self.view.with_untracked(|view| *view == View::Guide);
        let session = self.session.get_untracked().filter(|_| in_sight);
        let Some(session) = session.filter(|session| session.status == Status::Walking) else {
            return;
        };
        let walk = self.walk.get_value();
        if self.left.get_value() != walk {
            self.left.set_value(walk);
            self.count(Counted::Left, &self.place(&session));
        }
    }

    /// Tells the site, and counts, that a way to people is taken.
    pub fn hand_off(self, kind: Kind, called: &str) {
        self.count(Counted::HandedOff, kind.name());
        self.options().emit("hand-off", called);
    }
}

/// Sends what was counted whenever the page is put away, which may be for good.
pub fn follow(app: App) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let listened = document.clone();
    let away = EventListener::new(&listened, "visibilitychange", move |_| {
        if document.hidden() {
            send(app);
        }
    });
    StoredValue::new_local(away);
}

/// Sends what was counted, in a request that outlives the page and whose answer nobody waits for.
pub fn send(app: App) {
    app.count_question();
    let counts = app.tally.try_update_value(std::mem::take).unwrap_or_default();
    let to = app.options().endpoints.iter().find_map(|endpoint| address(endpoint));
    let (Some(to), false) = (to, counts.is_empty()) else { return };
    let site = app.content().settings.site.as_str().to_owned();
    let Ok(body) = serde_json::to_string(&Counts { site, counts }) else { return };
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&body.into());
    // No cookie and no address of the page go along.
    for (name, value) in [("credentials", "omit"), ("referrerPolicy", "no-referrer")] {
        let _ = Reflect::set(&init, &name.into(), &value.into());
    }
    let _ = Reflect::set(&init, &"keepalive".into(), &true.into());
    if let Some(window) = web_sys::window() {
        let _ = window.fetch_with_str_and_init(&to, &init);
    }
}
