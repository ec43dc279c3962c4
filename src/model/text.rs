//! The small tree of allowed nodes that a writer's Markdown becomes.
//!
//! The widget and the static pages draw this tree; neither ever parses HTML.

use serde::{Deserialize, Serialize};

use crate::{
    id::{EntryId, StepId, TopicId},
    media::Media,
};

/// A block of a body, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside an answer; level 2 to 4.
    Heading { level: u8, text: Vec<Inline> },
    /// A bullet list, or a numbered one that begins with `start`.
    List { start: Option<u64>, items: Vec<Vec<Block>> },
    /// A Markdown task list: the customer ticks each item off.
    Checklist(Vec<Vec<Inline>>),
    /// A quotation, drawn as a note that stands out.
    Note(Vec<Block>),
    /// Text to be copied letter by letter.
    Code(String),
    /// A picture or a short video.
    Media(Media),
}

/// A run of text within a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Bold text.
    Strong(Vec<Inline>),
    /// Emphasised text.
    Emphasis(Vec<Inline>),
    /// A code, address or button name.
    Code(String),
    /// A link and the words on it.
    Link { to: Link, text: Vec<Inline> },
    /// A line break that the writer asked for.
    Break,
}

/// Where a link leads; only these places can be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Link {
    /// An `https:` address.
    Web(String),
    /// A `tel:` number in E.164 form.
    Phone(String),
    /// A `mailto:` address.
    Email(String),
    /// Another entry, and a step of it if it is a guide.
    Entry { id: EntryId, step: Option<StepId> },
    /// A step of the same guide.
    Step(StepId),
    /// The way to people, with the topic to tell them.
    People { topic: Option<TopicId> },
    /// The end of the guide.
    Done,
}

/// The words of some inline nodes, without their marks.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) => push_plain(inner, out),
            Inline::Link { text, .. } => push_plain(text, out),
            Inline::Break => out.push(' '),
        }
    }
}

/// The words of some blocks, a line for each block or list item.
pub fn plain_blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    push_blocks(blocks, &mut out);
    out.truncate(out.trim_end().len());
    out
}

fn push_blocks(blocks: &[Block], out: &mut String) {
    let line = |inlines: &[Inline], out: &mut String| {
        push_plain(inlines, out);
        out.push('\n');
    };
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => line(text, out),
            Block::List { items, .. } => items.iter().for_each(|item| push_blocks(item, out)),
            Block::Checklist(items) => items.iter().for_each(|item| line(item, out)),
            Block::Note(inner) => push_blocks(inner, out),
            Block::Code(code) => {
                out.push_str(code.trim_end());
                out.push('\n');
            }
            Block::Media(media) => {
                out.push_str(&media.alternative);
                out.push('\n');
            }
        }
    }
}

/// Whether an address is of an origin, such as `https://www.shop.example`.
pub fn is_of_origin(address: &str, origin: &str) -> bool {
    let rest = address.strip_prefix(origin).filter(|_| !origin.is_empty());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

/// Whether a run of code is for copying, such as an address or a code to dial, and not the words on a
/// button nor a single sign: something in it is neither a letter nor a space.
pub fn is_for_copying(code: &str) -> bool {
    code.chars().count() > 2
        && code.chars().any(|c| !c.is_alphabetic() && !matches!(c, ' ' | '\'' | '’' | '…' | '&'))
}

/// How many boxes the checklists of some blocks have, in whatever they are nested.
pub fn boxes(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Checklist(items) => items.len(),
        Block::List { items, .. } => items.iter().map(|item| boxes(item)).sum(),
        Block::Note(inner) => boxes(inner),
        Block::Paragraph(_) | Block::Heading { .. } | Block::Code(_) | Block::Media(_) => 0,
    };
    blocks.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_whole() {
        let origin = "https://shop.example";
        for own in ["https://shop.example", "https://shop.example/a", "https://shop.example?b"] {
            assert!(is_of_origin(own, origin), "{own}");
        }
        for other in
            ["https://shop.example.evil", "https://shop.example:81/", "http://shop.example"]
        {
            assert!(!is_of_origin(other, origin), "{other}");
        }
        assert!(!is_of_origin("/a", ""));
    }

    #[test]
    fn codes_and_addresses_are_for_copying_and_names_of_buttons_are_not() {
        for code in ["*100#", "internet.larkline.example", "LK-2041", "8.8.8.8", "help@a.example"] {
            assert!(is_for_copying(code), "{code}");
        }
        for name in ["Settings", "Add eSIM", "Save…", "Ajustes", "Don’t save", "保存", "+", "#"]
        {
            assert!(!is_for_copying(name), "{name}");
        }
    }
}
