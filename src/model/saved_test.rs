//! Sessions that are kept and resumed, on the same site, on a rebuilt one, and from garbage.

use proptest::prelude::*;

use crate::{
    customer::Customer,
    saved::Saved,
    session::{Event, Library, Session, Status, next},
    session_test::{Shelf, any_customer, any_event, any_shelf, entry, shelf},
};

fn json(saved: &Saved) -> String {
    serde_json::to_string(saved).unwrap()
}

fn read(text: &str) -> Option<Saved> {
    serde_json::from_str(text).ok()
}

fn walk(shelf: &Shelf, guide: &str, events: &[Event]) -> Session {
    let customer = Customer::default();
    let begun = Session::begin(shelf, &customer, &entry(guide), None).unwrap();
    events.iter().fold(begun, |session, event| next(shelf, &customer, session, event.clone()).0)
}

/// Where a session stands, where it came from and what called it.
fn told(library: &impl Library, session: &Session) -> String {
    let name = |place: &crate::session::Place| {
        library.guide(&place.guide).unwrap().steps[place.step].id.to_string()
    };
    let trail = session.trail.iter().map(|passed| match passed.choice {
        Some(choice) => format!("{}:{choice}", name(&passed.place)),
        None => name(&passed.place),
    });
    let calls: Vec<String> = session.calls.iter().map(name).collect();
    let trail: Vec<String> = trail.collect();
    let ticks = session.ticks.iter().map(|tick| format!("{}.{}", name(&tick.place), tick.item));
    let parts = [trail, vec![name(&session.place)], calls, ticks.collect()];
    let status = if session.status == Status::Ended { " ended" } else { "" };
    parts.map(|part| part.join(",")).join("|") + status
}

#[test]
fn a_rebuilt_site_keeps_what_still_exists() {
    let before = shelf(
        "a one boxes
         a two -> #three, b
         a three
         b x -> #y, done
         b y",
    );
    let on = [Event::Tick { item: 2, on: true }, Event::Next, Event::Choose(1), Event::Choose(0)];
    let check = |events: &[Event], lines: &str, expect: &str| {
        let saved = walk(&before, "a", events).save(&before).unwrap();
        let after = shelf(lines);
        let resumed = Session::resume(&after, &Customer::default(), &read(&json(&saved)).unwrap());
        let seen = resumed.map(|session| told(&after, &session)).unwrap_or_default();
        assert_eq!(seen, expect, "{lines}");
    };
    let same = "a one boxes\n a two -> #three, b\n a three\n b x -> #y, done\n b y";
    check(&on, same, "one,two:1,x:0|y|two|one.2");
    // Other places in the file, other choices, other boxes.
    check(
        &on,
        "a new\n a three\n a two -> b, #three\n a one\n b y\n b new\n b x -> #y",
        "one,two,x:0|y|two|",
    );
    // The place is gone: the last step of the trail, as it stood there.
    check(&on, "a one boxes\n a two -> #three, b\n b x", "one,two:1|x|two|one.2");
    // The called guide is gone, then all but the beginning, then everything.
    check(&on, "a one boxes\n a two -> #three, b", "one|two||one.2");
    check(&on, "a new boxes\n a more", "|new||");
    check(&on, "c new", "");
    // The guide that was begun is gone, and the called one is not.
    check(&on, "b x -> #y\n b y", "x:0|y||");
    let to_end = [Event::Next, Event::Choose(0), Event::Next];
    check(&to_end, same, "one,two:0,three|three|| ended");
    check(&to_end, "a one\n a two -> #one", "one|two||");
}

#[test]
fn the_guides_that_a_kept_session_needs() {
    let shelf = shelf("a one -> b\n b x -> c\n c y");
    let on = [Event::Choose(0), Event::Choose(0)];
    let saved = walk(&shelf, "a", &on).save(&shelf).unwrap();
    let mut guides: Vec<&str> = saved.guides().iter().map(|id| id.as_str()).collect();
    guides.sort_unstable();
    assert_eq!(guides, ["a", "b", "c"]);
}

/// Sessions of one shelf as JSON with some of its words and numbers exchanged.
fn garbled(text: &str, edits: &[(usize, &str)]) -> String {
    let mut text = text.to_owned();
    for (at, word) in edits {
        let places: Vec<usize> =
            text.match_indices(['s', 'g', '0', '1', '[']).map(|it| it.0).collect();
        if let Some(place) = places.get(at % places.len().max(1)) {
            text.replace_range(*place..=*place, word);
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn what_is_kept_comes_back(
        shelf in any_shelf(),
        customer in any_customer(),
        events in proptest::collection::vec(any_event(), 0..40),
    ) {
        let Some(mut session) = Session::begin(&shelf, &customer, &entry("g0"), None) else {
            return Ok(());
        };
        for event in events {
            session = next(&shelf, &customer, session, event).0;
            let saved = session.save(&shelf).unwrap();
            let saved = read(&json(&saved)).unwrap();
            let mut resumed = Session::resume(&shelf, &customer, &saved).unwrap();
            // Ticks come back in another order.
            prop_assert_eq!(resumed.ticks.len(), session.ticks.len());
            prop_assert!(session.ticks.iter().all(|tick| resumed.ticks.contains(tick)));
            resumed.ticks.clone_from(&session.ticks);
            prop_assert_eq!(&resumed, &session);
        }
    }

    #[test]
    fn another_site_or_garbage_gives_a_session_that_works(
        shelf in any_shelf(),
        other in any_shelf(),
        customer in any_customer(),
        events in proptest::collection::vec(any_event(), 0..20),
        edits in proptest::collection::vec(
            (any::<usize>(), prop_oneof![Just("s"), Just("g"), Just("7"), Just("0"), Just("99"), Just("[")]),
            0..8,
        ),
        more in proptest::collection::vec(any_event(), 0..20),
    ) {
        let Some(begun) = Session::begin(&shelf, &customer, &entry("g0"), None) else {
            return Ok(());
        };
        let session = events.into_iter().fold(begun, |session, event| {
            next(&shelf, &customer, session, event).0
        });
        let text = garbled(&json(&session.save(&shelf).unwrap()), &edits);
        let Some(resumed) = read(&text).and_then(|it| Session::resume(&other, &customer, &it)) else {
            return Ok(());
        };
        let mut session = resumed;
        for event in more.into_iter().map(Some).chain([None]) {
            let places = session.trail.iter().flat_map(|passed| {
                passed.calls.iter().chain([&passed.place])
            });
            let ticks = session.ticks.iter().map(|tick| &tick.place);
            for place in places.chain(&session.calls).chain(ticks).chain([&session.place]) {
                prop_assert!(other.guide(&place.guide).unwrap().steps.get(place.step).is_some());
            }
            prop_assert!(session.calls.len() <= 16);
            prop_assert!(other.guide(&session.guide).is_some());
            session.progress(&other, &customer);
            let Some(event) = event else { break };
            session = next(&other, &customer, session, event).0;
        }
    }
}
