//! E-mail addresses in a text.

use crate::{
    redact::{Kind, Span},
    redact_text::Text,
    word_list::is_in,
};

/// Finds each `@`, and each word for it, with a name before it and a domain after it.
pub(crate) fn find(text: &Text, spans: &mut Vec<Span>) {
    for at in (0..text.len()).filter(|at| text.at(*at) == Some('@')) {
        let found = written(text, at).or_else(|| spelt(text, at, at + 1));
        spans.extend(found.map(|(from, to)| Span { kind: Kind::Email, from, to }));
    }
    for word in text.words.iter().filter(|word| matches!(word.folded.as_str(), "at" | "arroba")) {
        let found = spelt(text, word.from, word.to);
        spans.extend(found.map(|(from, to)| Span { kind: Kind::Email, from, to }));
    }
}

/// An address around its sign.
fn written(text: &Text, at: usize) -> Option<(usize, usize)> {
    let from = name(text, at);
    let end = text.run(at + 1, 253, |c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\u{3002}'));
    // A full stop after the address ends the sentence.
    let to = text.run_back(end, 8, |c| matches!(c, '.' | '-'));
    let last = text.run_back(to, 63, char::is_alphanumeric);
    let is_name = text.chars(last, to).any(char::is_alphabetic);
    (from < at && last > at + 2 && to - last >= 2 && is_name).then_some((from, to))
}

/// Where the name that ends here begins.
fn name(text: &Text, to: usize) -> usize {
    let from = text.run_back(to, 64, |c| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c));
    text.run(from, to - from, |c| "'`{|/=?!&*.".contains(c))
}

/// An address whose sign stands in brackets or is a word: `ana (at) example.com`, `ana at example
/// dot com`. Without brackets a dot has to be spelt too, or every `at example.com` would be one.
fn spelt(text: &Text, from: usize, to: usize) -> Option<(usize, usize)> {
    const MOST_LABELS: usize = 6;
    let mut first = text.words_before(from).checked_sub(1)?;
    let mut next = text.words_before(to);
    let owner = text.words.get(first)?;
    let mut last = text.words.get(next)?;
    let mut told = gap(text, owner.to, from)? && gap(text, to, last.from)?;
    let mut dotted = false;
    // `at the dot` is a place on a screen.
    if !told && last.folded == "the" {
        return None;
    }
    for _ in 0..MOST_LABELS {
        let Some(word) = text.words.get(next + 1) else { break };
        let sign = text.at(last.to).filter(|_| word.from == last.to + 1);
        if matches!(sign, Some('.' | '-')) {
            next += 1;
            dotted |= sign == Some('.');
        } else if dot(text, next + 1) {
            next += 2;
            (told, dotted) = (true, true);
        } else {
            break;
        }
        last = text.words.get(next)?;
    }
    while first > 1 && dot(text, first - 1) {
        first -= 2;
    }
    let is_name = last.to > last.from + 1 && last.folded.chars().all(char::is_alphabetic);
    let from = name(text, text.words.get(first)?.to);
    (told && dotted && is_name).then_some((from, last.to))
}

/// Whether a word between two others stands for a dot between them.
fn dot(text: &Text, index: usize) -> bool {
    let Some([before, word, after]) =
        index.checked_sub(1).and_then(|index| text.words.get(index..index + 3))
    else {
        return false;
    };
    is_in("dot punto punkt ponto", &word.folded)
        && gap(text, before.to, word.from).is_some()
        && gap(text, word.to, after.from).is_some()
}

/// Whether there is a bracket among what stands between; nothing, if it is more than brackets and
/// white space.
fn gap(text: &Text, from: usize, to: usize) -> Option<bool> {
    let is_bracket = |c: char| matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>');
    let end = text.run(from, 4, |c| c.is_whitespace() || is_bracket(c));
    (end == to).then(|| text.chars(from, to).any(is_bracket))
}
