//! What the end of a step says: choices, or that the guide is done.

use unstuck_model::{
    guide::Choice,
    text::{Block, Inline, Link},
};

/// Takes the choices off the end of a step: a list whose items are only links.
pub(crate) fn take(body: &mut Vec<Block>) -> Vec<Choice> {
    let found = body.last().and_then(choices);
    if found.is_some() {
        body.pop();
    }
    found.unwrap_or_default()
}

/// Takes `[Done](unstuck:done)` off the end of a step; whether it was there.
pub(crate) fn take_done(body: &mut Vec<Block>) -> bool {
    let done = matches!(
        body.last(),
        Some(Block::Paragraph(text))
            if matches!(text.as_slice(), [Inline::Link { to: Link::Done, .. }])
    );
    if done {
        body.pop();
    }
    done
}

/// The choices that a block is.
pub(crate) fn choices(block: &Block) -> Option<Vec<Choice>> {
    let Block::List { items, .. } = block else {
        return None;
    };
    items.iter().map(|item| choice(item)).collect()
}

fn choice(item: &[Block]) -> Option<Choice> {
    let [Block::Paragraph(text)] = item else {
        return None;
    };
    let [Inline::Link { to, text }] = text.as_slice() else {
        return None;
    };
    match to {
        Link::Entry { .. } | Link::Step(_) | Link::People { .. } | Link::Done => {
            Some(Choice { label: text.clone(), to: to.clone() })
        }
        Link::Web(_) | Link::Phone(_) | Link::Email(_) => None,
    }
}
