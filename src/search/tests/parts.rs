//! The index of a large site arrives in parts, as queries need them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

mod large;

use std::{collections::BTreeMap, sync::OnceLock};

use unstuck_model::message::SearchAnswer;
use unstuck_pack::Digest;
use unstuck_search::{Built, Engine};

fn index() -> &'static Built {
    static INDEX: OnceLock<Built> = OnceLock::new();
    INDEX.get_or_init(large::index)
}

/// Asks, adding the parts that are missing; the answer, how often parts were missing, and their
/// bytes.
fn ask(engine: &mut Engine, text: &str) -> (SearchAnswer, usize, usize) {
    let parts: BTreeMap<Digest, &Vec<u8>> =
        index().parts.iter().map(|part| (Digest::of(part), part)).collect();
    let (mut rounds, mut bytes) = (0, 0);
    loop {
        match engine.search(text, 5) {
            Ok(answer) => return (answer, rounds, bytes),
            Err(missing) => {
                assert!(!missing.is_empty() && rounds < 5, "{text}: round {rounds}");
                rounds += 1;
                for digest in missing {
                    bytes += parts[&digest].len();
                    engine.add(digest, parts[&digest]).unwrap();
                }
            }
        }
    }
}

#[test]
fn a_query_needs_a_small_share_of_the_index() {
    let whole: usize = index().parts.iter().map(Vec::len).sum();
    let mut engine = Engine::open(&index().core).unwrap();
    let text = format!("i want to set a new {}", large::own(700));
    let (answer, rounds, bytes) = ask(&mut engine, &text);
    assert_eq!(answer.hits[0].outline.id.as_str(), "entry-00700");
    assert!(rounds <= 2, "{rounds} rounds");
    assert!(bytes * 5 < whole, "{bytes} of {whole} bytes");
    assert_eq!(ask(&mut engine, &text).1, 0, "what has arrived stays");
}

#[test]
fn what_has_arrived_before_changes_no_answer() {
    let mut whole = index().open().unwrap();
    let mut grown = Engine::open(&index().core).unwrap();
    let words = |entry: usize| large::own(entry);
    let mut misspelt = words(42);
    misspelt.remove(2);
    for text in [
        words(3),
        format!("how do i change the {}", words(1_200)),
        format!("change {misspelt} please"),
        words(9)[..4].to_owned(),
        "account".to_owned(),
        "how do i".to_owned(),
        String::new(),
        large::word(50) + " " + &large::word(97),
        "zzzz qqqq".to_owned(),
    ] {
        let mut fresh = Engine::open(&index().core).unwrap();
        let expected = ask(&mut whole, &text).0;
        assert_eq!(ask(&mut fresh, &text).0, expected, "{text}, nothing there");
        assert_eq!(ask(&mut grown, &text).0, expected, "{text}, some parts there");
    }
}

#[test]
fn other_bytes_are_refused() {
    let mut engine = Engine::open(&index().core).unwrap();
    let part = &index().parts[3];
    let digest = Digest::of(part);
    let mut changed = part.clone();
    changed[40] ^= 1;
    assert!(engine.add(digest, &changed).is_err());
    assert!(engine.add(digest, &part[..part.len() - 1]).is_err());
    assert!(engine.add(Digest::of(b"other"), b"other").is_err());
    assert!(engine.add(digest, part).is_ok());
}

#[test]
fn the_same_documents_give_the_same_parts() {
    assert!(large::index() == *index());
}
