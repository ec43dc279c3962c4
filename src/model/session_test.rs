//! Ways through guides: every event in every state.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::{
    customer::Customer,
    guide::{Choice, Condition, Guide, Step},
    id::{EntryId, StepId},
    session::{Effect, Event, Library, Session, Status, next},
    text::{Inline, Link},
};

/// Guides by their ids.
#[derive(Clone, Debug, Default)]
struct Shelf(BTreeMap<EntryId, Guide>);

impl Library for Shelf {
    fn guide(&self, id: &EntryId) -> Option<&Guide> {
        self.0.get(id)
    }
}

fn entry(id: &str) -> EntryId {
    EntryId::new(id).unwrap()
}

fn step_id(id: &str) -> StepId {
    StepId::new(id).unwrap()
}

/// A shelf from one line for each step: `guide step [if fact=value] [ends] [-> to, to]`, where a
/// target is `#step`, `guide`, `guide#step`, `people`, `done` or `web`.
fn shelf(lines: &str) -> Shelf {
    let mut shelf = Shelf::default();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (head, targets) = line.split_once("->").unwrap_or((line, ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        let condition = words.iter().position(|word| *word == "if").map(|at| {
            let (fact, value) = words[at + 1].split_once('=').unwrap();
            let negated = fact.ends_with('!');
            let fact = fact.trim_end_matches('!').to_owned();
            Condition { fact, value: value.to_owned(), negated }
        });
        let step = Step {
            id: step_id(words[1]),
            title: vec![Inline::Text(words[1].to_owned())],
            body: Vec::new(),
            choices: targets.split_terminator(',').map(|to| choice(to.trim())).collect(),
            ends: words.contains(&"ends"),
            condition,
            on_page: None,
        };
        let empty = || Guide { intro: Vec::new(), steps: Vec::new() };
        shelf.0.entry(entry(words[0])).or_insert_with(empty).steps.push(step);
    }
    shelf
}

fn choice(to: &str) -> Choice {
    let link = match to.split_once('#') {
        Some(("", step)) => Link::Step(step_id(step)),
        Some((guide, step)) => Link::Entry { id: entry(guide), step: Some(step_id(step)) },
        None if to == "people" => Link::People { topic: None },
        None if to == "done" => Link::Done,
        None if to == "web" => Link::Web("https://example.com/".to_owned()),
        None => Link::Entry { id: entry(to), step: None },
    };
    Choice { label: vec![Inline::Text(to.to_owned())], to: link }
}

/// Begins `guide` and plays events: a digit chooses, `n` goes on, `b` goes back, `r` restarts, `g`
/// calls the guide `g`. Returns each place and what the last event asked for.
fn play(shelf: &Shelf, facts: &[(&str, &str)], guide: &str, events: &str) -> (String, Session) {
    let facts = facts.iter().map(|(fact, value)| ((*fact).to_owned(), (*value).to_owned()));
    let customer = Customer(facts.collect());
    let mut session = Session::begin(shelf, &customer, &entry(guide), None).unwrap();
    let mut way = vec![name(shelf, &session)];
    for event in events.chars() {
        let event = match event {
            'n' => Event::Next,
            'b' => Event::Back,
            'r' => Event::Restart,
            'g' => Event::Call { guide: entry("g"), step: None },
            digit => Event::Choose(digit.to_digit(10).unwrap() as usize),
        };
        let (after, effects) = next(shelf, &customer, session, event);
        session = after;
        let effects: Vec<&str> = effects.iter().map(effect).collect();
        way.push(match effects.as_slice() {
            ["show"] => name(shelf, &session),
            [] => "-".to_owned(),
            others => others.join("+"),
        });
    }
    (way.join(" "), session)
}

fn name(shelf: &Shelf, session: &Session) -> String {
    format!("{}.{}", session.place.guide, session.step(shelf).unwrap().id)
}

fn effect(effect: &Effect) -> &'static str {
    match effect {
        Effect::Show => "show",
        Effect::AskIfHelped => "asked",
        Effect::OpenEntry(_) => "entry",
        Effect::OpenLink(_) => "link",
        Effect::People { .. } => "people",
    }
}

const SHELF: &str = "
    a one
    a two -> #three, b, b#y, people, web, done, unknown, #nowhere
    a three if plan=prepaid
    a four if plan!=prepaid
    a five ends
    a six
    b x
    b y -> #x, c, done
    c only
    g first -> g, done
    last end ends
    last never
    loop l -> loop2
    loop2 m -> loop
    tail t -> b
    hidden h if plan=prepaid
    hidden i if plan=prepaid
";

#[test]
fn ways_through_guides() {
    let shelf = shelf(SHELF);
    let check = |facts: &[(&str, &str)], guide: &str, events: &str, expect: &str| {
        assert_eq!(play(&shelf, facts, guide, events).0, expect, "{guide} {events}");
    };
    let prepaid: &[(&str, &str)] = &[("plan", "prepaid")];
    let contract: &[(&str, &str)] = &[("plan", "contract")];
    // Steps follow one another; a step that ends its guide ends the session.
    check(prepaid, "a", "n0nn", "a.one a.two a.three a.five asked");
    check(prepaid, "a", "n0nnn", "a.one a.two a.three a.five asked -");
    check(prepaid, "last", "n", "last.end asked");
    // A step with choices does not go on by itself, nor one without by a choice.
    check(prepaid, "a", "0nn9", "a.one - a.two - -");
    // Conditions: known facts decide, an unknown one shows the step.
    check(&[], "a", "n0nn", "a.one a.two a.three a.four a.five");
    check(contract, "a", "n1n2", "a.one a.two b.x b.y a.four");
    // A called guide returns behind the step that called it.
    check(prepaid, "a", "n1n2nn", "a.one a.two b.x b.y a.three a.five asked");
    check(prepaid, "a", "n22", "a.one a.two b.y a.three");
    check(prepaid, "a", "n1n1nn", "a.one a.two b.x b.y c.only a.three a.five");
    // A caller that has nothing left ends too.
    check(prepaid, "tail", "0n2", "tail.t b.x b.y asked");
    // Ways out leave the place as it is.
    check(prepaid, "a", "n34", "a.one a.two people link");
    check(prepaid, "a", "n67", "a.one a.two entry -");
    check(prepaid, "a", "n5", "a.one a.two asked");
    // Back returns over guides and from the end; Restart begins anew.
    check(prepaid, "a", "n1nbbbb", "a.one a.two b.x b.y b.x a.two a.one -");
    check(prepaid, "a", "n5b0", "a.one a.two asked a.two a.three");
    check(prepaid, "a", "n1nr", "a.one a.two b.x b.y a.one");
    // After the end a call begins a guide that has nowhere to return to.
    check(prepaid, "a", "n5g1", "a.one a.two asked g.first asked");
}

#[test]
fn a_guide_for_nobody_is_not_begun() {
    let shelf = shelf(SHELF);
    let customer = Customer(vec![("plan".to_owned(), "contract".to_owned())]);
    assert_eq!(Session::begin(&shelf, &customer, &entry("hidden"), None), None);
    assert_eq!(Session::begin(&shelf, &customer, &entry("unknown"), None), None);
    let at = step_id("i");
    assert!(Session::begin(&shelf, &customer, &entry("hidden"), Some(&at)).is_some());
}

#[test]
fn progress_counts_the_longest_way() {
    let shelf = shelf(
        "p a -> #b, #d
         p b
         p c
         p d
         q a -> #b, #a
         q b -> #a, #c
         q c ends
         q z",
    );
    let check = |guide: &str, events: &str, passed: usize, left: usize| {
        let (_, session) = play(&shelf, &[], guide, events);
        let progress = session.progress(&shelf, &Customer::default());
        assert_eq!((progress.passed, progress.left), (passed, left), "{guide} {events}");
        assert!(progress.percent() < 100);
    };
    check("p", "", 0, 3);
    check("p", "1", 1, 0);
    check("p", "0n", 2, 1);
    check("p", "0nnn", 4, 0);
    check("q", "", 0, 2);
    check("q", "0", 1, 1);
}

/// Guides of any shape: targets that do not exist, circles, conditions, guides that call each other.
fn any_shelf() -> impl Strategy<Value = Shelf> {
    let target = prop_oneof![
        (0..6_usize).prop_map(|step| format!("#s{step}")),
        (0..4_usize).prop_map(|guide| format!("g{guide}")),
        (0..4_usize, 0..6_usize).prop_map(|(guide, step)| format!("g{guide}#s{step}")),
        Just("people".to_owned()),
        Just("done".to_owned()),
        Just("web".to_owned()),
    ];
    let condition = prop_oneof![3 => Just(""), 1 => Just("if k=v"), 1 => Just("if k!=v")];
    let step = (condition, any::<bool>(), proptest::collection::vec(target, 0..4));
    let guide = proptest::collection::vec(step, 1..5);
    proptest::collection::vec(guide, 1..4).prop_map(|guides| {
        let mut lines = String::new();
        for (guide, steps) in guides.iter().enumerate() {
            for (step, (condition, ends, targets)) in steps.iter().enumerate() {
                let ends = if *ends { "ends" } else { "" };
                let targets = targets.join(",");
                lines.push_str(&format!("g{guide} s{step} {condition} {ends} -> {targets}\n"));
            }
        }
        shelf(&lines)
    })
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0..5_usize).prop_map(Event::Choose),
        4 => Just(Event::Next),
        2 => Just(Event::Back),
        1 => Just(Event::Restart),
        1 => (0..6_usize).prop_map(|step| Event::Jump(step_id(&format!("s{step}")))),
        1 => (0..4_usize).prop_map(|guide| Event::Call {
            guide: entry(&format!("g{guide}")),
            step: None,
        }),
    ]
}

fn any_customer() -> impl Strategy<Value = Customer> {
    prop_oneof![Just(None), Just(Some("v")), Just(Some("w"))].prop_map(|value| {
        Customer(value.map(|value| ("k".to_owned(), value.to_owned())).into_iter().collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn no_event_loses_the_place_and_back_undoes_it(
        shelf in any_shelf(),
        customer in any_customer(),
        events in proptest::collection::vec(any_event(), 0..40),
    ) {
        let Some(mut session) = Session::begin(&shelf, &customer, &entry("g0"), None) else {
            return Ok(());
        };
        for event in events {
            let before = session.clone();
            let (after, effects) = next(&shelf, &customer, session, event.clone());
            prop_assert!(after.step(&shelf).is_some());
            prop_assert!(after.calls.len() <= 16);
            let progress = after.progress(&shelf, &customer);
            let guides = after.calls.iter().chain([&after.place]);
            let steps: usize =
                guides.map(|place| shelf.guide(&place.guide).unwrap().steps.len()).sum();
            prop_assert!(progress.left <= steps);
            if effects.is_empty() {
                prop_assert_eq!(&after, &before);
            }
            // Every move but these two goes one step along the trail, and Back undoes it.
            let left_end = before.status == Status::Ended && after.status == Status::Walking;
            let went = after.trail.len() > before.trail.len() || left_end;
            if went && !matches!(event, Event::Back | Event::Restart) {
                let (undone, _) = next(&shelf, &customer, after.clone(), Event::Back);
                // Behind the end, Back returns to the last step.
                let expect = match (before.status, after.status) {
                    (Status::Ended, Status::Walking) => {
                        next(&shelf, &customer, before.clone(), Event::Back).0
                    }
                    (Status::Walking | Status::Ended, Status::Ended)
                    | (Status::Walking, Status::Walking) => before.clone(),
                };
                prop_assert_eq!(&undone, &expect);
            }
            session = after;
        }
    }

    #[test]
    fn the_end_or_people_can_be_reached_from_everywhere(
        customer in any_customer(),
        choices in proptest::collection::vec((0..6_usize, 0..6_usize), 6),
    ) {
        // Well formed: six steps, each with a way on; the last has an end or people. This is what
        // the compiler makes sure of.
        let mut lines = String::new();
        for (step, (one, other)) in choices.iter().enumerate() {
            let on = step + 1;
            lines.push_str(&match step {
                5 => "g0 s5 -> done, people\n".to_owned(),
                _ => format!("g0 s{step} -> #s{one}, #s{other}, #s{on}\n"),
            });
        }
        let shelf = shelf(&lines);
        let first = Session::begin(&shelf, &customer, &entry("g0"), None).unwrap();
        let mut seen = BTreeSet::from([first.place.step]);
        let mut open = vec![first];
        while let Some(session) = open.pop() {
            prop_assert!(reaches_an_end(&shelf, &customer, &session));
            for index in 0..3 {
                let (after, _) = next(&shelf, &customer, session.clone(), Event::Choose(index));
                if seen.insert(after.place.step) {
                    open.push(after);
                }
            }
        }
    }
}

fn reaches_an_end(shelf: &Shelf, customer: &Customer, from: &Session) -> bool {
    let mut seen = BTreeSet::from([from.place.step]);
    let mut open = vec![from.clone()];
    while let Some(session) = open.pop() {
        for index in 0..3 {
            let (after, effects) = next(shelf, customer, session.clone(), Event::Choose(index));
            let people = effects.iter().any(|effect| matches!(effect, Effect::People { .. }));
            if people || after.status == Status::Ended {
                return true;
            }
            if seen.insert(after.place.step) {
                open.push(after);
            }
        }
    }
    false
}
