use std::collections::BTreeMap;

use unstuck_model::{callback::Slot, hours::Seconds, id::is_id};

use super::{Span, measure};
use crate::clock::Clock;

/// One request, as far as the promise goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The topic that the request names.
    pub topic: Option<String>,
    pub received: Seconds,
    /// The slot that counted when the customer was first phoned, or that counts now.
    pub slot: Slot,
    /// When the first call was recorded, whatever came of it.
    pub contacted: Option<Seconds>,
}

/// How a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Kept,
    Late,
    /// Nobody phoned, and it is too late.
    Overdue,
    /// Nobody phoned, and there is time.
    Ahead,
}

impl Call {
    /// Until when the customer was to be phoned: so many minutes after they asked, or after the slot
    /// that they chose began, if that is later; without a promise by the end of the slot.
    fn deadline(&self, promise: Option<u32>) -> Seconds {
        match promise {
            Some(minutes) => {
                self.received.max(self.slot.from).saturating_add(Seconds::from(minutes) * 60)
            }
            None => self.slot.to,
        }
    }

    fn standing(&self, promise: Option<u32>, now: Seconds) -> Standing {
        let deadline = self.deadline(promise);
        match self.contacted {
            Some(at) if at <= deadline => Standing::Kept,
            Some(_) => Standing::Late,
            None if now > deadline => Standing::Overdue,
            None => Standing::Ahead,
        }
    }
}

/// How the promise was kept to some customers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calls {
    /// Phoned by the deadline.
    pub kept: i64,
    /// Phoned after it.
    pub late: i64,
    /// Not phoned, and the deadline is over.
    pub overdue: i64,
    /// Not phoned, and the deadline is ahead.
    pub ahead: i64,
    /// The median time to the first call of those who were phoned. Who still waits is told beside it.
    pub median: Option<Seconds>,
}

impl Calls {
    fn of<'a>(calls: impl Iterator<Item = &'a Call>, promise: Option<u32>, now: Seconds) -> Self {
        let (mut sum, mut waits) = (Self::default(), Vec::new());
        for call in calls {
            let field = match call.standing(promise, now) {
                Standing::Kept => &mut sum.kept,
                Standing::Late => &mut sum.late,
                Standing::Overdue => &mut sum.overdue,
                Standing::Ahead => &mut sum.ahead,
            };
            *field += 1;
            waits.extend(call.contacted.map(|at| at.saturating_sub(call.received).max(0)));
        }
        sum.median = measure::median(waits);
        sum
    }

    /// How many promises have come due.
    pub fn due(&self) -> i64 {
        self.kept + self.late + self.overdue
    }

    /// How many requests there were.
    pub fn all(&self) -> i64 {
        self.due() + self.ahead
    }

    /// The share of the promises due that were kept, in percent.
    pub fn share(&self) -> Option<i64> {
        measure::percent(self.kept, self.due())
    }
}

/// How the promise was kept in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    pub total: Calls,
    /// By the day of the request, in the order of the period.
    pub days: Vec<Calls>,
    /// By topic, those with the most requests first; nothing for requests without one that a site may
    /// have.
    pub topics: Vec<(Option<String>, Calls)>,
}

/// The most topics that are told apart: more than any site has, for whoever asks for a callback can
/// name any.
const MOST_TOPICS: usize = 50;

/// How the promise was kept to those who called in a period.
pub fn called(
    calls: &[Call],
    span: &Span,
    clock: &Clock,
    promise: Option<u32>,
    now: Seconds,
) -> Called {
    let mut days: Vec<Vec<&Call>> = vec![Vec::new(); span.days.len()];
    let mut topics: BTreeMap<Option<&str>, Vec<&Call>> = BTreeMap::new();
    for call in calls {
        let day = span.day(clock, call.received).and_then(|day| days.get_mut(day));
        if let Some(day) = day {
            day.push(call);
        }
        topics.entry(call.topic.as_deref().filter(|topic| is_id(topic))).or_default().push(call);
    }
    let sum = |calls: &[&Call]| Calls::of(calls.iter().copied(), promise, now);
    let mut topics: Vec<_> =
        topics.into_iter().map(|(topic, calls)| (topic.map(str::to_owned), sum(&calls))).collect();
    // Sorted by name already, which stays so among those with as many.
    topics.sort_by_key(|(_, calls)| std::cmp::Reverse(calls.all()));
    topics.truncate(MOST_TOPICS);
    Called {
        total: Calls::of(calls.iter(), promise, now),
        days: days.iter().map(|calls| sum(calls)).collect(),
        topics,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::Period;

    const NOW: Seconds = 1_795_334_400;

    fn call(topic: &str, received: Seconds, contacted: Option<Seconds>) -> Call {
        Call {
            topic: (!topic.is_empty()).then(|| topic.to_owned()),
            received,
            slot: Slot { from: received + 3_600, to: received + 7_200 },
            contacted,
        }
    }

    fn sums(calls: &Calls) -> [i64; 4] {
        [calls.kept, calls.late, calls.overdue, calls.ahead]
    }

    #[test]
    fn a_promise_is_kept_by_the_end_of_the_slot_or_within_its_minutes() {
        let check = |promise, received: Seconds, contacted: Option<Seconds>, expect| {
            let calls = [call("", NOW + received, contacted.map(|at| NOW + received + at))];
            assert_eq!(sums(&Calls::of(calls.iter(), promise, NOW)), expect, "{received}");
        };
        check(None, -9_000, Some(7_200), [1, 0, 0, 0]);
        check(None, -9_000, Some(7_201), [0, 1, 0, 0]);
        check(None, -7_201, None, [0, 0, 1, 0]);
        check(None, -7_200, None, [0, 0, 0, 1]);
        // Half an hour, from the beginning of the slot on that the customer chose.
        check(Some(30), -9_000, Some(5_400), [1, 0, 0, 0]);
        check(Some(30), -9_000, Some(5_401), [0, 1, 0, 0]);
        check(Some(30), -5_401, None, [0, 0, 1, 0]);
        check(Some(u32::MAX), -9_000, None, [0, 0, 0, 1]);
    }

    #[test]
    fn a_slot_that_has_begun_promises_from_the_request_on() {
        let now = Call { slot: Slot { from: 0, to: 7_200 }, ..call("", 3_000, None) };
        assert_eq!(now.deadline(Some(10)), 3_600);
    }

    #[test]
    fn requests_are_summed_by_day_and_by_topic() {
        let madrid = Clock::of("Europe/Madrid").unwrap();
        let span = Span::of(Period::Week, &madrid, NOW);
        let yesterday = NOW - 86_400;
        let calls = [
            call("billing", yesterday, Some(yesterday + 600)),
            call("billing", yesterday, Some(yesterday + 9_000)),
            call("=1+1", yesterday, Some(yesterday + 1_200)),
            call("esim", NOW - 10_000, None),
            call("", NOW - 60, None),
        ];
        let called = called(&calls, &span, &madrid, None, NOW);
        assert_eq!((sums(&called.total), called.total.share()), ([2, 1, 1, 1], Some(50)));
        assert_eq!(called.total.median, Some(1_200));
        assert_eq!(called.days.iter().map(Calls::all).collect::<Vec<_>>(), [0, 0, 0, 0, 0, 3, 2]);
        assert_eq!(called.days[5].median, Some(1_200));
        let topics: Vec<_> =
            called.topics.iter().map(|(topic, calls)| (topic.as_deref(), calls.all())).collect();
        assert_eq!(topics, [(None, 2), (Some("billing"), 2), (Some("esim"), 1)]);
    }
}
