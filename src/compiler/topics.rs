//! `[[topics]]`: the subjects that entries belong to.

use unstuck_model::{
    channel::Kind, id::TopicId, language::Language, schedule::Schedule, site::Topic,
};

use crate::{
    fields::{self, Fields, shown},
    headings::suggested_id,
    localised,
    nearest::suggestion,
    report::Faults,
    schedules::Schedules,
    tree::Node,
};

const KEYS: [&str; 7] = ["id", "name", "urgent", "notice", "people_first", "hours", "channels"];

/// Reads the topics in the order to show them. `kinds` are those of the site's channels.
pub(crate) fn read(
    nodes: &[Node],
    languages: &[Language],
    kinds: &[(&'static str, Kind)],
    schedules: &mut Schedules,
    faults: &mut Faults,
) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for node in nodes {
        let Some(topic) = topic(node, languages, kinds, schedules, faults) else { continue };
        if topics.iter().any(|other| other.id == topic.id) {
            faults
                .error(
                    "duplicate-topic",
                    node.span.clone(),
                    format!("two topics have the id `{}`", topic.id),
                )
                .help("give one of them another id");
        }
        topics.push(topic);
    }
    topics
}

fn topic(
    node: &Node,
    languages: &[Language],
    kinds: &[(&'static str, Kind)],
    schedules: &mut Schedules,
    faults: &mut Faults,
) -> Option<Topic> {
    let fields = Fields::of(node, "a topic", &KEYS, faults)?;
    let name = fields
        .required("name", "write `name = { en = \"Bills\" }`", faults)
        .and_then(|name| localised::read(name, "name", languages, faults));
    let notice = fields
        .get("notice")
        .and_then(|notice| localised::read(notice, "notice", languages, faults));
    let urgent = fields.truth("urgent", faults);
    let people_first = fields.truth("people_first", faults);
    let hours = schedules.used(&fields, faults).unwrap_or(Schedule::Always);
    let channels = asked_for(&fields, kinds, faults);
    let written = fields.required("id", "write `id = \"billing\"`", faults)?;
    let text = fields::text(written, "id", faults)?;
    let id = TopicId::new(text);
    if id.is_none() {
        faults
            .error(
                "bad-id",
                written.span.clone(),
                format!("`{}` cannot be the id of a topic", shown(text)),
            )
            .help(format!(
                "use small letters, digits and hyphens, such as `{}`",
                suggested_id(text)
            ));
    }
    let name = name.unwrap_or_default();
    Some(Topic { id: id?, name, urgent, notice, people_first, hours, channels })
}

/// The kinds of channels that the topic asks for, each one of the site's.
fn asked_for(
    fields: &Fields<'_>,
    kinds: &[(&'static str, Kind)],
    faults: &mut Faults,
) -> Vec<Kind> {
    // Of a site without channels that alone is told.
    if kinds.is_empty() {
        return Vec::new();
    }
    let mut asked = Vec::new();
    for item in fields.items("channels", faults) {
        let Some(written) = fields::text(item, "channels", faults) else { continue };
        let names = kinds.iter().map(|(name, _)| *name);
        match kinds.iter().find(|(name, _)| *name == written) {
            Some((_, kind)) if asked.contains(kind) => {
                faults
                    .error(
                        "duplicate-channel",
                        item.span.clone(),
                        format!("`{written}` is listed twice"),
                    )
                    .help("delete one of them");
            }
            Some((_, kind)) => asked.push(*kind),
            None => {
                faults
                    .error(
                        "unknown-channel",
                        item.span.clone(),
                        format!("the site has no channel `{}`", shown(written)),
                    )
                    .help(suggestion(written, names));
            }
        }
    }
    asked
}
