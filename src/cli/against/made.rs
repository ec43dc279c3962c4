//! Made-up steps for tests.

use unstuck_compiler::{PlacedStep, Spot};
use unstuck_model::{
    guide::{Done, OnPage, Target},
    id::{EntryId, StepId},
    language::Language,
};

/// A step whose list has three ways: data, text and a selector, on lines 10 to 12.
pub fn step(language: &str, guide: &str, id: &str, page: Option<&str>, css: &str) -> PlacedStep {
    let spot = |line| Spot { span: 0..1, line, column: 1 };
    PlacedStep {
        path: format!("{language}/guides/{guide}.md"),
        guide: EntryId::new(guide).unwrap(),
        language: Language::new(language).unwrap(),
        step: StepId::new(id).unwrap(),
        on_page: OnPage {
            page: page.map(str::to_owned),
            targets: vec![
                Target::Data("pay".to_owned()),
                Target::Text("Pay".to_owned()),
                Target::Css(css.to_owned()),
            ],
            done: Done::Click,
        },
        block: spot(9),
        ways: vec![spot(10), spot(11), spot(12)],
    }
}
