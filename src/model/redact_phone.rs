//! Phone numbers in a text.

use crate::{
    calling_codes,
    digits::is_dash,
    redact::{Kind, Span},
    redact_context::{Context, said_after, said_before},
    redact_number::Group,
    redact_text::{MASKED, Text},
};

/// A phone number that begins with the first group: the longest that looks like one.
pub(crate) fn number(text: &Text, run: &[Group]) -> Option<Span> {
    let first = run.first()?;
    let from = text.run_back(first.from, 2, |c| matches!(c, '(' | '+'));
    let before = text.before(from);
    let fraction = matches!(before, Some('.' | ','))
        && from.checked_sub(2).and_then(|at| text.digit(at)).is_some();
    if fraction || before.is_some_and(is_part_of_other) {
        return None;
    }
    let plus = text.chars(from, first.from).any(|c| c == '+');
    // An opening bracket that closes after the first group is that of an area.
    let opened = plus || (from < first.from && text.at(first.to) == Some(')'));
    // The number of a file or a part of a code: `photo-5550123.jpg`, `c5fa-1513-6244-88a2`.
    let named = |last: usize| {
        let (next, after) = (text.at(last), text.at(last + 1));
        before.is_some_and(is_dash)
            && (next == Some('.') && after.is_some_and(char::is_alphabetic)
                || next.is_some_and(is_dash) && after.is_some_and(char::is_alphanumeric))
    };
    // No phone number is shorter, and most numbers are.
    const LEAST: usize = 6;
    if run.iter().map(|group| group.digits.len()).sum::<usize>() < LEAST {
        return None;
    }
    let before_it = said_before(text, from);
    let lengths = (1..=run.len().min(8)).rev();
    let taken = lengths.filter_map(|length| run.get(..length)).find(|groups| {
        let last = groups.last().map_or(first.to, |group| group.to);
        let said = match before_it {
            Context::Unknown => said_after(text, last),
            known => known,
        };
        (said == Context::Phone || !named(last))
            && !goes_on(text, last)
            && is_phone(text, groups, opened, plus, said)
    })?;
    let last = taken.last()?;
    Some(Span { kind: Kind::Phone, from, to: with_extension(text, last.to) })
}

/// Whether the character before makes the digits part of a word, an amount or a fraction.
fn is_part_of_other(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '#' | '$' | '€' | '£' | '¥' | '₹' | '=' | '+' | MASKED)
}

/// Whether the characters after make the digits a time, an amount, or a part of a word.
fn goes_on(text: &Text, to: usize) -> bool {
    let next = text.at(to);
    let after = text.at(to + 1);
    let digit_follows = after.is_some_and(|c| c.is_ascii_digit());
    let is_extension = matches!(next, Some('x' | 'X' | 'e' | 'E'));
    match next {
        Some('%' | '€' | '$' | '£' | '_') => true,
        Some(' ') => matches!(after, Some('€' | '$' | '£' | '%')),
        Some(':' | ',' | '.' | '/') => digit_follows,
        Some(c) => c.is_alphanumeric() && !is_extension,
        None => false,
    }
}

fn is_phone(text: &Text, groups: &[Group], opened: bool, plus: bool, said: Context) -> bool {
    let digits: String = groups
        .iter()
        .flat_map(|group| &group.digits)
        .map(|digit| char::from(b'0' + digit))
        .collect();
    if plus || (digits.starts_with("00") && digits.len() > 9) {
        return is_international(digits.strip_prefix("00").unwrap_or(&digits));
    }
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    if is_date(groups) || is_ip(text, groups) || has_slash(text, groups) {
        return false;
    }
    match said {
        Context::Phone => (6..=13).contains(&digits.len()) && !is_small_list(&lengths),
        // A code so written is a phone number whatever stands before; other digits are as they say.
        Context::Ordinary => opened && lengths == [3, 3, 4],
        Context::Unknown => is_phone_by_form(&digits, &lengths, opened),
    }
}

/// Whether digits after a plus are a number of the country that they name; a customer's slip of a
/// digit makes it no less private.
fn is_international(digits: &str) -> bool {
    let digits = digits.strip_prefix("00").unwrap_or(digits);
    match calling_codes::split(digits) {
        Some((country, national)) if country.code == 1 => national.len() == 10,
        Some((country, national)) => {
            let longest = usize::from(country.most).min(13) + 1;
            (usize::from(country.least).max(6)..=longest).contains(&national.len())
        }
        None => (9..=14).contains(&digits.len()),
    }
}

/// Whether area and exchange code have the form `[2-9]XX`, and the area is no service code.
fn is_north_american(national: &str) -> bool {
    let begins = |at: usize| national.as_bytes().get(at).is_some_and(|c| (b'2'..=b'9').contains(c));
    let service = national.get(1..3) == Some("11");
    national.len() == 10 && begins(0) && begins(3) && !service
}

/// Whether the grouping alone says that it is a phone number.
fn is_phone_by_form(digits: &str, lengths: &[usize], opened: bool) -> bool {
    let count = digits.len();
    let begins = |firsts: &[char]| digits.starts_with(firsts);
    match lengths {
        [3, 3, 4] | [1 | 3, 3, 3, 4] => true,
        [10] => is_north_american(digits) || digits.starts_with('0'),
        [11] => digits.strip_prefix('1').is_some_and(is_north_american) || digits.starts_with('0'),
        [3, 7] => is_north_american(digits) || opened || digits.starts_with('0'),
        // Three zeroes and three more are a million of something.
        [3, 3, 3] | [3, 2, 2, 2] => {
            begins(&['0', '6', '7', '8', '9']) && !digits.ends_with("000000")
        }
        [_] => false,
        _ if digits.starts_with('0') => (9..=12).contains(&count),
        [2 | 3, 4, 4] | [2, 5, 4] => true,
        _ if opened => (8..=12).contains(&count),
        // Groups of three are how amounts are written.
        [_, rest @ ..] if rest.len() >= 2 && !rest.iter().all(|length| *length == 3) => {
            (8..=12).contains(&count) && lengths.iter().all(|length| (2..=4).contains(length))
        }
        _ => false,
    }
}

/// Days: 2024-05-06, 06.05.2024, 6-5-24 after a word that only seems to announce a number.
fn is_date(groups: &[Group]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    let year = |group: Option<&Group>| {
        group.is_some_and(|group| matches!(group.digits.as_slice(), [1, 9, _, _] | [2, 0, _, _]))
    };
    match lengths.as_slice() {
        [4, 1 | 2, 1 | 2, ..] => year(groups.first()),
        [1 | 2, 1 | 2, 4] => year(groups.last()),
        [1 | 2, 1 | 2, 1 | 2] => lengths.iter().sum::<usize>() < 6,
        _ => false,
    }
}

fn is_ip(text: &Text, groups: &[Group]) -> bool {
    let pairs = groups.iter().zip(groups.iter().skip(1));
    groups.len() == 4
        && groups.iter().all(|group| group.digits.len() <= 3)
        && pairs
            .into_iter()
            .all(|(one, two)| two.from == one.to + 1 && text.at(one.to) == Some('.'))
        && groups.iter().any(|group| group.digits.len() != 2)
}

fn has_slash(text: &Text, groups: &[Group]) -> bool {
    let pairs = groups.iter().zip(groups.iter().skip(1));
    pairs.into_iter().any(|(one, two)| text.chars(one.to, two.from).any(|c| c == '/'))
}

/// Single digits apart, such as choices from a list.
fn is_small_list(lengths: &[usize]) -> bool {
    lengths.len() > 2 && lengths.iter().filter(|length| **length == 1).count() * 2 > lengths.len()
}

/// The place after an extension, if one follows.
fn with_extension(text: &Text, to: usize) -> usize {
    const MARKS: [&str; 6] = ["extension", "anexo", "ext", "int", "x", "#"];
    let mark = text.run(to, 3, |c| matches!(c, ' ' | ',' | ';'));
    let ahead: String =
        text.chars(mark, (mark + 9).min(text.len())).map(|c| c.to_ascii_lowercase()).collect();
    let Some(found) = MARKS.iter().find(|known| ahead.starts_with(*known)) else {
        return to;
    };
    let digits = text.run(mark + found.len(), 2, |c| matches!(c, '.' | ' ' | ':' | '='));
    let end = text.run(digits, 6, |c| c.is_ascii_digit());
    let ends = !text.at(end).is_some_and(char::is_alphanumeric);
    if end > digits && ends { end } else { to }
}
