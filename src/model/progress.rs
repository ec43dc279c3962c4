//! How far a customer is: the longest way that may still be before them.

use crate::{
    customer::Customer,
    guide::{Condition, Guide},
    id::{EntryId, StepId},
    made::Made,
    session::Library,
    text::Link,
};

/// How far a customer is in a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The steps left behind.
    pub passed: usize,
    /// The most steps that may still come after this one.
    pub left: usize,
}

impl Progress {
    /// The share of the way in percent, which never claims more than the longest way allows.
    pub fn percent(self) -> usize {
        let total = self.passed.saturating_add(self.left).saturating_add(1);
        self.passed.saturating_mul(100) / total
    }
}

/// Whether a customer who comes by is shown a step.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Yes,
    No,
    /// It depends on a choice that has not been made.
    Perhaps,
}

/// What is known of a place while the longest way is counted.
#[derive(Clone, Copy)]
enum Count {
    /// Nothing yet.
    Unknown,
    /// The walk stands on it or behind it: to come back to it would be a circle.
    Open,
    /// The most steps that may follow it.
    Known(usize),
}

/// A guide's steps and the ways between them. A step is a place, and so is the gate before it,
/// where those who go on by themselves come by; with gates, many conditions in a row need no more
/// than two ways each.
pub(crate) struct Map {
    /// For each place, the places that may come next and how many steps that is. Step `n` is place
    /// `2n`, and the gate before it is place `2n + 1`.
    ways: Vec<Vec<(usize, usize)>>,
    /// How many ways were looked at, which tests compare with the size of the guide.
    pub(crate) work: usize,
}

impl Map {
    /// The ways of a guide for a customer who has made some choices in it and goes on from the
    /// step `from`, or from the gate before it.
    pub(crate) fn new(
        library: &impl Library,
        guide: &Guide,
        customer: &Customer,
        made: &Made,
        from: Start,
    ) -> Self {
        let targets = targets(library, guide);
        let perhaps = |condition: &Condition| match condition {
            Condition::Chose { step, .. } if !made.has_passed(*step) => Shown::Perhaps,
            known if made.meets(customer, known) => Shown::Yes,
            _ => Shown::No,
        };
        let first = Self::with(guide, &targets, &perhaps);
        // Choices of steps that no longer lie ahead will not be made.
        let ahead = first.ahead(from.place());
        let settled = |condition: &Condition| match condition {
            Condition::Chose { step, .. }
                if !made.has_passed(*step)
                    && ahead.get(step.saturating_mul(2)).is_some_and(|ahead| *ahead) =>
            {
                Shown::Perhaps
            }
            known if made.meets(customer, known) => Shown::Yes,
            _ => Shown::No,
        };
        let mut map = Self::with(guide, &targets, &settled);
        map.work += first.work + first.ways.iter().map(Vec::len).sum::<usize>();
        map
    }

    fn with(guide: &Guide, targets: &[Vec<Target>], shown: &dyn Fn(&Condition) -> Shown) -> Self {
        let mut ways = Vec::with_capacity(guide.steps.len() * 2);
        for (index, (step, targets)) in guide.steps.iter().zip(targets).enumerate() {
            let on = (!step.ends).then_some((gate(index + 1), 0));
            let leads = |target: &Target| match target {
                Target::Step(step) => Some((step * 2, 1)),
                Target::OnAfterGuide => on,
                Target::Out => None,
            };
            ways.push(if step.choices.is_empty() {
                on.into_iter().collect()
            } else {
                targets.iter().filter_map(leads).collect()
            });
            let (enter, pass) = ((index * 2, 1), (gate(index + 1), 0));
            ways.push(match step.condition.as_ref().map_or(Shown::Yes, shown) {
                Shown::Yes => vec![enter],
                Shown::No => vec![pass],
                Shown::Perhaps => vec![enter, pass],
            });
        }
        Self { ways, work: 0 }
    }

    /// The places that may still come, the first one included: the choice there is yet to be made.
    fn ahead(&self, from: usize) -> Vec<bool> {
        let mut ahead = vec![false; self.ways.len()];
        if let Some(first) = ahead.get_mut(from) {
            *first = true;
        }
        let mut open = vec![from];
        while let Some(place) = open.pop() {
            for (next, _) in self.ways.get(place).into_iter().flatten() {
                if let Some(seen) = ahead.get_mut(*next).filter(|seen| !**seen) {
                    *seen = true;
                    open.push(*next);
                }
            }
        }
        ahead
    }

    /// The most steps that may follow without passing one twice, by a walk that remembers what it
    /// has counted; the time is linear in steps and choices.
    pub(crate) fn longest(&mut self, from: Start) -> usize {
        let mut counts = vec![Count::Unknown; self.ways.len()];
        // An explicit stack: a guide of many steps must not overflow the browser's.
        let mut stack = vec![(from.place(), false)];
        while let Some((place, returned)) = stack.pop() {
            let ways = self.ways.get(place).map(Vec::as_slice).unwrap_or_default();
            let known = |(next, steps): &(usize, usize)| match counts.get(*next) {
                Some(Count::Known(way)) => Some(way + steps),
                Some(Count::Unknown | Count::Open) | None => None,
            };
            match counts.get(place) {
                Some(Count::Open) if returned => {
                    let best = ways.iter().filter_map(known).max().unwrap_or(0);
                    self.work += ways.len();
                    set(&mut counts, place, Count::Known(best));
                }
                Some(Count::Unknown) => {
                    set(&mut counts, place, Count::Open);
                    self.work += ways.len();
                    stack.push((place, true));
                    stack.extend(ways.iter().map(|(next, _)| (*next, false)));
                }
                Some(Count::Open | Count::Known(_)) | None => {}
            }
        }
        match counts.get(from.place()) {
            Some(Count::Known(way)) => *way,
            Some(Count::Unknown | Count::Open) | None => 0,
        }
    }
}

/// Where a way begins.
#[derive(Clone, Copy)]
pub(crate) enum Start {
    /// At a step.
    Step(usize),
    /// Before a step, which may be passed over.
    Gate(usize),
}

impl Start {
    fn place(self) -> usize {
        match self {
            Self::Step(step) => step.saturating_mul(2),
            Self::Gate(step) => gate(step),
        }
    }
}

fn gate(step: usize) -> usize {
    step.saturating_mul(2).saturating_add(1)
}

fn set(counts: &mut [Count], place: usize, count: Count) {
    if let Some(slot) = counts.get_mut(place) {
        *slot = count;
    }
}

/// Where a choice leads within its guide.
enum Target {
    Step(usize),
    /// Through another guide and on behind this step.
    OnAfterGuide,
    Out,
}

/// Where the choices of each step lead.
fn targets(library: &impl Library, guide: &Guide) -> Vec<Vec<Target>> {
    // The first of several steps with one id counts, as it does for events.
    let mut steps: Vec<(&StepId, usize)> =
        guide.steps.iter().enumerate().map(|(at, step)| (&step.id, at)).collect();
    steps.sort_unstable();
    let first = |id: &StepId| {
        let at = steps.partition_point(|(known, _)| *known < id);
        steps.get(at).filter(|(known, _)| *known == id).map(|(_, step)| *step)
    };
    // A library looks through its entries, so each is asked for once; there are few of them.
    let mut guides: Vec<(&EntryId, bool)> = Vec::new();
    let mut all = Vec::with_capacity(guide.steps.len());
    for step in &guide.steps {
        let mut targets = Vec::with_capacity(step.choices.len());
        for choice in &step.choices {
            targets.push(match &choice.to {
                Link::Step(id) => first(id).map_or(Target::Out, Target::Step),
                Link::Entry { id, .. } => {
                    let known = guides.iter().find(|(known, _)| *known == id);
                    let is_guide = known.map_or_else(|| library.guide(id).is_some(), |one| one.1);
                    if known.is_none() {
                        guides.push((id, is_guide));
                    }
                    if is_guide { Target::OnAfterGuide } else { Target::Out }
                }
                Link::Web(_)
                | Link::Phone(_)
                | Link::Email(_)
                | Link::People { .. }
                | Link::Done => Target::Out,
            });
        }
        all.push(targets);
    }
    all
}
