//! A guide as an ordered walk: every step with its anchor, its choices as links.

use maud::{Markup, html};
use unstuck_model::guide::{Condition, Guide, Step};

use crate::{
    body::{blocks, inlines, link},
    place::anchor,
    words::Words,
};

/// The whole guide.
pub fn guide(guide: &Guide, words: &Words) -> Markup {
    html! {
        (blocks(&guide.intro, words))
        ol.steps aria-label=(words.steps) {
            @for (at, step) in guide.steps.iter().enumerate() {
                (self::step(step, at + 1 == guide.steps.len(), words))
            }
        }
    }
}

fn step(step: &Step, is_last: bool, words: &Words) -> Markup {
    html! {
        li id=(anchor(&step.id)) {
            h2 { (inlines(&step.title)) }
            @if let Some(condition) = &step.condition {
                p.condition { (self::condition(condition, words)) }
            }
            (blocks(&step.body, words))
            @if !step.choices.is_empty() {
                p.choose { (words.choose) }
                ul.choices {
                    @for choice in &step.choices {
                        li { (link(&choice.to, &inlines(&choice.label))) }
                    }
                }
            } @else if step.ends || is_last {
                p.done { (words.done) }
            }
        }
    }
}

fn condition(condition: &Condition, words: &Words) -> String {
    let Condition { fact, value, negated } = condition;
    format!("{}: {fact} {value}", if *negated { words.not_for } else { words.only_for })
}
