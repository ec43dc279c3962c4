//! The kinds of customers that the conditions of a guide tell apart.

use std::collections::{BTreeMap, BTreeSet};

use unstuck_model::guide::{Condition, Guide};

/// What the site says of a customer, as far as conditions ask for it. A fact that is not named may
/// be anything, and so may every choice.
#[derive(Clone, Default)]
pub(crate) struct Kind<'a>(BTreeMap<&'a str, Value<'a>>);

#[derive(Clone, Copy)]
enum Value<'a> {
    NotKnown,
    Is(&'a str),
    Other,
}

/// More kinds than this are not told apart all at once.
const MOST: usize = 64;

impl Kind<'_> {
    /// Whether the customer meets a condition; nothing if it depends on more.
    pub(crate) fn meets(&self, condition: &Condition) -> Option<bool> {
        let Condition::Fact { fact, value, negated } = condition else { return None };
        let known = self.0.get(fact.as_str())?;
        Some(match known {
            Value::NotKnown => true,
            Value::Is(known) => (*known == value) != *negated,
            Value::Other => *negated,
        })
    }

    /// The end of a sentence that is true of this kind only.
    pub(crate) fn told(&self) -> String {
        let words = self.0.iter().map(|(fact, value)| match value {
            Value::NotKnown => format!("`{fact}` is not known"),
            Value::Is(value) => format!("`{fact}` is `{value}`"),
            Value::Other => format!("`{fact}` is something else"),
        });
        let words: Vec<String> = words.collect();
        if words.is_empty() { String::new() } else { format!(" if {}", words.join(" and ")) }
    }
}

/// The kinds of customers of a guide: anyone, then each value of each fact by itself, then of all
/// facts together unless these are too many.
pub(crate) fn of(guide: &Guide) -> Vec<Kind<'_>> {
    let mut facts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for step in &guide.steps {
        if let Some(Condition::Fact { fact, value, .. }) = &step.condition {
            facts.entry(fact).or_default().insert(value);
        }
    }
    let values = |named: &BTreeSet<&'_ str>| named.len() + 2;
    let mut kinds = vec![Kind::default()];
    let together = facts.values().map(values).fold(1, usize::saturating_mul);
    let mut all = vec![Kind::default()];
    for (fact, named) in &facts {
        let named = named.iter().map(|value| Value::Is(value));
        let values: Vec<Value<'_>> = named.chain([Value::Other, Value::NotKnown]).collect();
        kinds.extend(values.iter().map(|value| Kind(BTreeMap::from([(*fact, *value)]))));
        if together <= MOST {
            let mut more = Vec::with_capacity(all.len() * values.len());
            for kind in &all {
                for value in &values {
                    let mut kind = kind.clone();
                    kind.0.insert(*fact, *value);
                    more.push(kind);
                }
            }
            all = more;
        }
    }
    if facts.len() > 1 && together <= MOST {
        kinds.append(&mut all);
    }
    kinds
}
