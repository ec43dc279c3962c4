//! Whether every step of a guide can be reached, and whether a way leads out of it.
//!
//! A step is a place, and so is the gate before it, where those who go on by themselves come by:
//! with a condition, some enter and others pass to the next gate. With gates each step needs two
//! ways more than its links, however many conditions stand in a row.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unstuck_model::{
    guide::{Choice, Condition, Guide, Step},
    id::StepId,
    text::{Block, Inline, Link, plain},
};

use crate::{
    conditions,
    guide::Places,
    index::Index,
    kinds::{self, Kind},
    report::Faults,
};

/// Reports steps that nobody reaches, circles that nobody leaves, and conditions on choices that
/// cannot have been made. `entered` are the steps that other entries link to.
pub(crate) fn check(
    guide: &Guide,
    places: &Places,
    entered: &BTreeSet<StepId>,
    index: &Index<'_>,
    faults: &mut Faults,
) {
    let anyone = Map::of(guide, index, &Kind::default());
    let reached = anyone.reached_by_customers(guide, entered);
    let mut is_whole = true;
    for (at, (step, heading)) in guide.steps.iter().zip(&places.headings).enumerate() {
        if !is(&reached, at) {
            is_whole = false;
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
        }
    }
    // In a guide with steps that nobody reaches, most circles are the same fault once more.
    let trap = kinds::of(guide).into_iter().find_map(|kind| {
        let map = Map::of(guide, index, &kind);
        let (reached, leaving) = (map.reached_by_customers(guide, entered), map.leaving());
        let at = (0..guide.steps.len()).find(|at| is(&reached, *at) && !is(&leaving, *at))?;
        Some((at, kind.told()))
    });
    if let (Some((at, told)), true) = (trap, is_whole)
        && let (Some(step), Some(heading)) = (guide.steps.get(at), places.headings.get(at))
    {
        faults
            .error(
                "no-way-out",
                heading.clone(),
                format!("from the step `{}` customers go in a circle for ever{told}", step.id),
            )
            .help("add a choice that leads to `unstuck:people` or `unstuck:done`");
    }
    check_choices(guide, places, &anyone, index, faults);
}

/// Reports conditions on choices that no customer can have made before.
fn check_choices(
    guide: &Guide,
    places: &Places,
    map: &Map,
    index: &Index<'_>,
    faults: &mut Faults,
) {
    // Several steps often ask for the same choice; its ways are looked for once.
    let mut after: BTreeMap<(usize, usize), Vec<bool>> = BTreeMap::new();
    for (at, (step, span)) in guide.steps.iter().zip(&places.conditions).enumerate() {
        let (Some(Condition::Chose { step: asked, choice, .. }), Some(span)) =
            (&step.condition, span)
        else {
            continue;
        };
        let asking = guide.steps.get(*asked);
        let Some((asking, taken)) = asking.and_then(|it| Some((it, it.choices.get(*choice)?)))
        else {
            continue;
        };
        let reached = after
            .entry((*asked, *choice))
            .or_insert_with(|| map.reached(map.led_to(*asked, asking, taken, index)));
        if !is(reached, at) {
            faults
                .error(
                    "bad-condition",
                    span.clone(),
                    format!(
                        "nobody comes to the step `{}` after the choice `{}` of `{}`",
                        step.id,
                        conditions::name(taken),
                        asking.id
                    ),
                )
                .help("ask for a choice that leads here, or delete the condition");
        }
    }
}

/// Whether a list holds the place of a step.
fn is(list: &[bool], step: usize) -> bool {
    list.get(enter(step)).copied().unwrap_or_default()
}

/// The place of a step.
fn enter(step: usize) -> usize {
    step * 2
}

/// The place before a step; behind the last step it is the end.
fn gate(step: usize) -> usize {
    step * 2 + 1
}

/// The ways between the places of a guide.
struct Map {
    ways: Vec<Vec<usize>>,
    /// Whether the guide can end at a place, or lead from it to people or to another entry.
    leaves: Vec<bool>,
    steps: HashMap<StepId, usize>,
}

impl Map {
    /// The ways of a kind of customers.
    fn of(guide: &Guide, index: &Index<'_>, kind: &Kind<'_>) -> Self {
        let count = guide.steps.len();
        let steps = guide.steps.iter().enumerate().rev().map(|(at, step)| (step.id.clone(), at));
        let mut map = Self {
            ways: vec![Vec::new(); gate(count) + 1],
            leaves: vec![false; gate(count) + 1],
            steps: steps.collect(),
        };
        map.leave(gate(count));
        for (at, step) in guide.steps.iter().enumerate() {
            map.add_step(at, step, index);
            let met = step.condition.as_ref().map_or(Some(true), |it| kind.meets(it));
            if met != Some(false) {
                map.add(gate(at), enter(at));
            }
            if met != Some(true) {
                map.add(gate(at), gate(at + 1));
            }
        }
        map
    }

    fn add(&mut self, from: usize, to: usize) {
        if let Some(ways) = self.ways.get_mut(from) {
            ways.push(to);
        }
    }

    fn leave(&mut self, place: usize) {
        if let Some(leaves) = self.leaves.get_mut(place) {
            *leaves = true;
        }
    }

    fn add_step(&mut self, at: usize, step: &Step, index: &Index<'_>) {
        let mut goes_on = step.choices.is_empty();
        let choices = step.choices.iter().map(|choice| &choice.to);
        for to in choices.chain(links(&step.body)) {
            match to {
                Link::Step(id) => {
                    if let Some(place) = self.steps.get(id).copied() {
                        self.add(enter(at), enter(place));
                    }
                }
                Link::People { .. } | Link::Done => self.leave(enter(at)),
                // A guide that was called returns to the next step; an answer is read beside this
                // one.
                Link::Entry { id, .. } => match index.entry(id.as_str()) {
                    Some(known) if known.is_guide => goes_on = true,
                    _ => self.leave(enter(at)),
                },
                Link::Web(_) | Link::Phone(_) | Link::Email(_) => {}
            }
        }
        if goes_on && step.ends {
            self.leave(enter(at));
        } else if goes_on {
            self.add(enter(at), gate(at + 1));
        }
    }

    /// The place that a choice leads to, if the customer stays in the guide.
    fn led_to(&self, at: usize, step: &Step, choice: &Choice, index: &Index<'_>) -> Option<usize> {
        match &choice.to {
            Link::Step(id) => self.steps.get(id).copied().map(enter),
            Link::Entry { id, .. } => {
                let returns = index.entry(id.as_str()).is_some_and(|known| known.is_guide);
                (returns && !step.ends).then_some(gate(at + 1))
            }
            Link::Web(_) | Link::Phone(_) | Link::Email(_) | Link::People { .. } | Link::Done => {
                None
            }
        }
    }

    /// The places that can be reached from the first of a guide, from links in its introduction
    /// and from other entries.
    fn reached_by_customers(&self, guide: &Guide, entered: &BTreeSet<StepId>) -> Vec<bool> {
        let linked = links(&guide.intro).into_iter().filter_map(|link| match link {
            Link::Step(id) => Some(id),
            Link::Web(_)
            | Link::Phone(_)
            | Link::Email(_)
            | Link::Entry { .. }
            | Link::People { .. }
            | Link::Done => None,
        });
        let named = linked.chain(entered).filter_map(|id| self.steps.get(id).copied().map(enter));
        self.reached(named.chain([gate(0)]))
    }

    /// The places that can be reached from some, these included.
    fn reached(&self, from: impl IntoIterator<Item = usize>) -> Vec<bool> {
        spread(&self.ways, from.into_iter().collect())
    }

    /// For each place, whether some way from it leaves the guide.
    fn leaving(&self) -> Vec<bool> {
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); self.ways.len()];
        for (place, ways) in self.ways.iter().enumerate() {
            for next in ways {
                if let Some(list) = before.get_mut(*next) {
                    list.push(place);
                }
            }
        }
        let leaves = self.leaves.iter().enumerate().filter(|(_, leaves)| **leaves);
        spread(&before, leaves.map(|(place, _)| place).collect())
    }
}

/// All places that some ways lead to from the open ones, in a time that is linear in the ways.
fn spread(ways: &[Vec<usize>], mut open: Vec<usize>) -> Vec<bool> {
    let mut seen = vec![false; ways.len()];
    while let Some(place) = open.pop() {
        let Some(slot) = seen.get_mut(place) else { continue };
        if !std::mem::replace(slot, true) {
            open.extend(ways.get(place).into_iter().flatten());
        }
    }
    seen
}

fn links_of<'a>(block: &'a Block, found: &mut Vec<&'a Link>) {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => links_in(text, found),
        Block::List { items, .. } => items.iter().flatten().for_each(|it| links_of(it, found)),
        Block::Checklist(items) => items.iter().for_each(|text| links_in(text, found)),
        Block::Note(inner) => inner.iter().for_each(|block| links_of(block, found)),
        Block::Code(_) | Block::Media(_) => {}
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

#[cfg(test)]
mod tests {
    use unstuck_model::text::Inline;

    use super::*;
    use crate::index::Entries;

    #[test]
    fn ways_grow_with_the_steps_and_no_faster() {
        let nothing = Entries::new();
        let index = Index { own: &nothing, fallback: &nothing, topics: None };
        let ways = |count: usize| {
            let to = Link::Step(StepId::new("s1").unwrap());
            let choice = Choice { label: vec![Inline::Text("Again".to_owned())], to };
            let step = |at: usize| Step {
                id: StepId::new(&format!("s{at}")).unwrap(),
                title: Vec::new(),
                body: Vec::new(),
                choices: if at.is_multiple_of(2) { vec![choice.clone(); 4] } else { Vec::new() },
                ends: false,
                // Without gates, every step would lead to all that follow.
                condition: Some(Condition::Fact {
                    fact: "plan".to_owned(),
                    value: "prepaid".to_owned(),
                    negated: false,
                }),
                on_page: None,
            };
            let guide = Guide { intro: Vec::new(), steps: (0..count).map(step).collect() };
            let map = Map::of(&guide, &index, &Kind::default());
            let leaving = map.leaving();
            assert!((0..count).all(|at| leaving[enter(at)]));
            map.ways.iter().map(Vec::len).sum::<usize>()
        };
        // Two gates' ways, and four choices or one way on by turns.
        assert_eq!(ways(500), 500 * 2 + 250 * 4 + 250);
        assert_eq!(ways(1000), ways(500) * 2);
    }
}
