//! The entries of one topic.

use unstuck_model::id::TopicId;

use crate::{
    app::App,
    dom::{Tag, heading, tag},
    results::entry_link,
};

/// The entries of one topic, guides first.
pub fn topic(app: App, topic: &TopicId) -> Vec<Tag> {
    let content = app.content();
    let name = content.settings.topic(topic).map(|topic| topic.name.get(&content.language));
    let of_topic = || content.outlines.iter().filter(|outline| outline.topic == *topic);
    let guides = of_topic().filter(|outline| outline.guide);
    let answers = of_topic().filter(|outline| !outline.guide);
    let links = guides.chain(answers).map(|outline| entry_link(app, outline)).collect();
    vec![heading("h2", "title").say(name.unwrap_or_default()), tag("ul", "list").with_all(links)]
}
