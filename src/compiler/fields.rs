//! Reading a group of keys one by one, so that one fault does not hide the next.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    nearest::suggestion,
    report::Faults,
    tree::{Key, Node, Value},
};

/// The keys of a group, each at most once and each known.
pub(crate) struct Fields<'t> {
    pub(crate) span: Range<usize>,
    values: BTreeMap<&'t str, &'t Node>,
}

impl<'t> Fields<'t> {
    /// The keys of `node`, which `what` names in sentences; unknown keys and repeated ones are
    /// reported. Nothing if it is no group of keys.
    pub(crate) fn of(
        node: &'t Node,
        what: &str,
        known: &[&str],
        faults: &mut Faults,
    ) -> Option<Self> {
        let entries = table(node, what, faults)?;
        let mut values: BTreeMap<&str, &Node> = BTreeMap::new();
        let mut first: BTreeMap<&str, &Key> = BTreeMap::new();
        for (key, value) in entries {
            if !known.contains(&key.name.as_str()) {
                faults
                    .error(
                        "unknown-key",
                        key.span.clone(),
                        format!("{what} has no key `{}`", shown(&key.name)),
                    )
                    .help(suggestion(&key.name, known.iter().copied()));
            } else if let Some(earlier) = first.get(key.name.as_str()) {
                let file = faults.file();
                faults
                    .error(
                        "duplicate-key",
                        key.span.clone(),
                        format!("the key `{}` is written twice", key.name),
                    )
                    .help("keep one of them")
                    .note(file, earlier.span.clone(), "it is here already");
            } else {
                first.insert(&key.name, key);
                values.insert(&key.name, value);
            }
        }
        Some(Self { span: node.span.clone(), values })
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&'t Node> {
        self.values.get(key).copied()
    }

    /// The value of a key that must be there.
    pub(crate) fn required(
        &self,
        key: &str,
        help: impl Into<String>,
        faults: &mut Faults,
    ) -> Option<&'t Node> {
        let found = self.get(key);
        if found.is_none() {
            let at = self.span.start..self.span.start;
            faults.error("missing-key", at, format!("the key `{key}` is missing")).help(help);
        }
        found
    }

    /// The text of a key, if the key is there.
    pub(crate) fn text(&self, key: &str, faults: &mut Faults) -> Option<&'t str> {
        text(self.get(key)?, key, faults)
    }

    /// The yes or no of a key; no, if the key is not there.
    pub(crate) fn truth(&self, key: &str, faults: &mut Faults) -> bool {
        self.get(key).and_then(|node| truth(node, key, faults)).unwrap_or_default()
    }

    /// The number of a key, if the key is there.
    pub(crate) fn number(&self, key: &str, faults: &mut Faults) -> Option<u16> {
        number(self.get(key)?, key, faults)
    }

    /// The items of a key's list, none if the key is not there.
    pub(crate) fn items(&self, key: &str, faults: &mut Faults) -> &'t [Node] {
        self.get(key).and_then(|node| items(node, key, faults)).unwrap_or_default()
    }
}

/// The keys and values of a group.
pub(crate) fn table<'t>(
    node: &'t Node,
    what: &str,
    faults: &mut Faults,
) -> Option<&'t [(Key, Node)]> {
    match &node.value {
        Value::Table(entries) => Some(entries),
        Value::Text(_) | Value::Plain(_) | Value::Bare(_) | Value::Nothing | Value::List(_) => {
            wrong(node, what, "a group of keys and values", faults);
            None
        }
    }
}

/// A text with something in it, without spaces around it.
pub(crate) fn text<'t>(node: &'t Node, what: &str, faults: &mut Faults) -> Option<&'t str> {
    match &node.value {
        Value::Text(text) | Value::Plain(text) if text.trim().is_empty() => {
            faults
                .error("empty-text", node.span.clone(), format!("`{what}` has no words in it"))
                .help("write something between the quotes, or delete the line");
            None
        }
        Value::Text(text) | Value::Plain(text) => Some(text.trim()),
        Value::Bare(_) => {
            wrong(node, what, "a text in double quotes", faults);
            None
        }
        Value::Nothing | Value::List(_) | Value::Table(_) => {
            wrong(node, what, "a text", faults);
            None
        }
    }
}

/// A list; one item alone must be written as a list, too.
pub(crate) fn items<'t>(node: &'t Node, what: &str, faults: &mut Faults) -> Option<&'t [Node]> {
    match &node.value {
        Value::List(items) => Some(items),
        Value::Text(_) | Value::Plain(_) | Value::Bare(_) | Value::Nothing | Value::Table(_) => {
            wrong(node, what, "a list, such as `[\"one\", \"two\"]`", faults);
            None
        }
    }
}

fn truth(node: &Node, what: &str, faults: &mut Faults) -> Option<bool> {
    let (Value::Plain(word) | Value::Bare(word)) = &node.value else {
        wrong(node, what, "`true` or `false`, without quotes", faults);
        return None;
    };
    match word.as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => {
            wrong(node, what, "`true` or `false`", faults);
            None
        }
    }
}

fn number(node: &Node, what: &str, faults: &mut Faults) -> Option<u16> {
    let written = match &node.value {
        Value::Plain(word) | Value::Bare(word) => word.as_str(),
        Value::Text(_) | Value::Nothing | Value::List(_) | Value::Table(_) => "",
    };
    let plain = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    let number = written.parse().ok().filter(|_| plain);
    if number.is_none() {
        wrong(node, what, "a whole number from 0 to 65535, without quotes", faults);
    }
    number
}

fn wrong(node: &Node, what: &str, wanted: &str, faults: &mut Faults) {
    faults
        .error("wrong-type", node.span.clone(), format!("`{what}` is {} here", node.value.kind()))
        .help(format!("write {wanted}"));
}

/// A writer's word, cut to a length that fits a sentence.
pub(crate) fn shown(word: &str) -> String {
    const LONGEST: usize = 60;
    if word.chars().count() <= LONGEST {
        return word.to_owned();
    }
    word.chars().take(LONGEST).chain(['…']).collect()
}
