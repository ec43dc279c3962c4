//! What is found for what was typed.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

mod corpus;

use unstuck_model::message::Fragment;
use unstuck_search::Engine;

fn check(cases: &[(&str, &str)]) {
    let engine = Engine::open(&corpus::bytes()).unwrap();
    for (text, wanted) in cases {
        let answer = engine.search(text, 3).unwrap();
        let first = answer.hits.first().map(|hit| hit.outline.id.as_str());
        assert_eq!(first, Some(*wanted), "{text}: {:?}", engine.explain(text, 3).unwrap());
    }
}

#[test]
fn questions() {
    check(&[
        ("Where's my bill?", "late-bill"),
        ("why did you charge me so much this month", "high-bill"),
        ("I lost my SIM card", "new-sim"),
        ("can I take my old number with me to your company", "keep-number"),
        ("I'd like to end the contract", "leave"),
        ("does it cost more in another country", "abroad"),
        ("I can't login", "password"),
        ("how do I log in", "password"),
        ("we moved to a new house", "address"),
    ]);
}

#[test]
fn misspelt_words() {
    check(&[
        ("i forgott my pasword", "password"),
        ("activte the sim", "activate-sim"),
        ("rooming cost", "abroad"),
        ("voicemale greting", "voicemail"),
        ("canccel contarct", "leave"),
        ("driect debbit", "pay"),
        ("teh adress is wrong", "address"),
    ]);
}

#[test]
fn words_not_finished() {
    check(&[
        ("roam", "abroad"),
        ("reset your passw", "password"),
        ("voicem", "voicemail"),
        ("cancel my contr", "leave"),
        ("activat", "activate-sim"),
    ]);
}

#[test]
fn synonyms_of_the_content() {
    check(&[("use my cellphone abroad", "abroad"), ("does my handset work in france", "abroad")]);
}

#[test]
fn found_words_are_marked() {
    let engine = Engine::open(&corpus::bytes()).unwrap();
    let marked = |fragments: &[Fragment]| -> Vec<String> {
        fragments.iter().filter(|f| f.found).map(|f| f.text.clone()).collect()
    };
    let answer = engine.search("activating simm cards", 3).unwrap();
    let hit = answer.hits.iter().find(|hit| hit.outline.id.as_str() == "activate-sim").unwrap();
    assert_eq!(marked(&hit.title), ["Activate", "SIM", "card"]);
    assert_eq!(marked(&hit.excerpt), ["card"]);
    let whole: String = hit.title.iter().map(|fragment| fragment.text.as_str()).collect();
    assert_eq!(whole, "Activate a SIM card");
}

#[test]
fn an_explanation_names_words_and_corrections() {
    let explanation = Engine::open(&corpus::bytes()).unwrap().explain("my pasword", 2).unwrap();
    let word = explanation.words.last().unwrap();
    assert_eq!((word.typed.as_str(), word.stem.as_deref()), ("pasword", None));
    assert_eq!(word.corrections, ["password"]);
    assert!(explanation.hits.first().unwrap().head > 0.0);
}

#[test]
fn the_model_hears_what_a_misspelt_word_means() {
    let engine = Engine::open(&corpus::bytes()).unwrap();
    let model = |text: &str| {
        let hits = engine.explain(text, 12).unwrap().hits;
        hits.iter().find(|hit| hit.entry.as_str() == "late-bill").unwrap().model
    };
    let [right, misspelt] = ["my password and my invoice", "my password and my invoyce"].map(model);
    assert!(misspelt > right / 2.0, "{right} {misspelt}");
}
