//! A guide as an ordered walk: every step with its anchor, its choices as links.

use maud::{Markup, html};
use unstuck_model::{
    guide::{Condition, Guide, Step},
    text::plain,
};

use crate::{
    body::{blocks, inlines, link},
    place::{Place, anchor},
    words::{Words, words},
};

/// The whole guide.
pub fn guide(guide: &Guide, place: Place) -> Markup {
    let words = words(place.language);
    html! {
        (blocks(&guide.intro, place))
        ol.steps aria-label=(words.steps) {
            @for (at, step) in guide.steps.iter().enumerate() {
                (self::step(guide, step, at + 1 == guide.steps.len(), place))
            }
        }
    }
}

fn step(guide: &Guide, step: &Step, is_last: bool, place: Place) -> Markup {
    let words = words(place.language);
    html! {
        li id=(anchor(&step.id)) {
            h2 { (inlines(&step.title)) }
            @if let Some(condition) = &step.condition {
                p.condition { (self::condition(guide, condition, words)) }
            }
            (blocks(&step.body, place))
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

fn condition(guide: &Guide, condition: &Condition, words: &Words) -> String {
    let (asked, wanted, negated) = match condition {
        Condition::Fact { fact, value, negated } => (fact.clone(), value.clone(), *negated),
        Condition::Chose { step, choice, negated } => {
            let asking = guide.steps.get(*step);
            let choice = asking.and_then(|asking| asking.choices.get(*choice));
            let label = choice.map(|choice| plain(&choice.label)).unwrap_or_default();
            (asking.map(|asking| plain(&asking.title)).unwrap_or_default(), label, *negated)
        }
    };
    format!("{}: {asked} {wanted}", if negated { words.not_for } else { words.only_for })
}
