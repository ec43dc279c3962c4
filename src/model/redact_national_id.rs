//! Numbers of identity cards, social security and tax, known by their form and check characters.

use crate::{
    digits::is_dash,
    redact::{Kind, Span},
    redact_number::Group,
    redact_text::Text,
};

/// Finds ids with letters in them.
pub(crate) fn find(text: &Text, spans: &mut Vec<Span>) {
    for (index, word) in text.words.iter().enumerate() {
        let to = match shape_end(text, index) {
            Some(to) => Some(to),
            None => spanish(text, word.from),
        };
        if let Some(to) = to {
            spans.push(Span { kind: Kind::NationalId, from: word.from, to });
        }
    }
}

/// Letters (`a`), digits (`9`) and either (`x`) of ids that are one word: Italy's codice fiscale,
/// Mexico's CURP, Britain's national insurance number.
const SHAPES: [&str; 3] = ["aaaaaa99a99a999a", "aaaa999999aaaaaax9", "aa999999a"];

/// The place after an id of a known shape that begins with this word.
fn shape_end(text: &Text, index: usize) -> Option<usize> {
    let words = text.words.get(index..)?;
    let first = words.first()?;
    let fits = |word: &str, shape: &str| {
        word.len() == shape.len()
            && word.bytes().zip(shape.bytes()).all(|(byte, class)| match class {
                b'a' => byte.is_ascii_alphabetic(),
                b'9' => byte.is_ascii_digit(),
                _ => byte.is_ascii_alphanumeric(),
            })
    };
    if SHAPES.iter().any(|shape| fits(&first.folded, shape)) {
        return (first.folded.len() > 9 || is_insurance(&first.folded)).then_some(first.to);
    }
    // A national insurance number in its groups: AB 12 34 56 C.
    let groups = words.get(..5)?;
    let lengths = groups.iter().map(|word| word.folded.len());
    if !lengths.eq([2, 2, 2, 2, 1]) {
        return None;
    }
    let joined: String = groups.iter().map(|word| word.folded.as_str()).collect();
    let close = groups.windows(2).all(|pair| match pair {
        [one, two] => two.from == one.to + 1,
        _ => false,
    });
    let fits = close && fits(&joined, "aa999999a");
    (fits && is_insurance(&joined)).then_some(groups.last()?.to)
}

/// Whether the letters are ones that Britain gives out.
fn is_insurance(word: &str) -> bool {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(|c| !"dfiquv".contains(c));
    let second = letters.next().is_some_and(|c| !"dfiquvo".contains(c));
    first && second && word.ends_with(['a', 'b', 'c', 'd'])
}

/// The place after a Spanish DNI or NIE that begins here: eight digits, or X, Y or Z and seven,
/// with the check letter; dots, dashes and spaces may stand between.
fn spanish(text: &Text, from: usize) -> Option<usize> {
    const LETTERS: &[u8; 23] = b"trwagmyfpdxbnjzsqvhlcke";
    if text.before(from).is_some_and(|c| is_dash(c) || matches!(c, '.' | '_' | '/')) {
        return None;
    }
    let mut at = from;
    let mut number: u32 = 0;
    let mut count = 0;
    if let Some(letter @ ('x' | 'y' | 'z' | 'X' | 'Y' | 'Z')) = text.at(from) {
        number = letter.to_ascii_lowercase() as u32 - 'x' as u32;
        count = 1;
        at += 1;
    }
    while count < 8 {
        at = text.run(at, 1, |c| count > 0 && (is_dash(c) || matches!(c, '.' | ' ')));
        number = number * 10 + u32::from(text.digit(at)?);
        count += 1;
        at += 1;
    }
    at = text.run(at, 1, |c| is_dash(c) || matches!(c, '.' | ' '));
    let letter = text.at(at)?.to_ascii_lowercase();
    let expected = LETTERS.get(usize::try_from(number % 23).ok()?)?;
    let ends = !text.at(at + 1).is_some_and(char::is_alphanumeric);
    (letter == char::from(*expected) && ends).then_some(at + 1)
}

/// An id of digits alone that begins with the first group.
pub(crate) fn number(text: &Text, run: &[Group]) -> Option<Span> {
    let first = run.first()?;
    if text
        .before(first.from)
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '+' | '$' | '€' | '£'))
    {
        return None;
    }
    let count = if social_security(text, run) {
        3
    } else if cadastro(run) {
        4
    } else {
        french(run)?
    };
    let last = run.get(count - 1)?;
    let goes_on = text.at(last.to).is_some_and(char::is_alphanumeric);
    (!goes_on).then_some(Span { kind: Kind::NationalId, from: first.from, to: last.to })
}

/// The US social security number: 3, 2 and 4 digits, none of the groups zero.
fn social_security(text: &Text, run: &[Group]) -> bool {
    let [area, group, serial, ..] = run else {
        return false;
    };
    let lengths = [area, group, serial].map(|group| group.digits.len()) == [3, 2, 4];
    let given = [area, group, serial].iter().all(|group| group.digits.iter().any(|d| *d != 0));
    let one_sign = group.from - area.to == 1 && serial.from - group.to == 1;
    let separators = text.at(area.to).is_some_and(|c| is_dash(c) || c == ' ' || c == '.');
    lengths && given && one_sign && separators && text.at(area.to) == text.at(group.to)
}

/// Brazil's CPF: 3, 3, 3 and 2 digits, the last two computed.
fn cadastro(run: &[Group]) -> bool {
    let Some(groups) = run.get(..4) else {
        return false;
    };
    let digits: Vec<u32> =
        groups.iter().flat_map(|group| &group.digits).map(|digit| u32::from(*digit)).collect();
    let check = |count: usize| {
        let weights = (2..).take(count).collect::<Vec<u32>>().into_iter().rev();
        let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
        digits.get(count).copied() == Some(sum * 10 % 11 % 10)
    };
    groups.iter().map(|group| group.digits.len()).eq([3, 3, 3, 2]) && check(9) && check(10)
}

/// France's number of social security: 13 digits and a key, 97 less their remainder. Returns how
/// many groups it takes.
fn french(run: &[Group]) -> Option<usize> {
    let mut number: u64 = 0;
    let mut count = 0;
    for (index, group) in run.iter().enumerate() {
        for digit in &group.digits {
            number = number.checked_mul(10)?.checked_add(u64::from(*digit))?;
            count += 1;
        }
        if count == 15 {
            let begins = matches!(run.first()?.digits.first()?, 1 | 2);
            return (begins && 97 - number / 100 % 97 == number % 100).then_some(index + 1);
        }
        if count > 15 {
            return None;
        }
    }
    None
}
