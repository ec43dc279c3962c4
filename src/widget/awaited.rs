//! An entry that is on its way, or could not be had.

use unstuck_model::id::EntryId;

use crate::{
    app::App,
    dom::{Tag, button, tag},
    people::first_ways,
};

/// Plain words while an entry is fetched; if it cannot be had, another try, and people.
pub fn awaited(app: App, id: &EntryId, failed: bool) -> Vec<Tag> {
    let words = app.words;
    if !failed {
        return vec![tag("p", "quiet searching").say(words.loading)];
    }
    let id = id.clone();
    let again = button("choice", words.try_again, move |_| app.open_entry(&id, None));
    let note = tag("div", "note").with(tag("p", "").with(tag("strong", "").say(words.not_loaded)));
    [note, again].into_iter().chain(first_ways(app)).collect()
}
