//! Which entries every customer downloads, and which only who opens them.

use std::collections::{BTreeMap, BTreeSet};

use unstuck_model::{
    entry::Entry,
    id::{EntryId, TopicId},
    site::{Content, Outline},
    text::Link,
};

use crate::{Block, PackError, pack::bytes_of};

/// Entries that take more than this together, in bytes, are cut into blocks.
const WHOLE: usize = 200_000;
/// How large a block is, in bytes, and how many there are at most: their table travels with every
/// pack.
const BLOCK: usize = 16_000;
const MOST_BLOCKS: usize = 1_000;
/// Up to so many entries, lists know all of them.
const LISTED: usize = 2_000;
/// How many entries of a topic lists know beyond that.
const LISTED_IN_TOPIC: usize = 24;

/// A book as it is written.
pub struct Split {
    /// What lists show.
    pub outlines: Vec<Outline>,
    /// The entries, if all are here.
    pub entries: Vec<Entry>,
    /// The blocks otherwise, by the first entry of each.
    pub blocks: Vec<(EntryId, Block)>,
}

/// Cuts a book that is too large to be downloaded by every customer.
pub fn split(content: &Content) -> Result<Split, PackError> {
    let sizes = content.entries.iter().map(|entry| bytes_of(entry).map(|bytes| bytes.len()));
    let sizes: Vec<usize> = sizes.collect::<Result<_, _>>()?;
    let total: usize = sizes.iter().sum();
    if total <= WHOLE {
        let (outlines, entries) = (content.outlines.clone(), content.entries.clone());
        return Ok(Split { outlines, entries, blocks: Vec::new() });
    }
    let most = BLOCK.max(total / MOST_BLOCKS);
    let outlines = listed(content);
    let known: BTreeSet<&EntryId> = outlines.iter().map(|outline| &outline.id).collect();
    let mut blocks = Vec::new();
    let mut run: Vec<&Entry> = Vec::new();
    let mut size = 0;
    for (entry, own) in content.entries.iter().zip(sizes) {
        if size + own > most && !run.is_empty() {
            blocks.extend(block(content, &known, &std::mem::take(&mut run)));
            size = 0;
        }
        run.push(entry);
        size += own;
    }
    blocks.extend(block(content, &known, &run));
    Ok(Split { outlines, entries: Vec::new(), blocks })
}

/// What lists show at once: all, or what is suggested somewhere and the first of each topic.
fn listed(content: &Content) -> Vec<Outline> {
    if content.outlines.len() <= LISTED {
        return content.outlines.clone();
    }
    let mut of_topic: BTreeMap<&TopicId, usize> = BTreeMap::new();
    let mut listed = Vec::new();
    for outline in &content.outlines {
        let seen = of_topic.entry(&outline.topic).or_default();
        *seen += 1;
        if outline.urgent || !outline.pages.is_empty() || *seen <= LISTED_IN_TOPIC {
            listed.push(outline.clone());
        }
    }
    listed
}

fn block(
    content: &Content,
    known: &BTreeSet<&EntryId>,
    run: &[&Entry],
) -> Option<(EntryId, Block)> {
    let first = run.first()?.id.clone();
    let mut entries: Vec<Entry> = run.iter().map(|entry| (*entry).clone()).collect();
    // A guide goes on in those it calls without a wait.
    let mut at = 0;
    while let Some(entry) = entries.get(at) {
        let missing: Vec<Entry> = calls(entry)
            .filter(|id| entries.iter().all(|known| known.id != **id))
            .filter_map(|id| content.entry(id).cloned())
            .collect();
        entries.extend(missing);
        at += 1;
    }
    let mentioned = entries.iter().flat_map(|entry| &entry.related);
    let mentioned: BTreeSet<&EntryId> = mentioned.filter(|id| !known.contains(id)).collect();
    let outlines = mentioned.into_iter().filter_map(|id| content.outline(id).cloned()).collect();
    Some((first, Block { entries, outlines }))
}

/// The entries that a guide's choices lead to.
fn calls(entry: &Entry) -> impl Iterator<Item = &EntryId> {
    let steps = entry.guide().into_iter().flat_map(|guide| &guide.steps);
    steps.flat_map(|step| &step.choices).filter_map(|choice| match &choice.to {
        Link::Entry { id, .. } => Some(id),
        Link::Step(_)
        | Link::People { .. }
        | Link::Done
        | Link::Web(_)
        | Link::Phone(_)
        | Link::Email(_) => None,
    })
}
