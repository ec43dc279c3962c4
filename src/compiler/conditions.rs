//! For whom a step is: facts of the customer, or choices at earlier steps.

use std::{collections::HashMap, ops::Range};

use unstuck_model::{
    guide::{Choice, Condition, Step},
    id::StepId,
    text::plain,
};

use crate::{attributes::Comparison, fields::shown, nearest::suggestion, report::Faults};

/// Puts the conditions of a guide's steps where they belong; the steps and their choices are known
/// by now. Returns the places of their braces.
pub(crate) fn resolve(
    steps: &mut [Step],
    written: Vec<Option<Comparison>>,
    faults: &mut Faults,
) -> Vec<Option<Range<usize>>> {
    let spans = written.iter().map(|it| it.as_ref().map(|it| it.span.clone())).collect();
    if written.iter().all(Option::is_none) {
        return spans;
    }
    let known = Known::of(steps);
    let conditions: Vec<Option<Condition>> =
        written.into_iter().map(|it| condition(it?, &known, faults)).collect();
    for (step, condition) in steps.iter_mut().zip(conditions) {
        step.condition = condition;
    }
    spans
}

/// The steps of a guide and the names of their choices.
struct Known {
    places: HashMap<StepId, usize>,
    ids: Vec<StepId>,
    choices: Vec<Vec<String>>,
}

impl Known {
    fn of(steps: &[Step]) -> Self {
        let places = steps.iter().enumerate().rev().map(|(at, step)| (step.id.clone(), at));
        Self {
            places: places.collect(),
            ids: steps.iter().map(|step| step.id.clone()).collect(),
            choices: steps.iter().map(|it| it.choices.iter().map(name).collect()).collect(),
        }
    }
}

fn condition(written: Comparison, known: &Known, faults: &mut Faults) -> Option<Condition> {
    let Comparison { name, value, negated, of_step, span } = written;
    let place = StepId::new(&name).and_then(|id| known.places.get(&id).copied());
    let choices = place.and_then(|at| known.choices.get(at)).map(Vec::as_slice).unwrap_or_default();
    let sign = if negated { "!=" } else { "=" };
    if !of_step {
        if choices.contains(&value) {
            faults
                .error(
                    "bad-condition",
                    span,
                    format!("`{name}` is a step of this guide, and this asks the site for it"),
                )
                .help(format!("write `if=\"#{name}{sign}{value}\"`"));
            return None;
        }
        return Some(Condition::Fact { fact: name, value, negated });
    }
    let Some(step) = place else {
        faults
            .error("bad-condition", span, format!("this guide has no step `{}`", shown(&name)))
            .help(suggestion(&name, known.ids.iter().map(StepId::as_str)));
        return None;
    };
    let mut found = choices.iter().enumerate().filter(|(_, choice)| **choice == value);
    match (found.next(), found.next()) {
        (Some((choice, _)), None) => Some(Condition::Chose { step, choice, negated }),
        (Some(_), Some(_)) => {
            faults
                .error(
                    "bad-condition",
                    span,
                    format!("two choices of the step `{name}` are called `{}`", shown(&value)),
                )
                .help("give each choice words of its own");
            None
        }
        (None, _) if choices.is_empty() => {
            faults
                .error("bad-condition", span, format!("the step `{name}` has no choices"))
                .help("name a step that ends with a list of links");
            None
        }
        (None, _) => {
            faults
                .error(
                    "bad-condition",
                    span,
                    format!("the step `{name}` has no choice `{}`", shown(&value)),
                )
                .help(suggestion(&value, choices.iter().map(String::as_str)));
            None
        }
    }
}

/// How a condition calls a choice: its words in small letters, joined by hyphens, without signs.
pub(crate) fn name(choice: &Choice) -> String {
    let words: String =
        plain(&choice.label).chars().filter(|c| !matches!(c, '\'' | '\u{2019}')).collect();
    let words = words.to_lowercase();
    let words: Vec<&str> = words.split(is_between).filter(|word| !word.is_empty()).collect();
    words.join("-")
}

/// Whether a character stands between words. Letters and their marks of any script do not.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || (c.is_ascii() && !c.is_ascii_alphanumeric())
        || matches!(
            c,
            '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{b6}'..='\u{b9}' | '\u{bb}'..='\u{bf}'
                | '\u{2000}'..='\u{206f}'
                | '\u{3000}'..='\u{303f}'
                | '\u{ff01}'..='\u{ff0f}'
                | '\u{ff1a}'..='\u{ff20}'
        )
}

#[cfg(test)]
mod tests {
    use unstuck_model::text::{Inline, Link};

    use super::*;

    #[test]
    fn choices_are_called_by_their_words() {
        let name = |label: &str| {
            name(&Choice { label: vec![Inline::Text(label.to_owned())], to: Link::Done })
        };
        assert_eq!(name("Nothing came"), "nothing-came");
        assert_eq!(name("No, I don\u{2019}t (yet)!"), "no-i-dont-yet");
        assert_eq!(name("¿Sí, lo tengo?"), "sí-lo-tengo");
        assert_eq!(name("ใช่แล้ว"), "ใช่แล้ว");
        assert_eq!(name("はい、届きました。"), "はい-届きました");
    }
}
