//! TOML as a [`Node`].

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use crate::{
    fields::shown,
    report::Faults,
    tree::{Key, Node, Value},
};

/// The tree of a TOML document that begins at `offset` of its file. Syntax errors are reported, and
/// nothing comes out: what stands beside them would only be reported as missing.
pub(crate) fn parse(text: &str, offset: usize, faults: &mut Faults) -> Option<Node> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let is_toml = errors.is_empty();
    let mut repeated_part = None;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        if error.message() == "duplicate key" {
            // In a part that is there already each of its keys is one more duplicate.
            let is_told = repeated_part
                .and_then(|start| text.get(start..span.start))
                .is_some_and(|between| !between.contains("\n["));
            if !is_told {
                let name = text.get(span.clone()).unwrap_or_default();
                faults
                    .error(
                        "duplicate-key",
                        shifted(&span, offset),
                        format!("`{}` is written twice", shown(name)),
                    )
                    .help("keep one of them, or give one another name");
                let line = text.get(..span.start).and_then(|before| before.rsplit('\n').next());
                repeated_part =
                    line.is_some_and(|line| line.starts_with('[')).then_some(span.start);
            }
            continue;
        }
        faults
            .error("toml", shifted(&span, offset), format!("this is not TOML: {}", error.message()))
            .help("write `key = \"value\"`, one on each line");
    }
    let span = offset..offset + text.len();
    is_toml.then(|| Node { span, value: Value::Table(entries(table.get_ref(), offset)) })
}

// The parser refuses to nest deeper than 80, which bounds this recursion.
fn node(value: &Spanned<DeValue<'_>>, offset: usize) -> Node {
    let span = shifted(&value.span(), offset);
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Bare(match number.radix() {
            10 => number.as_str().to_owned(),
            radix => format!("{} in base {radix}", number.as_str()),
        }),
        DeValue::Float(number) => Value::Bare(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Bare(truth.to_string()),
        DeValue::Datetime(date) => Value::Bare(date.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(item, offset)).collect()),
        DeValue::Table(table) => Value::Table(entries(table, offset)),
    };
    Node { span, value }
}

fn entries(table: &DeTable<'_>, offset: usize) -> Vec<(Key, Node)> {
    let key = |key: &Spanned<DeString<'_>>| Key {
        name: key.get_ref().to_string(),
        span: shifted(&key.span(), offset),
    };
    let mut entries: Vec<(Key, Node)> =
        table.iter().map(|(name, value)| (key(name), node(value, offset))).collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    entries
}

fn shifted(span: &Range<usize>, offset: usize) -> Range<usize> {
    span.start + offset..span.end + offset
}
