//! Search knows when it does not know.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

mod corpus;

use unstuck_model::{language::Language, message::Verdict};
use unstuck_search::{Document, Engine, build};

/// Every text gets one of the verdicts.
fn check(engine: &Engine, verdicts: &[Verdict], texts: &[&str]) {
    for text in texts {
        let answer = engine.search(text, 3).unwrap();
        assert!(verdicts.contains(&answer.verdict), "{text}: {}", answer.confidence);
    }
}

/// The index of documents changed by a function.
fn changed(language: &str, change: fn(&mut Document)) -> Engine {
    let mut documents = corpus::documents();
    documents.iter_mut().for_each(change);
    build(&Language::new(language).unwrap(), &documents, &[]).unwrap().open().unwrap()
}

const CLEAR: [&str; 8] = [
    "i forgot my password",
    "why is my bill so high?",
    "cancel my contract",
    "sim card is broken",
    "voicemail greeting",
    "set up direct debit",
    "update my address",
    "activate sim",
];
const LOOSE: [&str; 5] =
    ["what does roaming cost", "i lost my sim", "can i pay by card", "forgott pasword", "my pin"];
const FOREIGN: [&str; 12] = [
    "is the zoo open on sunday",
    "best pizza recipe",
    "tell me a joke",
    "do you have jobs",
    "are you a robot",
    "hi",
    "thank you",
    "what is this",
    "how are you doing today",
    "who won the match last night",
    "qwxz",
    "",
];

#[test]
fn a_clear_question_is_answered() {
    let engine = Engine::open(&corpus::bytes()).unwrap();
    check(&engine, &[Verdict::Confident], &CLEAR);
}

#[test]
fn a_loose_or_misspelt_question_is_not_refused() {
    let engine = Engine::open(&corpus::bytes()).unwrap();
    check(&engine, &[Verdict::Confident, Verdict::Unsure], &LOOSE);
}

#[test]
fn chit_chat_other_subjects_and_nonsense_are_refused() {
    let engine = Engine::open(&corpus::bytes()).unwrap();
    check(&engine, &[Verdict::NoAnswer], &FOREIGN);
}

#[test]
fn with_two_phrasings_an_entry_it_still_knows() {
    let engine = changed("en", |document| document.asks.truncate(2));
    check(&engine, &[Verdict::Confident, Verdict::Unsure], &CLEAR[..2]);
    check(&engine, &[Verdict::NoAnswer], &FOREIGN);
}

#[test]
fn without_phrasings_titles_are_found_and_chit_chat_is_refused() {
    let engine = changed("en", |document| document.asks.clear());
    check(
        &engine,
        &[Verdict::Confident, Verdict::Unsure],
        &["activate a sim card", "change address", "set up voicemail", "bill higher than usual"],
    );
    check(&engine, &[Verdict::NoAnswer], &FOREIGN);
}

#[test]
fn in_a_language_without_rules_it_still_knows() {
    let engine = changed("fi", |_| {});
    check(&engine, &[Verdict::Confident, Verdict::Unsure], &CLEAR);
    check(&engine, &[Verdict::NoAnswer], &["best pizza recipe", "qwxz", ""]);
}

#[test]
fn nothing_in_common_finds_nothing() {
    let answer = Engine::open(&corpus::bytes()).unwrap().search("zzzz qqqq", 5).unwrap();
    assert!(answer.hits.is_empty() && answer.confidence == 0.0);
}

#[test]
fn an_entry_alone_has_nothing_to_learn_from_and_is_found() {
    let documents = &corpus::documents()[..1];
    let built = build(&Language::new("en").unwrap(), documents, &[]).unwrap();
    let answer = built.open().unwrap().search("where is my bill", 3).unwrap();
    assert_eq!(answer.hits.len(), 1);
    assert!((0.0..=1.0).contains(&answer.confidence));
}
