//! The guide machine: a session in a guide and what each event makes of it.
//!
//! Every state has an answer to every event. What cannot be done (going back from the first step,
//! a choice that is not there) leaves the session as it is.

use serde::{Deserialize, Serialize};

use crate::{
    customer::Customer,
    guide::{Guide, Step},
    id::{EntryId, StepId, TopicId},
    text::Link,
};

/// Where the guides are found.
pub trait Library {
    /// The guide with an id.
    fn guide(&self, id: &EntryId) -> Option<&Guide>;
}

impl Library for crate::site::Content {
    fn guide(&self, id: &EntryId) -> Option<&Guide> {
        self.entry(id)?.guide()
    }
}

/// A customer's way through a guide and the guides it calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The guide that was begun.
    pub guide: EntryId,
    /// The place now.
    pub place: Place,
    /// The places left behind, oldest first; going back returns to the last.
    pub trail: Vec<Passed>,
    /// The guides that called, innermost last, with the step to go on with after the return.
    pub calls: Vec<Place>,
    /// How it stands.
    pub status: Status,
}

/// A step of a guide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The guide.
    pub guide: EntryId,
    /// The step's place in the guide.
    pub step: usize,
}

/// A step that was left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// The step.
    pub place: Place,
    /// The choice that was made there.
    pub choice: Option<usize>,
    /// The calls as they were, to go back to.
    pub calls: Vec<Place>,
}

/// How a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// At a step.
    Walking,
    /// At the end; the customer is asked whether it helped.
    Ended,
}

/// What the customer does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Takes the choice at this place of the list.
    Choose(usize),
    /// Goes on from a step without choices.
    Next,
    /// Goes back to the step before.
    Back,
    /// Starts again from the first step.
    Restart,
    /// Follows a link to a step of this guide.
    Jump(StepId),
    /// Follows a link to another guide, which returns here.
    Call { guide: EntryId, step: Option<StepId> },
}

/// What the rim has to do after an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Show the place now, and say its heading.
    Show,
    /// Ask whether the guide helped.
    AskIfHelped,
    /// Show an entry that is not a guide.
    OpenEntry(EntryId),
    /// Open an address, number or mail.
    OpenLink(Link),
    /// Show the ways to people.
    People { topic: Option<TopicId> },
}

impl Session {
    /// A session at the first step (or `at`) that the customer meets; nothing if the guide has no
    /// such step.
    pub fn begin(
        library: &impl Library,
        customer: &Customer,
        guide: &EntryId,
        at: Option<&StepId>,
    ) -> Option<Self> {
        let place = enter(library, customer, guide, at)?;
        Some(Self {
            guide: guide.clone(),
            place,
            trail: Vec::new(),
            calls: Vec::new(),
            status: Status::Walking,
        })
    }

    /// The step now.
    pub fn step<'a>(&self, library: &'a impl Library) -> Option<&'a Step> {
        step(library, &self.place)
    }

    /// How far the customer is, as steps passed and the most steps that may still follow; honest
    /// with branches because it counts the longest way left.
    pub fn progress(&self, library: &impl Library, customer: &Customer) -> Progress {
        let passed = self.trail.len();
        let left = match self.status {
            Status::Ended => 0,
            Status::Walking => {
                let here = library
                    .guide(&self.place.guide)
                    .map_or(0, |guide| longest_way(library, guide, customer, self.place.step));
                let after = self.calls.iter().filter_map(|caller| {
                    let guide = library.guide(&caller.guide)?;
                    let step = first_met(guide, customer, caller.step)?;
                    Some(longest_way(library, guide, customer, step) + 1)
                });
                here + after.sum::<usize>()
            }
        };
        Progress { passed, left }
    }
}

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

/// What an event makes of a session.
pub fn next(
    library: &impl Library,
    customer: &Customer,
    session: Session,
    event: Event,
) -> (Session, Vec<Effect>) {
    match event {
        Event::Choose(index) => choose(library, customer, session, index),
        Event::Next => go_on(library, customer, session),
        Event::Back => back(session),
        Event::Restart => restart(library, customer, session),
        Event::Jump(id) => {
            let target = library.guide(&session.place.guide).and_then(|guide| guide.position(&id));
            match target {
                Some(index) => {
                    let place = Place { guide: session.place.guide.clone(), step: index };
                    (moved(session, place, None), vec![Effect::Show])
                }
                None => (session, Vec::new()),
            }
        }
        Event::Call { guide, step } => {
            call(library, customer, session, &guide, step.as_ref(), None)
        }
    }
}

fn choose(
    library: &impl Library,
    customer: &Customer,
    session: Session,
    index: usize,
) -> (Session, Vec<Effect>) {
    let choice = session.step(library).and_then(|step| step.choices.get(index));
    let (Some(choice), Status::Walking) = (choice, session.status) else {
        return (session, Vec::new());
    };
    match choice.to.clone() {
        Link::Step(id) => {
            let target = library.guide(&session.place.guide).and_then(|guide| guide.position(&id));
            match target {
                Some(target) => {
                    let place = Place { guide: session.place.guide.clone(), step: target };
                    (moved(session, place, Some(index)), vec![Effect::Show])
                }
                None => (session, Vec::new()),
            }
        }
        Link::Entry { id, step } if library.guide(&id).is_some() => {
            call(library, customer, session, &id, step.as_ref(), Some(index))
        }
        Link::Entry { id, .. } => (session, vec![Effect::OpenEntry(id)]),
        Link::People { topic } => (session, vec![Effect::People { topic }]),
        Link::Done => finish(library, customer, session, Some(index)),
        link @ (Link::Web(_) | Link::Phone(_) | Link::Email(_)) => {
            (session, vec![Effect::OpenLink(link)])
        }
    }
}

fn go_on(library: &impl Library, customer: &Customer, session: Session) -> (Session, Vec<Effect>) {
    let Some(step) = session.step(library) else {
        return (session, Vec::new());
    };
    if session.status == Status::Ended || !step.choices.is_empty() {
        return (session, Vec::new());
    }
    let following = library
        .guide(&session.place.guide)
        .filter(|_| !step.ends)
        .and_then(|guide| first_met(guide, customer, session.place.step + 1));
    match following {
        Some(index) => {
            let place = Place { guide: session.place.guide.clone(), step: index };
            (moved(session, place, None), vec![Effect::Show])
        }
        None => finish(library, customer, session, None),
    }
}

/// Ends the innermost guide: returns to the one that called, or ends the session.
fn finish(
    library: &impl Library,
    customer: &Customer,
    mut session: Session,
    choice: Option<usize>,
) -> (Session, Vec<Effect>) {
    let calls = session.calls.clone();
    while let Some(caller) = session.calls.pop() {
        let place = library
            .guide(&caller.guide)
            .and_then(|guide| first_met(guide, customer, caller.step))
            .map(|step| Place { guide: caller.guide.clone(), step });
        if let Some(place) = place {
            session.trail.push(Passed { place: session.place, choice, calls });
            session.place = place;
            return (session, vec![Effect::Show]);
        }
    }
    session.trail.push(Passed { place: session.place.clone(), choice, calls });
    session.status = Status::Ended;
    (session, vec![Effect::AskIfHelped])
}

fn call(
    library: &impl Library,
    customer: &Customer,
    session: Session,
    guide: &EntryId,
    at: Option<&StepId>,
    choice: Option<usize>,
) -> (Session, Vec<Effect>) {
    /// Guides that call one another for ever would grow the session without end.
    const DEEPEST: usize = 16;
    let Some(place) = enter(library, customer, guide, at) else {
        return (session, Vec::new());
    };
    let back_at = Place { guide: session.place.guide.clone(), step: after_call(library, &session) };
    let ended = session.status == Status::Ended;
    let mut session = moved(session, place, choice);
    if ended {
        // There is nothing left to return to.
        session.calls.clear();
    } else if session.calls.len() < DEEPEST {
        session.calls.push(back_at);
    }
    (session, vec![Effect::Show])
}

/// The step to go on with after a called guide has returned: the next one, or one past the last
/// if this step ends its guide.
fn after_call(library: &impl Library, session: &Session) -> usize {
    let ends = session.step(library).is_none_or(|step| step.ends);
    if ends { usize::MAX } else { session.place.step.saturating_add(1) }
}

fn back(mut session: Session) -> (Session, Vec<Effect>) {
    match session.trail.pop() {
        Some(passed) => {
            session.place = passed.place;
            session.calls = passed.calls;
            session.status = Status::Walking;
            (session, vec![Effect::Show])
        }
        None => (session, Vec::new()),
    }
}

fn restart(
    library: &impl Library,
    customer: &Customer,
    session: Session,
) -> (Session, Vec<Effect>) {
    match Session::begin(library, customer, &session.guide, None) {
        Some(fresh) => (fresh, vec![Effect::Show]),
        None => (session, Vec::new()),
    }
}

fn moved(session: Session, to: Place, choice: Option<usize>) -> Session {
    // Who leaves the end by a link goes on from the last step, so that Back returns to it.
    let (mut session, _) = match session.status {
        Status::Ended => back(session),
        Status::Walking => (session, Vec::new()),
    };
    session.trail.push(Passed { place: session.place, choice, calls: session.calls.clone() });
    session.place = to;
    session.status = Status::Walking;
    session
}

fn enter(
    library: &impl Library,
    customer: &Customer,
    guide: &EntryId,
    at: Option<&StepId>,
) -> Option<Place> {
    let steps = library.guide(guide)?;
    let step = match at {
        Some(id) => steps.position(id)?,
        None => first_met(steps, customer, 0)?,
    };
    Some(Place { guide: guide.clone(), step })
}

fn step<'a>(library: &'a impl Library, place: &Place) -> Option<&'a Step> {
    library.guide(&place.guide)?.steps.get(place.step)
}

/// The first step at or after `from` whose condition the customer meets.
fn first_met(guide: &Guide, customer: &Customer, from: usize) -> Option<usize> {
    let meets = |step: &Step| step.condition.as_ref().is_none_or(|c| customer.meets(c));
    guide.steps.iter().enumerate().skip(from).find(|(_, step)| meets(step)).map(|(index, _)| index)
}

/// What is known of a step while the longest way is counted.
#[derive(Clone, Copy)]
enum Count {
    /// Nothing yet.
    Unknown,
    /// The walk stands on it or behind it: to come back to it would be a circle.
    Open,
    /// The most steps that may follow it.
    Known(usize),
}

/// The most steps that may follow a step without passing one twice, by a walk that remembers what
/// it has counted; the time is linear in steps and choices.
fn longest_way(library: &impl Library, guide: &Guide, customer: &Customer, from: usize) -> usize {
    let mut counts = vec![Count::Unknown; guide.steps.len()];
    // An explicit stack: a guide of many steps must not overflow the browser's.
    let mut stack = vec![(from, false)];
    while let Some((index, returned)) = stack.pop() {
        let ahead = followers(library, guide, customer, index);
        let known = |next: &usize| match counts.get(*next) {
            Some(Count::Known(way)) => Some(way + 1),
            Some(Count::Unknown | Count::Open) | None => None,
        };
        let best = ahead.iter().filter_map(known).max().unwrap_or(0);
        match counts.get_mut(index) {
            Some(count) if returned => *count = Count::Known(best),
            Some(count @ Count::Unknown) => {
                *count = Count::Open;
                stack.push((index, true));
                stack.extend(ahead.into_iter().map(|next| (next, false)));
            }
            Some(Count::Open | Count::Known(_)) | None => {}
        }
    }
    match counts.get(from) {
        Some(Count::Known(way)) => *way,
        Some(Count::Unknown | Count::Open) | None => 0,
    }
}

/// The steps of the same guide that may come next, those after a called guide included.
fn followers(
    library: &impl Library,
    guide: &Guide,
    customer: &Customer,
    index: usize,
) -> Vec<usize> {
    let Some(step) = guide.steps.get(index) else {
        return Vec::new();
    };
    let following = || if step.ends { None } else { first_met(guide, customer, index + 1) };
    if step.choices.is_empty() {
        return following().into_iter().collect();
    }
    let leads_to = |choice: &crate::guide::Choice| match &choice.to {
        Link::Step(id) => guide.position(id),
        Link::Entry { id, .. } => library.guide(id).and_then(|_| following()),
        Link::Web(_) | Link::Phone(_) | Link::Email(_) | Link::People { .. } | Link::Done => None,
    };
    step.choices.iter().filter_map(leads_to).collect()
}
