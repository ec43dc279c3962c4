//! A guide: steps, choices and what ties a step to the host's page.

use serde::{Deserialize, Serialize};

use crate::{
    id::StepId,
    text::{Block, Inline, Link, boxes},
};

/// Steps that lead a customer through one task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    /// What stands before the first step, its short answer included.
    pub intro: Vec<Block>,
    /// The steps in the order of the file; never empty in a compiled site.
    pub steps: Vec<Step>,
}

impl Guide {
    /// The place of a step in [`Guide::steps`].
    pub fn position(&self, id: &StepId) -> Option<usize> {
        self.steps.iter().position(|step| step.id == *id)
    }
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its id, unique in the guide.
    pub id: StepId,
    /// Its heading.
    pub title: Vec<Inline>,
    /// Its text, without the list of choices.
    pub body: Vec<Block>,
    /// What the customer chooses from; with none, the step goes on by itself (see [`Step::ends`]).
    pub choices: Vec<Choice>,
    /// Whether the guide is done after this step although others follow in the file.
    pub ends: bool,
    /// For which customers the step is; others pass over it.
    pub condition: Option<Condition>,
    /// Where on the host's page the step happens.
    pub on_page: Option<OnPage>,
}

impl Step {
    /// Whether the step waits for the page to show that it is done. A step with choices does not:
    /// the page cannot choose.
    pub fn waits(&self) -> bool {
        let watched = |on_page: &OnPage| match on_page.done {
            Done::Click | Done::Input | Done::Visible | Done::Url => true,
            Done::Manual => false,
        };
        self.choices.is_empty() && self.on_page.as_ref().is_some_and(watched)
    }

    /// How many boxes the checklists of the step have, nested ones included.
    pub fn boxes(&self) -> usize {
        boxes(&self.body)
    }
}

/// One choice of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The words on it.
    pub label: Vec<Inline>,
    /// Where it leads.
    pub to: Link,
}

/// For whom a step is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// What the site says of the customer: `plan=prepaid` or `plan!=prepaid`.
    Fact {
        /// The fact's name.
        fact: String,
        /// The value it is compared with.
        value: String,
        /// Whether the values must differ.
        negated: bool,
    },
    /// What the customer chose when they last passed a step of the same guide:
    /// `#email=nothing-came` or `#email!=nothing-came`. Who has not passed it has not chosen.
    Chose {
        /// The step's place in [`Guide::steps`].
        step: usize,
        /// The choice's place in [`Step::choices`].
        choice: usize,
        /// Whether it must not have been chosen.
        negated: bool,
    },
}

/// What ties a step to the host's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnPage {
    /// The page on which the target is, if not any.
    pub page: Option<String>,
    /// How to find the element, best first.
    pub targets: Vec<Target>,
    /// What shows that the customer has done the step.
    pub done: Done,
}

/// One way to find an element of the host's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// The value of its `data-unstuck-target` attribute.
    Data(String),
    /// Its ARIA role and its accessible name.
    Role { role: String, name: String },
    /// Its visible text.
    Text(String),
    /// A CSS selector.
    Css(String),
}

/// What shows that a step on the page is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Done {
    /// The target was clicked.
    Click,
    /// Something was typed into the target.
    Input,
    /// The target became visible.
    Visible,
    /// The page of the next step was reached.
    Url,
    /// The customer says so.
    Manual,
}
