//! Ways through guides: every event in every state.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::{
    customer::Customer,
    guide::{Choice, Condition, Done, Guide, OnPage, Step, Target},
    id::{EntryId, StepId},
    session::{Effect, Event, Library, Place, Session, Status, next},
    text::{Block, Inline, Link},
};

/// Guides by their ids.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf(pub(crate) BTreeMap<EntryId, Guide>);

impl Library for Shelf {
    fn guide(&self, id: &EntryId) -> Option<&Guide> {
        self.0.get(id)
    }
}

pub(crate) fn entry(id: &str) -> EntryId {
    EntryId::new(id).unwrap()
}

pub(crate) fn step_id(id: &str) -> StepId {
    StepId::new(id).unwrap()
}

/// A shelf from one line for each step: `guide step [if fact=value] [ends] [waits] [boxes]
/// [-> to, to]`, where a target is `#step`, `guide`, `guide#step`, `people`, `done` or `web`. A
/// condition `#1=0` asks for the first choice of the second step; `boxes` are three, one of them
/// in a note.
pub(crate) fn shelf(lines: &str) -> Shelf {
    let mut shelf = Shelf::default();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (head, targets) = line.split_once("->").unwrap_or((line, ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        let condition = words.iter().position(|word| *word == "if").map(|at| {
            let (fact, value) = words[at + 1].split_once('=').unwrap();
            let negated = fact.ends_with('!');
            let fact = fact.trim_end_matches('!').to_owned();
            match fact.strip_prefix('#') {
                Some(step) => {
                    let (step, choice) = (step.parse().unwrap(), value.parse().unwrap());
                    Condition::Chose { step, choice, negated }
                }
                None => Condition::Fact { fact, value: value.to_owned(), negated },
            }
        });
        let target = Target::Text("Pay".to_owned());
        let on_page = words.contains(&"waits").then(|| OnPage {
            page: None,
            targets: vec![target],
            done: Done::Click,
        });
        let list = |count: usize| Block::Checklist(vec![Vec::new(); count]);
        let body = if words.contains(&"boxes") {
            vec![Block::Note(vec![list(1)]), list(2)]
        } else {
            Vec::new()
        };
        let step = Step {
            id: step_id(words[1]),
            title: vec![Inline::Text(words[1].to_owned())],
            body,
            choices: targets.split_terminator(',').map(|to| choice(to.trim())).collect(),
            ends: words.contains(&"ends"),
            condition,
            on_page,
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

/// Begins `guide` and plays events: a digit chooses, `n` goes on, `s` skips, `d` reports the step
/// now as done and `D` the first one of the guide, `t` ticks the first box and `u` unticks it, `b`
/// goes back, `r` restarts, `e` hears of the end elsewhere, `g` calls the guide `g`. Returns each place and what the last event asked for.
fn play(shelf: &Shelf, facts: &[(&str, &str)], guide: &str, events: &str) -> (String, Session) {
    let facts = facts.iter().map(|(fact, value)| ((*fact).to_owned(), (*value).to_owned()));
    let customer = Customer(facts.collect());
    let mut session = Session::begin(shelf, &customer, &entry(guide), None).unwrap();
    let mut way = vec![name(shelf, &session)];
    for event in events.chars() {
        let event = match event {
            'n' => Event::Next,
            's' => Event::Skip,
            'd' => Event::StepDone(session.place.clone()),
            'D' => Event::StepDone(Place { guide: entry(guide), step: 0 }),
            't' | 'u' => Event::Tick { item: 0, on: event == 't' },
            'b' => Event::Back,
            'r' => Event::Restart,
            'e' => Event::DoneElsewhere,
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
fn skipping_waiting_and_earlier_choices() {
    let shelf = shelf(
        "w one waits
         w two waits -> #three, #end
         w three
         w end
         o ask -> #last, #mid, b
         o mid
         o first if #0=0
         o other if #0!=0
         o last -> #ask, #after
         o after if #0=0
         o third if #0=2
         o end ends
         b only -> done
         call c -> b
         call d",
    );
    let check = |guide: &str, events: &str, expect: &str| {
        assert_eq!(play(&shelf, &[], guide, events).0, expect, "{guide} {events}");
    };
    // The page says that a step is done; a late report changes nothing, nor does one of a step
    // with choices. Next says the same by hand.
    check("w", "dDd1", "w.one w.two - - w.end");
    check("w", "ndn0d", "w.one w.two - - w.three -");
    // Skip passes a step that waits and one with choices, and asks at the end.
    check("w", "sssss", "w.one w.two w.three w.end asked -");
    check("call", "0ss", "call.c b.only call.d asked");
    check("o", "sss", "o.ask o.mid o.other o.last");
    // Conditions on choices: the last pass of the step counts.
    check("o", "01n", "o.ask o.last o.after o.end");
    check("o", "1nn1nn", "o.ask o.mid o.other o.last o.after o.end asked");
    check("o", "001n0", "o.ask o.last o.ask o.mid o.other -");
    check("o", "0b1n", "o.ask o.last o.ask o.mid o.other");
    check("o", "20ss", "o.ask b.only o.mid o.other o.last");
}

#[test]
fn boxes_stay_ticked() {
    let shelf = shelf("c one boxes\n c two -> #one");
    let ticked = |events: &str| play(&shelf, &[], "c", events).1.is_ticked(0);
    assert!(ticked("t") && ticked("tt") && ticked("tnb") && ticked("tn0"));
    assert!(!ticked("tu") && !ticked("tn") && !ticked("ntb") && !ticked("tr"));
    let (_, session) = play(&shelf, &[], "c", "");
    let tick = |session: Session, item| {
        next(&shelf, &Customer::default(), session, Event::Tick { item, on: true }).0
    };
    // Boxes are counted from the top, those in a note included.
    assert!(tick(session.clone(), 2).is_ticked(2));
    assert_eq!(tick(session.clone(), 3), session);
}

#[test]
fn every_event_has_an_answer_in_every_state() {
    let shelf = shelf(SHELF);
    let customer = Customer::default();
    let events = [
        Event::Choose(0),
        Event::Choose(usize::MAX),
        Event::Next,
        Event::Skip,
        Event::StepDone(Place { guide: entry("unknown"), step: usize::MAX }),
        Event::Tick { item: usize::MAX, on: true },
        Event::Back,
        Event::Restart,
        Event::DoneElsewhere,
        Event::Jump(step_id("nowhere")),
        Event::Call { guide: entry("unknown"), step: None },
    ];
    for status in [Status::Walking, Status::Ended] {
        let guides = shelf.0.iter().flat_map(|(id, guide)| {
            // The last one is a place that is not there, which only a wrong session can hold.
            (0..=guide.steps.len()).map(|step| Place { guide: id.clone(), step })
        });
        for place in guides {
            let begun = Session::begin(&shelf, &customer, &place.guide, None).unwrap();
            let session = Session { place, status, ..begun };
            for event in events.clone() {
                let (after, _) = next(&shelf, &customer, session.clone(), event.clone());
                let is_there = session.step(&shelf).is_none() || after.step(&shelf).is_some();
                assert!(is_there, "{session:?} {event:?} {after:?}");
                after.progress(&shelf, &customer);
            }
        }
    }
}

/// A guide of many steps with four choices each and conditions on most of them.
fn large(steps: usize) -> Shelf {
    let mut lines = String::new();
    for step in 0..steps {
        let condition = match step % 4 {
            0 => String::new(),
            1 => "if k=v".to_owned(),
            _ => format!("if #{}=0", step / 2),
        };
        let targets = (0..4).map(|n| format!("#s{}", (step * 7 + n * 31) % steps));
        let targets = targets.collect::<Vec<_>>().join(",");
        lines.push_str(&format!("g s{step} {condition} -> {targets}\n"));
    }
    // A run of conditions that nobody has decided is where every step may follow every other.
    for step in 0..steps {
        lines.push_str(&format!("run r{step} if #0={step}\n"));
    }
    shelf(&lines)
}

#[test]
fn work_grows_with_the_guide_and_no_faster() {
    struct Counting(Shelf, std::cell::Cell<usize>);
    impl Library for Counting {
        fn guide(&self, id: &EntryId) -> Option<&Guide> {
            self.1.set(self.1.get() + 1);
            self.0.guide(id)
        }
    }
    let customer = Customer::default();
    let work = |guide: &str, steps: usize| {
        let library = Counting(large(steps), std::cell::Cell::new(0));
        let place = Place { guide: entry(guide), step: 0 };
        let first = Session {
            guide: entry(guide),
            place,
            trail: Vec::new(),
            calls: Vec::new(),
            ticks: Vec::new(),
            status: Status::Walking,
        };
        let (_, work) = first.left(&library, &customer);
        next(&library, &customer, first, Event::Skip);
        // An event and the progress ask for a guide a few times, however large it is.
        assert!(library.1.get() < 10, "{}", library.1.get());
        work
    };
    for guide in ["g", "run"] {
        let (some, more) = (work(guide, 250), work(guide, 500));
        assert!(some > 250 && more < some * 5 / 2, "{guide}: {some} {more}");
        // Each step has four choices, a way in and a way past; each is looked at a few times.
        assert!(more <= 500 * 6 * 3, "{guide}: {more}");
    }
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

#[test]
fn progress_counts_steps_that_hang_on_a_choice_to_come() {
    let shelf = shelf(
        "h ask -> #on, #branch
         h branch -> #other, #end
         h other
         h on
         h more if #0=0
         h most if #1=0
         h end",
    );
    let left =
        |events: &str| play(&shelf, &[], "h", events).1.progress(&shelf, &Customer::default()).left;
    // All that may come, although more and branch exclude each other: no way is left out.
    assert_eq!(left(""), 6);
    // The choice is made: on, more, end; most hangs on a question that does not come.
    assert_eq!(left("0"), 2);
    assert_eq!(left("1"), 4);
    assert_eq!(left("11"), 0);
}

/// Guides of any shape: targets that do not exist, circles, conditions, guides that call each other.
pub(crate) fn any_shelf() -> impl Strategy<Value = Shelf> {
    let target = prop_oneof![
        (0..6_usize).prop_map(|step| format!("#s{step}")),
        (0..4_usize).prop_map(|guide| format!("g{guide}")),
        (0..4_usize, 0..6_usize).prop_map(|(guide, step)| format!("g{guide}#s{step}")),
        Just("people".to_owned()),
        Just("done".to_owned()),
        Just("web".to_owned()),
    ];
    let condition = prop_oneof![3 => Just(""), 1 => Just("if k=v"), 1 => Just("if k!=v"),
        1 => Just("if #0=0"), 1 => Just("if #1!=0")];
    let kind = prop_oneof![Just(""), Just("ends"), Just("waits"), Just("boxes waits")];
    let step = (condition, kind, proptest::collection::vec(target, 0..4));
    let guide = proptest::collection::vec(step, 1..5);
    proptest::collection::vec(guide, 1..4).prop_map(|guides| {
        let mut lines = String::new();
        for (guide, steps) in guides.iter().enumerate() {
            for (step, (condition, kind, targets)) in steps.iter().enumerate() {
                let targets = targets.join(",");
                lines.push_str(&format!("g{guide} s{step} {condition} {kind} -> {targets}\n"));
            }
        }
        shelf(&lines)
    })
}

pub(crate) fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0..5_usize).prop_map(Event::Choose),
        4 => Just(Event::Next),
        1 => Just(Event::Skip),
        1 => (0..4_usize, 0..6_usize).prop_map(|(guide, step)| Event::StepDone(Place {
            guide: entry(&format!("g{guide}")),
            step,
        })),
        1 => (0..4_usize, any::<bool>()).prop_map(|(item, on)| Event::Tick { item, on }),
        2 => Just(Event::Back),
        1 => Just(Event::Restart),
        1 => Just(Event::DoneElsewhere),
        1 => (0..6_usize).prop_map(|step| Event::Jump(step_id(&format!("s{step}")))),
        1 => (0..4_usize).prop_map(|guide| Event::Call {
            guide: entry(&format!("g{guide}")),
            step: None,
        }),
    ]
}

pub(crate) fn any_customer() -> impl Strategy<Value = Customer> {
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
            for place in after.trail.iter().map(|passed| &passed.place).chain(&after.calls) {
                prop_assert!(shelf.guide(&place.guide).unwrap().steps.get(place.step).is_some());
            }
            let progress = after.progress(&shelf, &customer);
            let guides = after.calls.iter().chain([&after.place]);
            let steps: usize =
                guides.map(|place| shelf.guide(&place.guide).unwrap().steps.len()).sum();
            prop_assert!(progress.left <= steps);
            if effects.is_empty() {
                let unticked = Session { ticks: before.ticks.clone(), ..after.clone() };
                prop_assert_eq!(&unticked, &before);
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
        // Whatever came before, whoever only skips comes to the end, which asks.
        let steps: usize = shelf.0.values().map(|guide| guide.steps.len()).sum();
        for _ in 0..=steps * 17 {
            if session.status == Status::Ended {
                break;
            }
            let (after, effects) = next(&shelf, &customer, session, Event::Skip);
            let expect = match after.status {
                Status::Walking => Effect::Show,
                Status::Ended => Effect::AskIfHelped,
            };
            prop_assert_eq!(effects, vec![expect]);
            session = after;
        }
        prop_assert_eq!(session.status, Status::Ended);
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
