//! A session as it is kept between visits, and what is left of it when the site has been rebuilt.
//!
//! A session holds places as numbers, which a rebuilt site may have given to other steps. What is
//! kept holds ids instead. Whatever no longer exists is dropped when the session is resumed.

use serde::{Deserialize, Serialize};

use crate::{
    customer::Customer,
    id::{EntryId, StepId},
    session::{DEEPEST, Library, Passed, Place, Session, Status, Tick},
    text::Link,
};

/// A session as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    guide: EntryId,
    place: SavedPlace,
    trail: Vec<SavedPassed>,
    calls: Vec<SavedPlace>,
    ticks: Vec<SavedTicks>,
    ended: bool,
}

/// A step by its ids, which stay the same in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SavedPlace {
    guide: EntryId,
    step: StepId,
}

/// A step that was left. A choice counts only while it leads where it led when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SavedPassed {
    place: SavedPlace,
    choice: Option<(usize, Link)>,
    calls: Vec<SavedPlace>,
}

/// The ticked boxes of a step. They count only while the step has as many boxes as it had: in
/// another list the ticks would stand beside other words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SavedTicks {
    place: SavedPlace,
    boxes: usize,
    items: Vec<usize>,
}

impl Saved {
    /// The guides that the session needs, each once. A library whose guides arrive one by one must
    /// hold them before the session is resumed.
    pub fn guides(&self) -> Vec<&EntryId> {
        let passed =
            self.trail.iter().flat_map(|passed| passed.calls.iter().chain([&passed.place]));
        let places = self.calls.iter().chain([&self.place]).chain(passed);
        let mut guides: Vec<&EntryId> = Vec::new();
        for guide in places.map(|place| &place.guide).chain([&self.guide]) {
            if !guides.contains(&guide) {
                guides.push(guide);
            }
        }
        guides
    }
}

impl Session {
    /// The session as it is kept until the customer is back; nothing if its place is not in the
    /// library.
    pub fn save(&self, library: &impl Library) -> Option<Saved> {
        let passed = |passed: &Passed| {
            let step = library.guide(&passed.place.guide)?.steps.get(passed.place.step)?;
            let choice = passed.choice.and_then(|at| Some((at, step.choices.get(at)?.to.clone())));
            let (place, calls) =
                (named(library, &passed.place)?, all_named(library, &passed.calls));
            Some(SavedPassed { place, choice, calls })
        };
        let mut ticks: Vec<SavedTicks> = Vec::new();
        for tick in &self.ticks {
            let Some(place) = named(library, &tick.place) else { continue };
            match ticks.iter_mut().find(|saved| saved.place == place) {
                Some(saved) => saved.items.push(tick.item),
                None => {
                    let boxes = boxes(library, &tick.place);
                    ticks.push(SavedTicks { place, boxes, items: vec![tick.item] });
                }
            }
        }
        Some(Saved {
            guide: self.guide.clone(),
            place: named(library, &self.place)?,
            trail: self.trail.iter().filter_map(passed).collect(),
            calls: all_named(library, &self.calls),
            ticks,
            ended: self.status == Status::Ended,
        })
    }

    /// The session that was kept, as far as its steps still exist. Where the place itself is gone,
    /// the customer stands at the last step of the trail that is left, or else at the beginning;
    /// nothing if the guide is gone, too.
    pub fn resume(library: &impl Library, customer: &Customer, saved: &Saved) -> Option<Self> {
        let mut trail: Vec<Passed> =
            saved.trail.iter().filter_map(|passed| found_passed(library, passed)).collect();
        let ticks = saved.ticks.iter().flat_map(|ticks| found_ticks(library, ticks)).collect();
        let (place, calls, status) = match found(library, &saved.place) {
            Some(place) => {
                // At the end the last step is the end of the trail, where Back finds it.
                let at_end = saved.ended && trail.last().is_some_and(|last| last.place == place);
                let status = if at_end { Status::Ended } else { Status::Walking };
                (place, all_found(library, &saved.calls), status)
            }
            None => match trail.pop() {
                Some(last) => (last.place, last.calls, Status::Walking),
                None => {
                    let begun = Self::begin(library, customer, &saved.guide, None)?;
                    return Some(Self { ticks, ..begun });
                }
            },
        };
        let calls = if status == Status::Ended { Vec::new() } else { calls };
        let guide = match library.guide(&saved.guide) {
            Some(_) => saved.guide.clone(),
            None => place.guide.clone(),
        };
        Some(Self { guide, place, trail, calls, ticks, status })
    }
}

fn named(library: &impl Library, place: &Place) -> Option<SavedPlace> {
    let step = library.guide(&place.guide)?.steps.get(place.step)?.id.clone();
    Some(SavedPlace { guide: place.guide.clone(), step })
}

fn all_named(library: &impl Library, places: &[Place]) -> Vec<SavedPlace> {
    places.iter().filter_map(|place| named(library, place)).collect()
}

fn found(library: &impl Library, saved: &SavedPlace) -> Option<Place> {
    let step = library.guide(&saved.guide)?.position(&saved.step)?;
    Some(Place { guide: saved.guide.clone(), step })
}

fn all_found(library: &impl Library, saved: &[SavedPlace]) -> Vec<Place> {
    saved.iter().filter_map(|place| found(library, place)).take(DEEPEST).collect()
}

fn found_passed(library: &impl Library, saved: &SavedPassed) -> Option<Passed> {
    let place = found(library, &saved.place)?;
    let choices = &library.guide(&place.guide)?.steps.get(place.step)?.choices;
    let leads_on =
        |(at, to): &(usize, Link)| choices.get(*at).filter(|choice| choice.to == *to).map(|_| *at);
    let choice = saved.choice.as_ref().and_then(leads_on);
    Some(Passed { place, choice, calls: all_found(library, &saved.calls) })
}

fn found_ticks(library: &impl Library, saved: &SavedTicks) -> Vec<Tick> {
    let place = found(library, &saved.place).filter(|at| boxes(library, at) == saved.boxes);
    let Some(place) = place else { return Vec::new() };
    let mut items: Vec<usize> = saved.items.clone();
    items.retain(|item| *item < saved.boxes);
    let mut ticks: Vec<Tick> = Vec::with_capacity(items.len());
    for item in items {
        let tick = Tick { place: place.clone(), item };
        if !ticks.contains(&tick) {
            ticks.push(tick);
        }
    }
    ticks
}

fn boxes(library: &impl Library, place: &Place) -> usize {
    let step = library.guide(&place.guide).and_then(|guide| guide.steps.get(place.step));
    step.map_or(0, crate::guide::Step::boxes)
}
