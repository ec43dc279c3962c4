//! The way to people: when it is offered, and what is said and sent.

use proptest::prelude::*;

use crate::{
    callback::{CallbackProblem, CallbackRequest, Consent, Slot},
    escalation::{Offer, Reason, Situation, offer},
    hand_off::{HandOff, MOST_DRAFT, Tried},
    language::{Language, Localised},
    message::Verdict,
};

#[test]
fn people_are_offered_in_time() {
    let check = |situation: Situation, expect: Offer| {
        assert_eq!(offer(&situation), expect, "{situation:?}");
    };
    let none = Situation::default();
    let asked = |verdict| Situation { questions_asked: 1, verdict: Some(verdict), ..none };
    check(none, Offer::Hidden);
    check(asked(Verdict::Confident), Offer::Visible);
    check(asked(Verdict::Unsure), Offer::Visible);
    check(asked(Verdict::NoAnswer), Offer::Now(Reason::NoAnswer));
    check(Situation { guides_ended_without_help: 1, ..none }, Offer::Visible);
    check(Situation { said_stuck: true, ..none }, Offer::Now(Reason::SaidStuck));
    check(Situation { dead_end: true, ..none }, Offer::Now(Reason::DeadEnd));
    check(Situation { urgent: true, said_stuck: true, ..none }, Offer::Now(Reason::Urgent));
    check(Situation { people_first: true, ..none }, Offer::Now(Reason::PeopleFirst));
    check(Situation { people_first: true, urgent: true, ..none }, Offer::Now(Reason::Urgent));
}

fn english() -> Language {
    Language::new("en").unwrap()
}

#[test]
fn a_draft_says_what_was_tried() {
    let reference = "UN-7K3QF2MX".to_owned();
    let mut told = HandOff::new(reference, "example", &english(), "https://a.example/bills?q=1#x");
    told.note_question("my bill");
    told.note_question("my bill is wrong, call 212-555-0123");
    told.note_tried(Tried {
        entry: "late-fee".to_owned(),
        title: "Remove a late fee".to_owned(),
        step: Some("paid".to_owned()),
        path: vec!["Look: Yes".to_owned(), "Did you pay?".to_owned()],
        helped: None,
    });
    assert_eq!(
        told.draft(&english()),
        "Hello. I could not solve this with your help pages. Can you help me?\n\
         I asked “my bill is wrong, call [phone number]”.\n\
         I tried “Remove a late fee”. I stopped at “Did you pay?”.\n\
         I was on a.example/bills.\n\
         My reference: UN-7K3QF2MX"
    );
    told.note_helped(false);
    let spanish = told.draft(&Language::new("es-MX").unwrap());
    assert!(spanish.contains("No me sirvió: «Remove a late fee».") && spanish.starts_with("Hola."));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn a_draft_has_its_bounds(texts in proptest::collection::vec("\\PC{0,400}", 0..20)) {
        let mut told = HandOff::new("UN-7K3QF2MX".to_owned(), "a", &english(), "https://a.example");
        for text in &texts {
            told.note_question(text);
            told.note_tried(Tried { entry: text.clone(), title: text.clone(), ..Tried::default() });
        }
        let draft = told.draft(&english());
        prop_assert!(draft.chars().count() <= MOST_DRAFT);
        prop_assert!(draft.ends_with("UN-7K3QF2MX"));
        prop_assert!(told.asked.len() <= 10 && told.tried.len() <= 10);
    }
}

#[test]
fn a_callback_is_checked() {
    const NOW: i64 = 1_767_571_200;
    let fine = CallbackRequest {
        phone: "+12125550123".to_owned(),
        phone_as_written: "212 555 0123".to_owned(),
        name: String::new(),
        slot: Slot { from: NOW + 3_600, to: NOW + 5_400 },
        time_zone: String::new(),
        consent: true,
        consent_text: "Acme may call this number.".to_owned(),
        consent_version: "2026-11".to_owned(),
        message: String::new(),
        hand_off: HandOff::default(),
    };
    let check = |change: &dyn Fn(&mut CallbackRequest), expect: Result<(), &str>| {
        let mut request = fine.clone();
        change(&mut request);
        let problem = request.check(NOW).map_err(CallbackProblem::code);
        assert_eq!(problem, expect, "{request:?}");
    };
    check(&|_| (), Ok(()));
    check(&|request| request.phone = "2125550123".to_owned(), Err("phone"));
    check(&|request| request.phone = "+1 212 555 0123".to_owned(), Err("phone"));
    check(&|request| request.phone = "+".to_owned(), Err("phone"));
    check(&|request| request.consent = false, Err("consent"));
    check(&|request| request.slot.to = request.slot.from, Err("slot"));
    check(&|request| request.slot = Slot { from: NOW - 10, to: NOW }, Err("slot"));
    check(&|request| request.slot = Slot { from: i64::MIN, to: i64::MAX }, Err("slot"));
    check(&|request| request.name = "n".repeat(101), Err("name"));
    check(&|request| request.message = "n".repeat(4_001), Err("message"));
    check(&|request| request.time_zone = "n".repeat(101), Err("too_much"));
    check(&|request| request.consent_text = "ñ".repeat(2_000), Ok(()));
    check(&|request| request.consent_text = "ñ".repeat(2_001), Err("too_much"));
    check(&|request| request.consent_version = "1".repeat(41), Err("too_much"));
    check(&|request| request.hand_off.asked = vec!["n".repeat(2_000)], Err("too_much"));
}

#[test]
fn a_request_that_waited_since_before_consent_had_words_is_read() {
    let waited = r#"{"phone":"+12125550123","phone_as_written":"212 555 0123","name":"","slot":{"from":1,"to":2},"time_zone":"","consent":true,"message":"","hand_off":{"reference":"","site":"acme","language":"en","page":"","topic":null,"asked":[],"tried":[]}}"#;
    let request: CallbackRequest = serde_json::from_str(waited).unwrap();
    assert_eq!((request.consent_text.as_str(), request.consent_version.as_str()), ("", ""));
}

#[test]
fn the_words_of_consent_name_the_company() {
    let spanish = Language::new("es").unwrap();
    let consent = Consent {
        text: Localised::new([
            (english(), "{company} may call.".to_owned()),
            (
                spanish.clone(),
                "{company} puede llamar a este número; {company} no cobra.".to_owned(),
            ),
        ]),
        version: "2026-11".to_owned(),
    };
    assert_eq!(consent.words(&english(), "Acme"), "Acme may call.");
    assert_eq!(consent.words(&spanish, "Acme"), "Acme puede llamar a este número; Acme no cobra.");
}
