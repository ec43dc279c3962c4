//! Lists and checklists.

use std::ops::Range;

use pulldown_cmark::Event;
use unstuck_model::text::Block;

use crate::{convert::Walk, report::Faults};

/// An item as it is read: its box, if it has one, its content and its place.
type Item = (Option<(bool, Range<usize>)>, Vec<Block>, Range<usize>);

impl Walk<'_, '_, '_> {
    /// The list that is open; a checklist if its items have boxes.
    pub(crate) fn list(&mut self, start: Option<u64>, depth: usize) -> Option<Block> {
        let outer = self.task.take();
        let mut items: Vec<Item> = Vec::new();
        while let Some((event, span)) = self.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            let blocks = self.blocks(depth + 1);
            items.push((self.task.take(), blocks, span));
        }
        self.task = outer;
        if items.iter().any(|(task, _, _)| task.is_some()) {
            return Some(checklist(items, self.faults));
        }
        Some(Block::List { start, items: items.into_iter().map(|(_, blocks, _)| blocks).collect() })
    }
}

fn checklist(items: Vec<Item>, faults: &mut Faults) -> Block {
    let mut list = Vec::new();
    for (task, blocks, span) in items {
        let at = span.start..span.start;
        match task {
            None => {
                faults
                    .error("bad-checklist", at, "this item of a checklist has no box")
                    .help("begin it with `- [ ] `, or leave an empty line and a sentence between two lists");
            }
            Some((true, ticked)) => {
                faults
                    .error("bad-checklist", ticked, "this box is ticked already")
                    .help("write `[ ]`; the customer ticks it");
            }
            Some((false, _)) => {}
        }
        let mut blocks = blocks.into_iter();
        match (blocks.next(), blocks.next()) {
            (Some(Block::Paragraph(text)), None) => list.push(text),
            _ => {
                let at = span.start..span.start;
                faults
                    .error("bad-checklist", at, "an item of a checklist must be one line of text")
                    .help("write what belongs to it below the list");
            }
        }
    }
    Block::Checklist(list)
}
