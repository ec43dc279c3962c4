//! The numbers of a site's dashboard, made of what the store selects. Nothing here knows a customer.

mod calls;
mod funnel;
mod load;
mod measure;
mod period;
mod sheets;
mod steps;

pub use self::{
    calls::{Call, Called, Calls, called},
    funnel::{Funnel, funnel},
    load::{Load, Quarter, load},
    measure::{median, percent},
    period::{Period, Span},
    sheets::{Part, WEEKDAYS},
    steps::{EntryUse, StepUse, entries, steps},
};

use unstuck_model::{counts::Counted, hours::Seconds};

use crate::clock::Clock;

/// How often one thing was counted in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub kind: Counted,
    /// The entry, step or channel; empty where there is none.
    pub id: String,
    pub times: i64,
}

/// An open question, as it came last, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    pub id: i64,
    pub text: String,
    pub language: String,
    pub received: Seconds,
    pub times: i64,
}

/// What the store selects for a dashboard.
#[derive(Clone, Debug, Default)]
pub struct Selected {
    /// Requests that were received in the period, without those that were called off.
    pub calls: Vec<Call>,
    /// How many requests came, called off or not, by when.
    pub received: Vec<Quarter>,
    /// How many slots were booked, by when they begin.
    pub booked: Vec<Quarter>,
    /// What pages counted, the most frequent first.
    pub tallies: Vec<Tally>,
    /// The open questions of the period, the most frequent first.
    pub questions: Vec<Unanswered>,
    /// How many open questions there are, each text once.
    pub open_questions: i64,
}

/// All numbers of a dashboard.
#[derive(Clone, Debug)]
pub struct Figures {
    pub period: Period,
    pub span: Span,
    /// Within how many minutes customers were promised a call; nothing if the slot is the promise.
    pub promise: Option<u32>,
    pub called: Called,
    /// When requests came.
    pub received: Load,
    /// For when slots were booked.
    pub booked: Load,
    pub funnel: Funnel,
    pub steps: Vec<StepUse>,
    pub entries: Vec<EntryUse>,
    pub questions: Vec<Unanswered>,
    pub open_questions: i64,
}

impl Figures {
    /// The numbers of a period, by a company's clock.
    pub fn of(
        selected: Selected,
        (period, span): (Period, Span),
        clock: &Clock,
        promise: Option<u32>,
        now: Seconds,
    ) -> Self {
        Self {
            called: called(&selected.calls, &span, clock, promise, now),
            received: load(&selected.received, clock),
            booked: load(&selected.booked, clock),
            funnel: funnel(&selected.tallies),
            steps: steps(&selected.tallies),
            entries: entries(&selected.tallies),
            questions: selected.questions,
            open_questions: selected.open_questions,
            period,
            span,
            promise,
        }
    }

    /// The steps whose targets were not found, the most frequent first.
    pub fn drifted(&self) -> Vec<&StepUse> {
        let mut drifted: Vec<_> = self.steps.iter().filter(|step| step.drifted > 0).collect();
        drifted.sort_by_key(|step| std::cmp::Reverse(step.drifted));
        drifted
    }
}
