//! The front matter of an entry: the YAML between the `---` lines.

use std::ops::Range;

use unstuck_model::{
    entry::PagePattern,
    id::{EntryId, TopicId},
};

use crate::{
    fields::{self, Fields, shown},
    index::Index,
    nearest::suggestion,
    page_pattern,
    report::Faults,
    source::Source,
    yaml_tree,
};

/// What an entry says of itself.
#[derive(Default)]
pub(crate) struct FrontMatter {
    pub(crate) title: String,
    pub(crate) asks: Vec<String>,
    pub(crate) topic: TopicId,
    pub(crate) pages: Vec<PagePattern>,
    pub(crate) urgent: bool,
    pub(crate) related: Vec<EntryId>,
    pub(crate) minutes: Option<u16>,
}

const KEYS: [&str; 7] = ["title", "asks", "topic", "pages", "urgent", "related", "minutes"];

/// Reads the front matter of a file as far as it can be read.
pub(crate) fn read(
    source: &Source,
    id: &EntryId,
    index: &Index<'_>,
    faults: &mut Faults,
) -> FrontMatter {
    let mut front = FrontMatter::default();
    let Some((yaml, _)) = split(source) else {
        let start = source.start();
        faults
            .error("front-matter", start..start, "this entry has no front matter")
            .help("begin the file with a line `---`, then `title: ...`, then a line `---`");
        return front;
    };
    if source.slice(&yaml).trim().is_empty() {
        faults
            .error("missing-key", yaml.start..yaml.start, "the front matter is empty")
            .help("write at least `title`, `asks` and `topic`");
        return front;
    }
    let Some(node) = yaml_tree::parse(source.slice(&yaml), yaml.start, faults) else {
        return front;
    };
    let Some(fields) = Fields::of(&node, "front matter", &KEYS, faults) else {
        return front;
    };
    if let Some(title) = fields.required(
        "title",
        "write what a customer would look for, as `title: \"...\"`",
        faults,
    ) {
        front.title = fields::text(title, "title", faults).unwrap_or_default().to_owned();
    }
    front.asks = texts(&fields, "asks", faults);
    front.topic = topic(&fields, index, faults).unwrap_or_default();
    front.pages = pages(&fields, faults);
    front.urgent = fields.truth("urgent", faults);
    front.related = related(&fields, id, index, faults);
    front.minutes = fields.number("minutes", faults);
    front
}

/// Reports front matter that does not end; nothing else can be read then.
pub(crate) fn no_end(source: &Source, faults: &mut Faults) {
    let start = source.start();
    faults
        .error("front-matter", start..start + 3, "the front matter has no end")
        .help("write a line `---` after its last key");
}

/// Whether the front matter begins and does not end, so that nothing tells it from the body.
pub(crate) fn is_open(source: &Source) -> bool {
    let begins = source.from(source.start()).lines().next().is_some_and(is_border);
    begins && split(source).is_none()
}

fn is_border(line: &str) -> bool {
    line.trim_end() == "---"
}

/// The place of the YAML, and where the body begins after it.
pub(crate) fn split(source: &Source) -> Option<(Range<usize>, usize)> {
    let mut offset = source.start();
    let mut lines = source.from(offset).split_inclusive('\n');
    let first = lines.next().filter(|line| is_border(line))?;
    offset += first.len();
    let start = offset;
    for line in lines {
        let end = offset;
        offset += line.len();
        if is_border(line) {
            return Some((start..end, offset));
        }
    }
    None
}

fn texts(fields: &Fields<'_>, key: &str, faults: &mut Faults) -> Vec<String> {
    let items = fields.items(key, faults).iter();
    items.filter_map(|item| fields::text(item, key, faults)).map(str::to_owned).collect()
}

fn topic(fields: &Fields<'_>, index: &Index<'_>, faults: &mut Faults) -> Option<TopicId> {
    let node = fields.required("topic", "write one of the topics of unstuck.toml", faults)?;
    let written = fields::text(node, "topic", faults)?;
    let Some(topics) = index.topics else {
        return TopicId::new(written);
    };
    let topic = topics.iter().find(|topic| topic.as_str() == written);
    if topic.is_none() {
        faults
            .error(
                "unknown-topic",
                node.span.clone(),
                format!("unstuck.toml has no topic `{}`", shown(written)),
            )
            .help(suggestion(written, topics.iter().map(TopicId::as_str)));
    }
    topic.cloned()
}

fn pages(fields: &Fields<'_>, faults: &mut Faults) -> Vec<PagePattern> {
    let mut patterns = Vec::new();
    for item in fields.items("pages", faults) {
        let Some(written) = fields::text(item, "pages", faults) else { continue };
        let pattern = page_pattern::read(written, item.span.clone(), faults);
        patterns.extend(pattern.map(|pattern| PagePattern(pattern.to_owned())));
    }
    patterns
}

fn related(
    fields: &Fields<'_>,
    id: &EntryId,
    index: &Index<'_>,
    faults: &mut Faults,
) -> Vec<EntryId> {
    let mut found = Vec::new();
    for item in fields.items("related", faults) {
        let Some(written) = fields::text(item, "related", faults) else { continue };
        let span = item.span.clone();
        match index.entry(written) {
            Some(entry) if entry.id == *id => {
                faults
                    .error("unknown-related", span, "this entry names itself as related")
                    .help("delete it from the list");
            }
            Some(entry) => found.push(entry.id.clone()),
            None => {
                faults
                    .error(
                        "unknown-related",
                        span,
                        format!("there is no entry `{}`", shown(written)),
                    )
                    .help(suggestion(written, index.ids()));
            }
        }
    }
    found
}
