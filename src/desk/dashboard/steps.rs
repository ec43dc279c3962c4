use std::{cmp::Reverse, collections::BTreeMap};

use unstuck_model::counts::Counted;

use super::{Tally, percent};

/// How often a step must have been shown before its share says something.
const ENOUGH: i64 = 5;

/// What became of those who were shown a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepUse {
    /// The guide and the step: `pay-bill/card`.
    pub id: String,
    pub shown: i64,
    /// The guide was closed here, before its end.
    pub left: i64,
    /// People were asked for here.
    pub people: i64,
    /// Its target was not found on the page.
    pub drifted: i64,
}

impl StepUse {
    /// How many the guide lost here.
    pub fn lost(&self) -> i64 {
        self.left.saturating_add(self.people)
    }

    /// Their share of those who were shown the step, in percent.
    pub fn share_lost(&self) -> Option<i64> {
        percent(self.lost(), self.shown)
    }

    /// The share of times that its target was not found, in percent.
    pub fn share_drifted(&self) -> Option<i64> {
        percent(self.drifted, self.shown)
    }
}

/// The steps that lost somebody or were shown, the worst first: by share, but those that were shown
/// too seldom to tell come last.
pub fn steps(tallies: &[Tally]) -> Vec<StepUse> {
    let mut steps: BTreeMap<&str, StepUse> = BTreeMap::new();
    for Tally { kind, id, times } in tallies {
        let field: fn(&mut StepUse) -> &mut i64 = match kind {
            Counted::Step => |step| &mut step.shown,
            Counted::Left => |step| &mut step.left,
            Counted::People if id.contains('/') => |step| &mut step.people,
            Counted::Drift => |step| &mut step.drifted,
            Counted::People
            | Counted::Opened
            | Counted::Helped
            | Counted::NotHelped
            | Counted::Asked
            | Counted::Unanswered
            | Counted::Finished
            | Counted::HandedOff => continue,
        };
        let step =
            steps.entry(id).or_insert_with(|| StepUse { id: id.clone(), ..StepUse::default() });
        *field(step) += times;
    }
    let mut steps: Vec<StepUse> = steps.into_values().collect();
    // Sorted by id already, which stays so among equals.
    steps.sort_by_key(|step| {
        let share = step.share_lost().filter(|_| step.shown >= ENOUGH);
        Reverse((share, step.lost()))
    });
    steps
}

/// What became of an answer or a guide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryUse {
    pub id: String,
    pub opened: i64,
    pub helped: i64,
    pub not_helped: i64,
    /// Its last step was done.
    pub finished: i64,
    /// People were asked for from it, at whichever step; without an id from none.
    pub people: i64,
}

/// The entries, the most opened first.
pub fn entries(tallies: &[Tally]) -> Vec<EntryUse> {
    let mut entries: BTreeMap<&str, EntryUse> = BTreeMap::new();
    for Tally { kind, id, times } in tallies {
        let field: fn(&mut EntryUse) -> &mut i64 = match kind {
            Counted::Opened => |entry| &mut entry.opened,
            Counted::Helped => |entry| &mut entry.helped,
            Counted::NotHelped => |entry| &mut entry.not_helped,
            Counted::Finished => |entry| &mut entry.finished,
            Counted::People => |entry| &mut entry.people,
            Counted::Step
            | Counted::Left
            | Counted::Drift
            | Counted::Asked
            | Counted::Unanswered
            | Counted::HandedOff => continue,
        };
        let id = id.split_once('/').map_or(id.as_str(), |(guide, _)| guide);
        let entry = entries
            .entry(id)
            .or_insert_with(|| EntryUse { id: id.to_owned(), ..EntryUse::default() });
        *field(entry) += times;
    }
    let mut entries: Vec<EntryUse> = entries.into_values().collect();
    entries.sort_by_key(|entry| Reverse((entry.opened, entry.people)));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tallies(counted: &[(Counted, &str, i64)]) -> Vec<Tally> {
        let one = |(kind, id, times): &(Counted, &str, i64)| Tally {
            kind: *kind,
            id: (*id).to_owned(),
            times: *times,
        };
        counted.iter().map(one).collect()
    }

    #[test]
    fn the_steps_that_lose_most_come_first() {
        let steps = steps(&tallies(&[
            (Counted::Step, "a/often", 100),
            (Counted::Left, "a/often", 10),
            (Counted::Step, "a/worst", 20),
            (Counted::Left, "a/worst", 6),
            (Counted::People, "a/worst", 4),
            (Counted::People, "b", 9),
            (Counted::Step, "a/seldom", 4),
            (Counted::Left, "a/seldom", 4),
            (Counted::Step, "a/fine", 50),
            (Counted::Drift, "a/fine", 5),
        ]));
        let seen: Vec<_> =
            steps.iter().map(|step| (step.id.as_str(), step.lost(), step.share_lost())).collect();
        assert_eq!(
            seen,
            [
                ("a/worst", 10, Some(50)),
                ("a/often", 10, Some(10)),
                ("a/fine", 0, Some(0)),
                ("a/seldom", 4, Some(100)),
            ]
        );
        assert_eq!(steps[2].share_drifted(), Some(10));
    }

    #[test]
    fn what_became_of_an_entry_is_summed_over_its_steps() {
        let entries = entries(&tallies(&[
            (Counted::Opened, "a", 9),
            (Counted::People, "a/one", 2),
            (Counted::People, "a/two", 1),
            (Counted::People, "", 5),
            (Counted::Finished, "a", 4),
            (Counted::Opened, "b", 10),
        ]));
        let seen: Vec<_> =
            entries.iter().map(|one| (one.id.as_str(), one.opened, one.people)).collect();
        assert_eq!(seen, [("b", 10, 0), ("a", 9, 3), ("", 0, 5)]);
        assert_eq!(entries[1].finished, 4);
    }
}
