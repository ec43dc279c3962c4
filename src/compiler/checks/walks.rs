//! Whatever guide the compiler lets through, nobody is caught in it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use unstuck_model::{
    customer::Customer,
    id::EntryId,
    session::{Effect, Event, Session, Status, next},
    site::Content,
};

use super::base::{centre, guide};
use crate::compile;

/// The text of a guide of any shape.
fn any_guide() -> impl Strategy<Value = String> {
    let condition = prop_oneof![
        4 => Just(""),
        1 => Just(" if=\"k=v\""),
        1 => Just(" if=\"k!=v\""),
        1 => Just(" if=\"j=v\""),
    ];
    let target = prop_oneof![
        6 => (0..5_usize).prop_map(|step| format!("#s{step}")),
        1 => Just("pay.md".to_owned()),
        1 => Just("unstuck:people".to_owned()),
    ];
    let step = (condition, proptest::collection::vec(target, 0..3));
    proptest::collection::vec(step, 5).prop_map(|steps| {
        let step = |(at, (condition, targets)): (usize, &(&str, Vec<String>))| {
            let choices = targets.iter().map(|to| format!("- [Go]({to})\n"));
            format!("## S {{#s{at}{condition}}}\n\n{}\n", choices.collect::<String>())
        };
        guide(&steps.iter().enumerate().map(step).collect::<String>())
    })
}

/// Whether choosing and going on lead out of a session.
fn leads_out(content: &Content, customer: &Customer, from: &Session) -> bool {
    let key = |session: &Session| format!("{:?} {:?}", session.place, session.calls);
    let mut seen = BTreeSet::from([key(from)]);
    let mut open = vec![from.clone()];
    while let Some(session) = open.pop() {
        for event in [Event::Next, Event::Choose(0), Event::Choose(1)] {
            let (after, effects) = next(content, customer, session.clone(), event);
            let people = effects.iter().any(|effect| matches!(effect, Effect::People { .. }));
            if people || after.status == Status::Ended {
                return true;
            }
            // Guides that call one another may nest without end; a few levels show the way.
            if after.calls.len() < 3 && seen.insert(key(&after)) {
                open.push(after);
            }
        }
    }
    false
}

fn any_facts() -> impl Strategy<Value = Customer> {
    let value = || prop_oneof![Just(None), Just(Some("v")), Just(Some("w"))];
    (value(), value()).prop_map(|(k, j)| {
        let facts = [("k", k), ("j", j)].into_iter();
        let said = facts.filter_map(|(fact, value)| Some((fact.to_owned(), value?.to_owned())));
        Customer(said.collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn nobody_is_caught(
        text in any_guide(),
        customer in any_facts(),
        choices in proptest::collection::vec(0..3_usize, 0..12),
    ) {
        let (site, _) = compile(&centre(&[("en/guides/g.md", &text)]));
        let Some(site) = site else { return Ok(()) };
        let book = &site.books[0];
        let content =
            Content::new(site.settings.clone(), book.language.clone(), book.entries.clone());
        let id = EntryId::new("g").unwrap();
        let Some(mut session) = Session::begin(&content, &customer, &id, None) else {
            return Ok(());
        };
        for choice in choices {
            prop_assert!(leads_out(&content, &customer, &session), "{session:?}\n{text}");
            let event = if choice == 2 { Event::Next } else { Event::Choose(choice) };
            session = next(&content, &customer, session, event).0;
            if session.status == Status::Ended {
                break;
            }
        }
    }
}
