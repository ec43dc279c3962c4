//! Nothing that is typed or read ends the program.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

mod corpus;

use unstuck_model::{
    id::{EntryId, TopicId},
    language::Language,
    site::Outline,
};
use unstuck_search::{Document, Engine, build};

#[test]
fn any_question_is_answered() {
    let engine = Engine::open(&corpus::bytes()).unwrap();
    let long = "how do i pay ".repeat(1_000);
    let word = "a".repeat(10_000);
    for text in [
        "",
        " ",
        "the of and",
        "?!...,;:",
        "\0\0",
        "bill\0bill",
        "😀 😀😀 👩‍👩‍👧",
        "\u{202e}llib\u{202c}",
        "\u{fffd}\u{fffd}",
        "title:bill AND (\"x\" OR *) ~2 ^5 [a TO b] -- '; DROP TABLE",
        "ﷺ ﷺ",
        "''''",
        "...1.2.3...",
        "e\u{301}\u{301}\u{301}",
        "退款",
        &long,
        &word,
    ] {
        let answer = engine.search(text, 5).unwrap();
        assert!((0.0..=1.0).contains(&answer.confidence));
        engine.explain(text, 5).unwrap();
    }
}

#[test]
fn any_content_is_built() {
    let en = Language::new("en").unwrap();
    let document = |id: &str, title: &str, asks: Vec<String>| Document {
        outline: Outline {
            id: EntryId::new(id).unwrap(),
            title: title.to_owned(),
            topic: TopicId::new("all").unwrap(),
            pages: Vec::new(),
            urgent: false,
            guide: false,
            minutes: None,
            language: en.clone(),
        },
        asks,
        short: String::new(),
        headings: Vec::new(),
        body: String::new(),
    };
    let sites = [
        Vec::new(),
        vec![document("empty", "", Vec::new())],
        vec![document("one", "Pay a bill", Vec::new())],
        vec![
            document("many", "Pay", (0..5_000).map(|n| format!("how do i pay bill {n}")).collect()),
            document("few", "Leave", Vec::new()),
        ],
    ];
    for site in sites {
        let engine = Engine::open(&build(&en, &site, &[]).unwrap().core).unwrap();
        engine.search("pay a bill", 3).unwrap();
    }
}

#[test]
fn changed_bytes_are_refused_or_harmless() {
    let bytes = corpus::bytes();
    for cut in [0, 1, 2, 100, bytes.len() / 2, bytes.len() - 1] {
        assert!(Engine::open(&bytes[..cut]).is_err(), "cut at {cut}");
    }
    assert!(Engine::open(b"\x00\x00not an index").is_err());
}
