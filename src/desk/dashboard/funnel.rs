use std::collections::{BTreeMap, BTreeSet};

use unstuck_model::counts::Counted;

use super::Tally;

/// The way of customers through the help, by what pages counted. These are events and not people: who
/// asks twice is counted twice, and who opens an answer that a page suggests has not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Questions that were searched for.
    pub asked: i64,
    /// Those of them that had no answer to rely on.
    pub unanswered: i64,
    /// Answers and guides that were opened.
    pub opened: i64,
    /// Guides among them, known by their steps.
    pub guided: i64,
    /// Ways to people that were taken.
    pub handed_off: i64,
    /// Entries that were said to have helped, or guides that were done to the end; what is both is
    /// counted once.
    pub solved: i64,
    /// The ways to people that were taken, by channel, the most frequent first.
    pub channels: Vec<(String, i64)>,
}

impl Funnel {
    /// The stations of the way, in their order.
    pub fn stations(&self) -> [(&'static str, i64); 5] {
        [
            ("Asked", self.asked),
            ("Opened an answer or guide", self.opened),
            ("Began a guide", self.guided),
            ("Solved without people", self.solved),
            ("Handed off to people", self.handed_off),
        ]
    }

    /// Whether pages counted anything of it.
    pub fn is_empty(&self) -> bool {
        self.stations().iter().all(|(_, times)| *times == 0)
    }
}

/// Sums what pages counted up to the way of customers.
pub fn funnel(tallies: &[Tally]) -> Funnel {
    let mut funnel = Funnel::default();
    let guides: BTreeSet<&str> = tallies
        .iter()
        .filter(|tally| tally.kind == Counted::Step)
        .filter_map(|tally| tally.id.split_once('/').map(|(guide, _)| guide))
        .collect();
    let mut solved: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for Tally { kind, id, times } in tallies {
        match kind {
            Counted::Asked => funnel.asked += times,
            Counted::Unanswered => funnel.unanswered += times,
            Counted::Opened => {
                funnel.opened += times;
                if guides.contains(id.as_str()) {
                    funnel.guided += times;
                }
            }
            Counted::HandedOff => {
                funnel.handed_off += times;
                funnel.channels.push((id.clone(), *times));
            }
            Counted::Helped => solved.entry(id).or_default().0 += times,
            Counted::Finished => solved.entry(id).or_default().1 += times,
            Counted::Step
            | Counted::Drift
            | Counted::NotHelped
            | Counted::People
            | Counted::Left => {}
        }
    }
    // How many guides were both is not known: the larger of the two is what is sure.
    funnel.solved = solved.values().map(|(helped, finished)| *helped.max(finished)).sum();
    funnel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_count_makes_the_way_of_customers() {
        let tallies = [
            (Counted::Asked, "", 40),
            (Counted::Unanswered, "", 6),
            (Counted::Opened, "pay-bill", 20),
            (Counted::Opened, "new-sim", 10),
            (Counted::Step, "new-sim/order", 9),
            (Counted::Step, "new-sim/arrived", 7),
            (Counted::Helped, "pay-bill", 8),
            (Counted::Helped, "new-sim", 2),
            (Counted::Finished, "new-sim", 5),
            (Counted::NotHelped, "pay-bill", 3),
            (Counted::HandedOff, "callback", 4),
            (Counted::HandedOff, "x", 1),
            (Counted::People, "pay-bill", 9),
        ];
        let tallies = tallies.map(|(kind, id, times)| Tally { kind, id: id.to_owned(), times });
        let funnel = funnel(&tallies);
        let stations: Vec<_> = funnel.stations().iter().map(|(_, times)| *times).collect();
        assert_eq!(stations, [40, 30, 10, 13, 5]);
        assert_eq!((funnel.unanswered, funnel.channels.len()), (6, 2));
        assert!(!funnel.is_empty() && Funnel::default().is_empty());
    }
}
