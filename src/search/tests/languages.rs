//! Words that must meet: inflected, folded or not set apart by spaces.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

use unstuck_model::language::Language;
use unstuck_search::analysis::Analyzer;

/// Each line holds two texts that must have all telling words of the shorter one in common.
fn check(tag: &str, pairs: &str) {
    let analyzer = Analyzer::new(&Language::new(tag).unwrap());
    let stems = |text: &str| -> Vec<String> {
        analyzer.words(text).into_iter().map(|word| word.stem).collect()
    };
    let mut count = 0;
    let mut apart = Vec::new();
    for line in pairs.lines().filter(|line| !line.is_empty()) {
        let (first, second) = line.split_once(" = ").unwrap();
        let (a, b) = (stems(first), stems(second));
        let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
        count += 1;
        if short.is_empty() || !short.iter().all(|stem| long.contains(stem)) {
            apart.push(format!("{first} {a:?} and {second} {b:?}"));
        }
    }
    assert!(apart.is_empty(), "{tag}: {apart:#?}");
    assert!(count >= 30, "{tag} has {count} pairs only");
}

#[test]
fn english() {
    check("en", include_str!("languages/en.txt"));
}

#[test]
fn spanish() {
    check("es", include_str!("languages/es.txt"));
}

#[test]
fn french() {
    check("fr", include_str!("languages/fr.txt"));
}

#[test]
fn german() {
    check("de", include_str!("languages/de.txt"));
}

#[test]
fn portuguese() {
    check("pt", include_str!("languages/pt.txt"));
}

#[test]
fn italian() {
    check("it", include_str!("languages/it.txt"));
}

#[test]
fn dutch() {
    check("nl", include_str!("languages/nl.txt"));
}

#[test]
fn swedish() {
    check("sv", include_str!("languages/sv.txt"));
}

#[test]
fn russian() {
    check("ru", include_str!("languages/ru.txt"));
}

#[test]
fn arabic() {
    check("ar", include_str!("languages/ar.txt"));
}

#[test]
fn chinese() {
    check("zh", include_str!("languages/zh.txt"));
}

#[test]
fn japanese() {
    check("ja", include_str!("languages/ja.txt"));
}

#[test]
fn korean() {
    check("ko", include_str!("languages/ko.txt"));
}

#[test]
fn thai() {
    check("th", include_str!("languages/th.txt"));
}
