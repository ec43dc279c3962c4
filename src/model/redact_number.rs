//! Runs of digits in a text, and what they are: cards, ids, phones.

use crate::{
    digits::is_dash,
    redact::{Kind, Span},
    redact_card::is_card,
    redact_national_id, redact_phone,
    redact_text::Text,
};

/// Digits that stand together.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// The first digit's place.
    pub from: usize,
    /// The place after the last digit.
    pub to: usize,
    /// The digits' values.
    pub digits: Vec<u8>,
}

/// Finds private numbers, from left to right.
pub(crate) fn find(text: &Text, spans: &mut Vec<Span>) {
    let groups = groups(text);
    let mut rest = groups.as_slice();
    while let Some(first) = rest.first() {
        let run = joined(text, rest, one_number);
        let found = card(text, joined(text, rest, one_card))
            .or_else(|| redact_national_id::number(text, run))
            .or_else(|| redact_phone::number(text, run));
        let to = match found {
            Some(span) => {
                spans.push(span);
                span.to
            }
            None => first.to,
        };
        let done = rest.iter().take_while(|group| group.from < to).count().max(1);
        rest = rest.get(done..).unwrap_or_default();
    }
}

fn groups(text: &Text) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for at in 0..text.len() {
        let Some(digit) = text.digit(at) else { continue };
        match groups.last_mut() {
            Some(group) if group.to == at => {
                group.to = at + 1;
                group.digits.push(digit);
            }
            Some(_) | None => groups.push(Group { from: at, to: at + 1, digits: vec![digit] }),
        }
    }
    groups
}

/// The first groups that may be one number: at most 19, each apart from the next by at most three
/// separators.
fn joined<'a>(
    text: &Text,
    groups: &'a [Group],
    joins: fn(&Text, &Group, &Group) -> bool,
) -> &'a [Group] {
    const MOST: usize = 19;
    let pairs = groups.iter().zip(groups.iter().skip(1)).take(MOST - 1);
    let count = pairs
        .take_while(|(group, next)| {
            (1..=3).contains(&(next.from - group.to)) && joins(text, group, next)
        })
        .count();
    groups.get(..=count).unwrap_or(groups)
}

fn one_number(text: &Text, group: &Group, next: &Group) -> bool {
    text.chars(group.to, next.from).all(is_separator)
}

/// The check digit of cards allows for more than phones have between groups: new lines and signs, if
/// the groups are as long as those on cards.
fn one_card(text: &Text, group: &Group, next: &Group) -> bool {
    let long = group.digits.len() > 3 && next.digits.len() > 3;
    let parts = |c| match c {
        '(' | ')' | '/' => false,
        '\n' | '\r' | '_' | '|' | '*' | '·' | '•' => long,
        other => is_separator(other),
    };
    text.chars(group.to, next.from).all(parts)
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\t' | '.' | '(' | ')' | '/')
        || is_dash(c)
}

/// A card that begins with the first group: the longest that is one.
fn card(text: &Text, run: &[Group]) -> Option<Span> {
    let first = run.first()?;
    let mut digits: Vec<u8> = Vec::with_capacity(24);
    let mut found = None;
    for group in run {
        if digits.len() + group.digits.len() > 19 {
            break;
        }
        digits.extend(&group.digits);
        if is_card(&digits) {
            found = Some(Span { kind: Kind::Card, from: first.from, to: group.to });
        }
    }
    // Letters before the digits make it the number of something else, unless it has the length
    // that nearly every card has.
    let lettered = text.before(first.from).is_some_and(char::is_alphabetic);
    found.filter(|_| !lettered || first.digits.len() == 16)
}
