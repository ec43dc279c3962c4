//! `[[topics]]`: the subjects that entries belong to.

use unstuck_model::{id::TopicId, language::Language, site::Topic};

use crate::{
    fields::{self, Fields, shown},
    headings::suggested_id,
    localised,
    report::Faults,
    tree::Node,
};

/// Reads the topics in the order to show them.
pub(crate) fn read(nodes: &[Node], languages: &[Language], faults: &mut Faults) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for node in nodes {
        let Some(topic) = topic(node, languages, faults) else { continue };
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

fn topic(node: &Node, languages: &[Language], faults: &mut Faults) -> Option<Topic> {
    let fields = Fields::of(node, "a topic", &["id", "name", "urgent", "notice"], faults)?;
    let name = fields
        .required("name", "write `name = { en = \"Bills\" }`", faults)
        .and_then(|name| localised::read(name, "name", languages, faults));
    let notice = fields
        .get("notice")
        .and_then(|notice| localised::read(notice, "notice", languages, faults));
    let urgent = fields.truth("urgent", faults);
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
    Some(Topic { id: id?, name: name.unwrap_or_default(), urgent, notice })
}
