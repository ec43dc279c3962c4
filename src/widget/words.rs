//! The widget's own words, which come with the pack.

use std::cell::RefCell;

pub use unstuck_words::Words;

thread_local! {
    /// The words that were read on this page, by their written form: components hold on to them
    /// for ever, and a widget that is started anew must not keep them twice.
    static READ: RefCell<Vec<(&'static str, &'static Words)>> = const { RefCell::new(Vec::new()) };
}

/// The words of a written form; nothing if it is that of another version.
pub fn words(written: &str) -> Option<&'static Words> {
    READ.with_borrow_mut(|read| {
        if let Some((_, words)) = read.iter().find(|(text, _)| *text == written) {
            return Some(*words);
        }
        let text: &'static str = written.to_owned().leak();
        let words: &'static Words = Box::leak(Box::new(Words::read(text)?));
        read.push((text, words));
        Some(words)
    })
}

/// A template with its values put in.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut parts = template.split('{');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or(("", part));
        let value = values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        out.push_str(value.unwrap_or_default());
        out.push_str(rest);
    }
    out
}
