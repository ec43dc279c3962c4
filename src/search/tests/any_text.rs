//! Whatever is typed, there is an answer or none, and never an end of the program.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

mod corpus;

use std::sync::OnceLock;

use proptest::prelude::*;
use unstuck_model::language::Language;
use unstuck_search::{Engine, build};

/// The corpus, read as each of some languages.
fn engines() -> &'static [Engine] {
    static ENGINES: OnceLock<Vec<Engine>> = OnceLock::new();
    ENGINES.get_or_init(|| {
        let engine = |tag: &&str| {
            let language = Language::new(tag).unwrap();
            build(&language, &corpus::documents(), &[]).unwrap().open().unwrap()
        };
        ["en", "de", "ar", "ja", "th", "fi"].iter().map(engine).collect()
    })
}

fn check(text: &str) -> Result<(), TestCaseError> {
    for engine in engines() {
        let answer = engine.search(text, 5).unwrap();
        prop_assert!(answer.hits.len() <= 5);
        prop_assert!((0.0..=1.0).contains(&answer.confidence));
        for hit in &answer.hits {
            let title: String = hit.title.iter().map(|part| part.text.as_str()).collect();
            prop_assert_eq!(&title, &hit.outline.title);
        }
        prop_assert_eq!(engine.search(text, 5).unwrap(), answer);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_characters(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn words_of_any_script(text in "([\\PC]{1,12}|[a-z]{1,9}|bill|sim|\\p{Han}{1,5}|\\p{Arabic}{1,6}| ){0,24}") {
        check(&text)?;
    }

    #[test]
    fn half_surrogates_and_marks_arrive_as_replacements(units in proptest::collection::vec(any::<u16>(), 0..40)) {
        check(&String::from_utf16_lossy(&units))?;
    }
}
