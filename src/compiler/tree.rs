//! Settings and front matter as a tree whose every part knows its place.
//!
//! YAML and TOML both become this, so that keys are checked in one way, each by itself.

use std::ops::Range;

/// A value and its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// What is written there; nothing is guessed from it.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A text in quotes.
    Text(String),
    /// YAML without quotes: a text, a number or a truth value, whatever the key asks for.
    Plain(String),
    /// TOML without quotes: a number, a truth value or a date as it is written.
    Bare(String),
    /// Nothing after the key.
    Nothing,
    /// A list.
    List(Vec<Node>),
    /// Keys and values.
    Table(Vec<(Key, Node)>),
}

/// A key and its place.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) span: Range<usize>,
}

impl Value {
    /// What it is, for a sentence.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text in quotes",
            Self::Plain(text) | Self::Bare(text) => match text.as_str() {
                "true" | "false" => "a yes or no",
                number if number.bytes().all(|b| b.is_ascii_digit()) => "a number",
                date if date.starts_with(|c: char| c.is_ascii_digit()) && date.contains('-') => {
                    "a date"
                }
                _ => "a plain word",
            },
            Self::Nothing => "empty",
            Self::List(_) => "a list",
            Self::Table(_) => "a group of keys",
        }
    }
}
