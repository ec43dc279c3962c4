//! YAML front matter as a [`Node`].

use std::ops::Range;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span, options};

use crate::{
    report::Faults,
    tree::{Key, Node, Value},
};

/// The tree of a YAML document that begins at `offset` of its file, or nothing if it is not YAML.
/// Anchors, aliases and tags are refused: front matter is a list of plain keys, and an alias can
/// stand for a million values.
pub(crate) fn parse(text: &str, offset: usize, faults: &mut Faults) -> Option<Node> {
    let parser = Parser::new_from_str_with_options(
        text,
        options! { emit_comments: false, flow_nesting_limit: 16, block_nesting_limit: 16 },
    );
    let mut builder = Builder { open: Vec::new(), root: None };
    for event in parser {
        let (event, span) = match event {
            Ok(found) => found,
            Err(error) => {
                let at = offset + error.marker().byte_offset().unwrap_or(0).min(text.len());
                faults
                    .error("front-matter", at..at, format!("this is not YAML: {}", plain(&error)))
                    .help(
                        "write `key: value`, one on each line, and put a value with `: `, `#` or \
                         a quote in it between double quotes",
                    );
                return None;
            }
        };
        let place = shifted(&span, offset);
        if let Some(refusal) = refused(&event) {
            faults
                .error("front-matter", place, refusal)
                .help("write the value itself, between double quotes if it begins like that");
            return None;
        }
        builder.take(event, place);
    }
    builder.root
}

fn plain(error: &serde_saphyr::granit_parser::ScanError) -> String {
    error.info().to_owned()
}

fn refused(event: &Event<'_>) -> Option<String> {
    if event.is_alias() {
        return Some("an alias (`*name`) cannot be used in front matter".to_owned());
    }
    if event.anchor_id().is_some_and(|id| id != 0) {
        return Some("an anchor (`&name`) cannot be used in front matter".to_owned());
    }
    event.tag().map(|_| "a tag (`!name`) cannot be used in front matter".to_owned())
}

/// A list or group that is not yet closed.
enum Open {
    List(Vec<Node>, usize),
    Table { entries: Vec<(Key, Node)>, key: Option<Key>, start: usize },
}

struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Scalar(text, style, _, _) => {
                self.put(Node { value: scalar(&text, style), span })
            }
            Event::SequenceStart(..) => self.open.push(Open::List(Vec::new(), span.start)),
            Event::MappingStart(..) => {
                self.open.push(Open::Table { entries: Vec::new(), key: None, start: span.start })
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(Open::List(items, start)) => {
                    self.put(Node { span: start..span.end, value: Value::List(items) });
                }
                Some(Open::Table { entries, start, .. }) => {
                    self.put(Node { span: start..span.end, value: Value::Table(entries) });
                }
                None => {}
            },
            // The parser's enum is open; whatever else it may send carries no value.
            _ => {}
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.root = self.root.take().or(Some(node)),
            Some(Open::List(items, _)) => items.push(node),
            Some(Open::Table { entries, key, .. }) => match key.take() {
                Some(key) => entries.push((key, node)),
                None => *key = Some(as_key(node)),
            },
        }
    }
}

fn as_key(node: Node) -> Key {
    let name = match node.value {
        Value::Text(text) | Value::Plain(text) | Value::Bare(text) => text,
        Value::Nothing => String::new(),
        Value::List(_) => "[...]".to_owned(),
        Value::Table(_) => "{...}".to_owned(),
    };
    Key { name, span: node.span }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    match style {
        ScalarStyle::Plain if text.is_empty() || text == "~" => Value::Nothing,
        ScalarStyle::Plain => Value::Plain(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

fn shifted(span: &Span, offset: usize) -> Range<usize> {
    let range = span.byte_range().unwrap_or(0..0);
    range.start + offset..range.end.max(range.start) + offset
}
