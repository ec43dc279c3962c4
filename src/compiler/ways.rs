//! Whether every step of a guide can be reached, and whether a way leads out of it.

use std::{collections::BTreeSet, ops::Range};

use unstuck_model::{
    guide::{Guide, Step},
    id::StepId,
    text::{Block, Inline, Link, plain},
};

use crate::{index::Index, report::Faults};

/// Reports steps that nobody reaches and circles that nobody leaves. `entered` are the steps that
/// other entries link to.
pub(crate) fn check(
    guide: &Guide,
    headings: &[Range<usize>],
    entered: &BTreeSet<StepId>,
    index: &Index<'_>,
    faults: &mut Faults,
) {
    let nodes: Vec<Node> = (0..guide.steps.len()).map(|place| node(guide, place, index)).collect();
    let reached = reached(guide, &nodes, entered);
    let leaving = leaving(&nodes);
    let mut told = false;
    for (((step, heading), reached), leaving) in
        guide.steps.iter().zip(headings).zip(&reached).zip(&leaving)
    {
        if !reached {
            faults
                .error(
                    "unreachable-step",
                    heading.clone(),
                    format!("no way leads to the step `{}`", step.id),
                )
                .help(format!(
                    "link to it from a choice, as `- [{}](#{})`, or delete it",
                    plain(&step.title).trim(),
                    step.id
                ));
        } else if !leaving && !told {
            told = true;
            faults
                .error(
                    "no-way-out",
                    heading.clone(),
                    format!("from the step `{}` customers go in a circle for ever", step.id),
                )
                .help("add a choice that leads to `unstuck:people` or `unstuck:done`");
        }
    }
}

/// What may follow a step.
struct Node {
    steps: Vec<usize>,
    /// Whether the guide can end here or lead to people or to another entry.
    leaves: bool,
}

fn node(guide: &Guide, place: usize, index: &Index<'_>) -> Node {
    let mut node = Node { steps: Vec::new(), leaves: false };
    let Some(step) = guide.steps.get(place) else {
        return node;
    };
    let mut goes_on = step.choices.is_empty();
    let mut links = Vec::new();
    step.body.iter().for_each(|block| links_of(block, &mut links));
    for to in step.choices.iter().map(|choice| &choice.to).chain(links) {
        match to {
            Link::Step(id) => node.steps.extend(guide.position(id)),
            Link::People { .. } | Link::Done => node.leaves = true,
            // A guide that was called returns to the next step; an answer is read beside this one.
            Link::Entry { id, .. } => match index.entry(id.as_str()) {
                Some(known) if known.is_guide => goes_on = true,
                _ => node.leaves = true,
            },
            Link::Web(_) | Link::Phone(_) | Link::Email(_) => {}
        }
    }
    if goes_on {
        let (following, ends) = following(guide, step, place);
        node.steps.extend(following);
        node.leaves |= ends;
    }
    node
}

/// The steps that may come next by themselves, and whether the guide may end instead: steps with a
/// condition may be passed over.
fn following(guide: &Guide, step: &Step, place: usize) -> (Vec<usize>, bool) {
    if step.ends {
        return (Vec::new(), true);
    }
    first_met(guide, place + 1)
}

fn first_met(guide: &Guide, from: usize) -> (Vec<usize>, bool) {
    let mut found = Vec::new();
    for (place, step) in guide.steps.iter().enumerate().skip(from) {
        found.push(place);
        if step.condition.is_none() {
            return (found, false);
        }
    }
    (found, true)
}

fn links_of<'a>(block: &'a Block, found: &mut Vec<&'a Link>) {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => links_in(text, found),
        Block::List { items, .. } => items.iter().flatten().for_each(|it| links_of(it, found)),
        Block::Checklist(items) => items.iter().for_each(|text| links_in(text, found)),
        Block::Note(inner) => inner.iter().for_each(|block| links_of(block, found)),
        Block::Code(_) => {}
    }
}

fn links_in<'a>(text: &'a [Inline], found: &mut Vec<&'a Link>) {
    for inline in text {
        match inline {
            Inline::Link { to, text } => {
                found.push(to);
                links_in(text, found);
            }
            Inline::Strong(inner) | Inline::Emphasis(inner) => links_in(inner, found),
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

/// All links of a block, those inside other nodes included.
pub(crate) fn links(blocks: &[Block]) -> Vec<&Link> {
    let mut found = Vec::new();
    blocks.iter().for_each(|block| links_of(block, &mut found));
    found
}

fn reached(guide: &Guide, nodes: &[Node], entered: &BTreeSet<StepId>) -> Vec<bool> {
    let mut reached = vec![false; nodes.len()];
    let (mut open, _) = first_met(guide, 0);
    open.extend(entered.iter().filter_map(|id| guide.position(id)));
    open.extend(links(&guide.intro).into_iter().filter_map(|link| match link {
        Link::Step(id) => guide.position(id),
        _ => None,
    }));
    while let Some(place) = open.pop() {
        let Some(slot) = reached.get_mut(place) else { continue };
        if !std::mem::replace(slot, true) {
            open.extend(nodes.get(place).into_iter().flat_map(|node| &node.steps));
        }
    }
    reached
}

/// For each step, whether some way from it leaves the guide.
fn leaving(nodes: &[Node]) -> Vec<bool> {
    let mut before: Vec<Vec<usize>> = nodes.iter().map(|_| Vec::new()).collect();
    for (place, node) in nodes.iter().enumerate() {
        for next in &node.steps {
            if let Some(list) = before.get_mut(*next) {
                list.push(place);
            }
        }
    }
    let mut leaving = vec![false; nodes.len()];
    let mut open: Vec<usize> =
        nodes.iter().enumerate().filter(|(_, node)| node.leaves).map(|(place, _)| place).collect();
    while let Some(place) = open.pop() {
        let Some(slot) = leaving.get_mut(place) else { continue };
        if !std::mem::replace(slot, true) {
            open.extend(before.get(place).into_iter().flatten());
        }
    }
    leaving
}
