//! Search knows when it does not know.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

mod corpus;

use unstuck_model::message::Verdict;
use unstuck_search::Engine;

#[test]
fn questions_of_the_content_are_answered_and_others_not() {
    let engine = Engine::open(&corpus::bytes()).unwrap();
    for text in ["i forgot my password", "what does roaming cost", "cancel my contract"] {
        let answer = engine.search(text, 3).unwrap();
        assert_ne!(answer.verdict, Verdict::NoAnswer, "{text}: {}", answer.confidence);
    }
    for text in ["is the zoo open on sunday", "best pizza recipe", "tell me a joke", "qwxz", ""] {
        let answer = engine.search(text, 3).unwrap();
        assert_eq!(answer.verdict, Verdict::NoAnswer, "{text}: {}", answer.confidence);
    }
}

#[test]
fn nothing_in_common_finds_nothing() {
    let answer = Engine::open(&corpus::bytes()).unwrap().search("zzzz qqqq", 5).unwrap();
    assert!(answer.hits.is_empty() && answer.confidence == 0.0);
}
