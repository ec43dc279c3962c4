use proptest::prelude::*;

use super::*;

const NOW: Seconds = 1_800_000_000;
const YEAR: Seconds = 365 * 24 * 3600;

fn kept() -> Kept {
    Kept {
        key: "0f3a".to_owned(),
        body: r#"{"phone":"+12125550143","message":"two\nlines"}"#.to_owned(),
        endpoints: vec!["https://one.example/".to_owned(), "https://two.example/".to_owned()],
        one_store: false,
        at: 0,
        since: NOW,
        slot: Some(Slot { from: NOW + 3600, to: NOW + 7200 }),
        rounds: 0,
        due: NOW,
        state: State::Waiting,
    }
}

const NOT_TAKEN: Reply = Reply::NotTaken { after: None };

#[test]
fn the_next_endpoint_is_tried_only_after_a_refusal_that_took_nothing() {
    let mut request = kept();
    assert!(request.take(NOT_TAKEN, NOW, None, 0));
    assert_eq!(request.endpoint(), Some("https://two.example/"));
    assert!(!request.take(NOT_TAKEN, NOW, None, 0), "a third endpoint was tried");
    assert_eq!(request.endpoint(), Some("https://one.example/"), "the next round begins anew");
    assert!(request.due > NOW);
}

#[test]
fn w16_after_an_unknown_outcome_the_same_endpoint_is_asked_again() {
    let mut request = kept();
    assert!(!request.take(Reply::Unknown, NOW, None, 0));
    for _ in 0..3 {
        assert_eq!(request.endpoint(), Some("https://one.example/"));
        assert!(!request.take(NOT_TAKEN, NOW, None, 0), "another was asked than may have it");
    }
    assert_eq!(request.key, kept().key);
    let taken = Taken { reference: "UN-7K3QF2MX".to_owned(), page: String::new() };
    request.take(Reply::Accepted(taken.clone()), NOW, None, 0);
    assert_eq!(request.state, State::Sent(taken));
}

#[test]
fn with_one_store_any_endpoint_knows_the_key() {
    let mut request = Kept { one_store: true, ..kept() };
    assert!(request.take(Reply::Unknown, NOW, None, 0));
    assert_eq!(request.endpoint(), Some("https://two.example/"));
}

#[test]
fn statuses_say_whether_a_request_was_taken() {
    for status in [403, 404, 405, 410, 428, 429, 503] {
        let reply = Reply::of_status(status, Some(7));
        assert_eq!(reply, Reply::NotTaken { after: Some(7) }, "{status}");
    }
    // A gateway that gives up does not know what the endpoint behind it did.
    for status in [200, 204, 301, 400, 408, 500, 502, 504] {
        assert_eq!(Reply::of_status(status, None), Reply::Unknown, "{status}");
    }
}

#[test]
fn an_endpoint_that_wants_a_proof_has_taken_nothing() {
    let challenge = "1.1800000000.16.key.acme.seal".to_owned();
    for status in [202, 428] {
        let asked = Reply::asking_for_proof(status, "proof", challenge.clone());
        assert_eq!(asked, Some(Reply::Unproven { challenge: challenge.clone() }));
    }
    for (status, code) in [(428, ""), (202, ""), (428, "key"), (401, "proof"), (201, "proof")] {
        assert_eq!(Reply::asking_for_proof(status, code, challenge.clone()), None, "{status}");
    }
    // It could not be solved: the next endpoint may be asked, and this one later.
    let unproven = || Reply::Unproven { challenge: challenge.clone() };
    let mut request = kept();
    assert!(request.take(unproven(), NOW, None, 0));
    assert!(!request.take(unproven(), NOW, None, 0));
    assert_eq!((request.state.clone(), request.due), (State::Waiting, NOW + 5));
    // What may have been taken before stays with the endpoint that may have it.
    let mut request = kept();
    assert!(!request.take(Reply::Unknown, NOW, None, 0));
    assert!(!request.take(unproven(), NOW, None, 0));
    assert_eq!(request.endpoint(), Some("https://one.example/"));
}

#[test]
fn w16_waits_grow_and_follow_what_the_endpoint_asks_for() {
    let mut request = Kept { endpoints: vec!["https://one.example/".to_owned()], ..kept() };
    let mut waits = Vec::new();
    for _ in 0..9 {
        request.take(NOT_TAKEN, NOW, None, 0);
        waits.push(request.due - NOW);
    }
    assert_eq!(waits, [5, 10, 20, 40, 80, 160, 300, 300, 300]);
    request.take(NOT_TAKEN, NOW, None, u32::MAX);
    assert!((300..=450).contains(&(request.due - NOW)));
    for (asked, waited) in [(30, 30), (0, 5), (-9, 5), (Seconds::MAX, 3600)] {
        request.take(Reply::NotTaken { after: Some(asked) }, NOW, None, 0);
        assert_eq!(request.due - NOW, waited, "{asked}");
    }
    assert!(!request.is_due(NOW) && request.is_due(request.due));
}

#[test]
fn w18_only_the_endpoints_clock_ends_the_wait() {
    let after = |device: Seconds, server: Option<Seconds>, since: Seconds| {
        let mut request = Kept { since, at: 1, ..kept() };
        request.take(NOT_TAKEN, device, server, 0);
        request.state
    };
    let week = NOW + PATIENCE;
    assert_eq!(after(week, Some(week), NOW), State::Waiting);
    assert_eq!(after(week + 1, Some(week + 1), NOW), State::GivenUp);
    // Ten years are nothing as long as no endpoint says so.
    assert_eq!(after(NOW + 10 * YEAR, None, NOW), State::Waiting);
    // The clock jumps ahead, or back, while the request waits.
    assert_eq!(after(NOW + 10 * YEAR, Some(NOW + 60), NOW), State::Waiting);
    assert_eq!(after(NOW - 10 * YEAR, Some(NOW + 60), NOW), State::Waiting);
    // It was ten years ahead, or behind, and is mended.
    assert_eq!(after(NOW + 60, Some(NOW + 60), NOW + 10 * YEAR), State::Waiting);
    assert_eq!(after(NOW + 60, Some(NOW + 60), NOW - 10 * YEAR), State::GivenUp);
    // It was always ten years behind.
    let since = NOW - 10 * YEAR;
    assert_eq!(after(since + 60, Some(NOW + 60), since), State::Waiting);
    assert_eq!(after(since + PATIENCE + 1, Some(week + 1), since), State::GivenUp);
    // A wait that a clock has made absurd is no wait.
    assert!(Kept { due: NOW + 10 * YEAR, ..kept() }.is_due(NOW));
    for clock in [Seconds::MIN, Seconds::MAX] {
        let mut request = Kept { since: clock, due: clock, ..kept() };
        request.is_due(-clock.saturating_add(1));
        request.take(Reply::Unknown, clock, Some(clock), u32::MAX);
        request.take(Reply::Unknown, 0, Some(0), u32::MAX);
    }
}

#[test]
fn what_is_no_request_is_left_out() {
    let good = written(&[kept()]);
    assert_eq!(read(""), []);
    assert_eq!(read("true"), []);
    assert_eq!(read(&format!("{{\"a\":1}}\n\n{good}\n\n=x\n=waiting")), [kept()]);
    assert_eq!(read(&good.replace("waiting", "lost")), []);
    assert_eq!(read(&good.replace("=0f3a", "=")), []);
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        requests in proptest::collection::vec(("[a-f0-9]{1,32}", "[^\n]*", "[^\n]{0,9}", any::<i64>(), any::<u32>(), 0..4_u8), 0..4),
    ) {
        let requests: Vec<Kept> = requests
            .into_iter()
            .map(|(key, body, word, time, rounds, state)| Kept {
                key,
                body,
                due: time,
                rounds,
                slot: (rounds > 9).then_some(Slot { from: time, to: time ^ 1 }),
                one_store: state % 2 == 0,
                state: match state {
                    0 => State::Waiting,
                    1 => State::Sent(Taken { reference: word.clone(), page: word }),
                    2 => State::Refused { code: word.clone(), message: word },
                    _ => State::GivenUp,
                },
                ..kept()
            })
            .collect();
        prop_assert_eq!(read(&written(&requests)), requests);
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "(?s).{0,400}") {
        for request in read(&text) {
            let again = written(std::slice::from_ref(&request));
            prop_assert_eq!(read(&again), [request]);
        }
    }
}
