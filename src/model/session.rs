//! The guide machine: a session in a guide and what each event makes of it.
//!
//! Every state has an answer to every event. What cannot be done (going back from the first step,
//! a choice that is not there) leaves the session as it is.
//!
//! A link or a choice that names a step leads to it, whatever its condition. Who goes on by
//! themselves passes over the steps whose conditions they do not meet.

use serde::{Deserialize, Serialize};

use crate::{
    customer::Customer,
    guide::{Guide, Step},
    id::{EntryId, StepId, TopicId},
    made::Made,
    progress::{Map, Start},
    text::Link,
};

pub use crate::progress::Progress;

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
    /// The steps that called a guide, innermost last; after the return the session goes on behind
    /// them.
    pub calls: Vec<Place>,
    /// The boxes of checklists that are ticked. Going back and on again leaves them ticked.
    pub ticks: Vec<Tick>,
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

/// A box that is ticked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// The step it is in.
    pub place: Place,
    /// Its place among all boxes of the step, from the top.
    pub item: usize,
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
    /// Goes on from a step without choices. Where the step waits for the page, the customer says
    /// in this way that it is done.
    Next,
    /// Goes on past a step without doing it, even where it waits or has choices: to the next one
    /// met in the order of the file, or to the end, which asks as every end does.
    Skip,
    /// The page shows that a step is done. A report of any other step than the one now, or of one
    /// that does not wait, changes nothing.
    StepDone(Place),
    /// Ticks a box of the step now, or takes the tick away. `item` is its place among all boxes of
    /// the step, from the top.
    Tick { item: usize, on: bool },
    /// Goes back to the step before.
    Back,
    /// Starts again from the first step.
    Restart,
    /// Follows a link to a step of this guide.
    Jump(StepId),
    /// Follows a link to another guide, which returns here.
    Call { guide: EntryId, step: Option<StepId> },
    /// The task was done elsewhere, such as in another tab.
    DoneElsewhere,
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
            ticks: Vec::new(),
            status: Status::Walking,
        })
    }

    /// The step now.
    pub fn step<'a>(&self, library: &'a impl Library) -> Option<&'a Step> {
        step(library, &self.place)
    }

    /// Whether a box of the step now is ticked.
    pub fn is_ticked(&self, item: usize) -> bool {
        self.ticks.iter().any(|tick| tick.item == item && tick.place == self.place)
    }

    /// How far the customer is, as steps passed and the most steps that may still follow; honest
    /// with branches because it counts the longest way left. The time is linear in the steps and
    /// choices of the guides under way, and in the steps passed.
    pub fn progress(&self, library: &impl Library, customer: &Customer) -> Progress {
        let passed = self.trail.len();
        let left = match self.status {
            Status::Ended => 0,
            Status::Walking => self.left(library, customer).0,
        };
        Progress { passed, left }
    }

    /// The most steps that may still follow, and the work it took to count them.
    pub(crate) fn left(&self, library: &impl Library, customer: &Customer) -> (usize, usize) {
        let count = |place: &Place, start: Start| {
            let Some(guide) = library.guide(&place.guide) else { return (0, 0) };
            let mut made = Made::along(&self.trail, &place.guide, guide.steps.len());
            if place.guide == self.place.guide {
                made.reopen(self.place.step);
            }
            let mut map = Map::new(library, guide, customer, &made, start);
            let longest = map.longest(start);
            (longest, map.work)
        };
        let here = count(&self.place, Start::Step(self.place.step));
        let after = self.calls.iter().map(|caller| match step(library, caller) {
            Some(step) if !step.ends => count(caller, Start::Gate(caller.step.saturating_add(1))),
            _ => (0, 0),
        });
        after.fold(here, |(left, work), (more, more_work)| (left + more, work + more_work))
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
        Event::Next => match session.step(library) {
            Some(step) if step.choices.is_empty() => go_on(library, customer, session),
            _ => (session, Vec::new()),
        },
        Event::Skip => go_on(library, customer, session),
        Event::StepDone(place) => match session.step(library) {
            Some(step) if step.waits() && session.place == place => {
                go_on(library, customer, session)
            }
            _ => (session, Vec::new()),
        },
        Event::Tick { item, on } => (tick(library, session, item, on), Vec::new()),
        Event::DoneElsewhere => done_elsewhere(library, session),
        Event::Back => back(session),
        Event::Restart => restart(library, customer, session),
        Event::Jump(id) => {
            let target = library.guide(&session.place.guide).and_then(|guide| guide.position(&id));
            match target {
                Some(index) => {
                    let place = Place { guide: session.place.guide.clone(), step: index };
                    (arrive(leave(session, None), place), vec![Effect::Show])
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
                    (arrive(leave(session, Some(index)), place), vec![Effect::Show])
                }
                None => (session, Vec::new()),
            }
        }
        Link::Entry { id, step } if library.guide(&id).is_some() => {
            call(library, customer, session, &id, step.as_ref(), Some(index))
        }
        Link::Entry { id, .. } => (session, vec![Effect::OpenEntry(id)]),
        Link::People { topic } => (session, vec![Effect::People { topic }]),
        Link::Done => finish(library, customer, leave(session, Some(index))),
        link @ (Link::Web(_) | Link::Phone(_) | Link::Email(_)) => {
            (session, vec![Effect::OpenLink(link)])
        }
    }
}

/// Goes on by itself, behind the step now.
fn go_on(library: &impl Library, customer: &Customer, session: Session) -> (Session, Vec<Effect>) {
    if session.status == Status::Ended || session.step(library).is_none() {
        return (session, Vec::new());
    }
    let session = leave(session, None);
    match behind(library, customer, &session.trail, &session.place) {
        Some(place) => (arrive(session, place), vec![Effect::Show]),
        None => finish(library, customer, session),
    }
}

/// Ends the innermost guide, whose last step has been left: returns to the one that called, or
/// ends the session.
fn finish(
    library: &impl Library,
    customer: &Customer,
    mut session: Session,
) -> (Session, Vec<Effect>) {
    while let Some(caller) = session.calls.pop() {
        if let Some(place) = behind(library, customer, &session.trail, &caller) {
            return (arrive(session, place), vec![Effect::Show]);
        }
    }
    session.status = Status::Ended;
    (session, vec![Effect::AskIfHelped])
}

fn done_elsewhere(library: &impl Library, session: Session) -> (Session, Vec<Effect>) {
    if session.status == Status::Ended || session.step(library).is_none() {
        return (session, Vec::new());
    }
    let left = leave(session, None);
    let ended = Session { calls: Vec::new(), status: Status::Ended, ..left };
    (ended, vec![Effect::AskIfHelped])
}

/// The step that follows one by itself; nothing if the guide ends there.
fn behind(
    library: &impl Library,
    customer: &Customer,
    trail: &[Passed],
    place: &Place,
) -> Option<Place> {
    let guide = library.guide(&place.guide)?;
    if guide.steps.get(place.step)?.ends {
        return None;
    }
    let made = Made::along(trail, &place.guide, guide.steps.len());
    let step = first_met(guide, customer, &made, place.step.saturating_add(1))?;
    Some(Place { guide: place.guide.clone(), step })
}

/// Ticks a box, or takes its tick away.
fn tick(library: &impl Library, mut session: Session, item: usize, on: bool) -> Session {
    let boxes = session.step(library).map_or(0, Step::boxes);
    if item < boxes && session.status == Status::Walking {
        let tick = Tick { place: session.place.clone(), item };
        session.ticks.retain(|other| *other != tick);
        if on {
            session.ticks.push(tick);
        }
    }
    session
}

/// Guides that call one another for ever would grow the session without end.
pub(crate) const DEEPEST: usize = 16;

fn call(
    library: &impl Library,
    customer: &Customer,
    session: Session,
    guide: &EntryId,
    at: Option<&StepId>,
    choice: Option<usize>,
) -> (Session, Vec<Effect>) {
    let Some(place) = enter(library, customer, guide, at) else {
        return (session, Vec::new());
    };
    let caller = session.place.clone();
    let ended = session.status == Status::Ended;
    let mut session = arrive(leave(session, choice), place);
    if ended {
        // There is nothing left to return to.
        session.calls.clear();
    } else if session.calls.len() < DEEPEST {
        session.calls.push(caller);
    }
    (session, vec![Effect::Show])
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

/// Puts the step now on the trail, with the choice that was made there.
fn leave(session: Session, choice: Option<usize>) -> Session {
    // Who leaves the end by a link goes on from the last step, so that Back returns to it.
    let (mut session, _) = match session.status {
        Status::Ended => back(session),
        Status::Walking => (session, Vec::new()),
    };
    let (place, calls) = (session.place.clone(), session.calls.clone());
    session.trail.push(Passed { place, choice, calls });
    session
}

fn arrive(mut session: Session, to: Place) -> Session {
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
        None => first_met(steps, customer, &Made::along(&[], guide, steps.steps.len()), 0)?,
    };
    Some(Place { guide: guide.clone(), step })
}

fn step<'a>(library: &'a impl Library, place: &Place) -> Option<&'a Step> {
    library.guide(&place.guide)?.steps.get(place.step)
}

/// The first step at or after `from` whose condition is met.
fn first_met(guide: &Guide, customer: &Customer, made: &Made, from: usize) -> Option<usize> {
    let meets = |step: &Step| step.condition.as_ref().is_none_or(|c| made.meets(customer, c));
    guide.steps.iter().enumerate().skip(from).find(|(_, step)| meets(step)).map(|(index, _)| index)
}
