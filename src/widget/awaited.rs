//! An entry that is on its way, or could not be had.

use unstuck_model::id::EntryId;

use crate::{
    app::App,
    dom::{Tag, button, heading, tag},
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
    let title = heading("h2", "title").say(words.not_loaded);
    let people = tag("h3", "label").say(words.people_link);
    [title, again, people].into_iter().chain(first_ways(app)).collect()
}
