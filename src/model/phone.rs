//! Phone numbers as people write them, read into E.164 form.

use crate::{
    calling_codes::{self, Country, Trunk},
    digits::{digit, is_dash, is_invisible},
    premium,
    word_list::is_in,
};

/// A number that can be phoned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// The number in E.164 form: `+` and at most 15 digits.
    pub e164: String,
    /// The extension to dial after the call is answered.
    pub extension: Option<String>,
}

/// Why a text is not a number that can be phoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    /// Nothing was written.
    Empty,
    /// There are letters or signs that no number has.
    Letters,
    /// There are fewer digits than numbers of the country have.
    TooShort,
    /// There are more digits than numbers of the country have.
    TooLong,
    /// It is an emergency number.
    Emergency,
    /// It is a number that costs the caller extra.
    Premium,
    /// The country cannot be told: no calling code is so, or a code is needed.
    UnknownCountry,
    /// No number of the country begins so.
    Impossible,
}

/// Reads a number: with `+`, `00` or `011` from anywhere, else as one of `default_country` (ISO
/// 3166-1 alpha-2). Spaces, dashes, dots, slashes and parentheses are left out.
pub fn parse(raw: &str, default_country: &str) -> Result<Phone, PhoneError> {
    let written = read(raw)?;
    let home = calling_codes::country(default_country);
    let (country, national) = match split(&written, home) {
        Some(rest) => {
            let (country, national) =
                calling_codes::split(rest).ok_or(PhoneError::UnknownCountry)?;
            (country, national)
        }
        None => {
            if is_emergency(&written.digits) {
                return Err(PhoneError::Emergency);
            }
            let country = home.ok_or(PhoneError::UnknownCountry)?;
            (country, written.digits.as_str())
        }
    };
    let national = without_trunk(national, country);
    check(country, national)?;
    Ok(Phone { e164: format!("+{}{national}", country.code), extension: written.extension })
}

/// Whether a text is a number in E.164 form with a calling code that exists.
pub fn is_e164(text: &str) -> bool {
    let digits = text.strip_prefix('+').filter(|digits| (7..=15).contains(&digits.len()));
    digits.is_some_and(|digits| {
        digits.bytes().all(|byte| byte.is_ascii_digit()) && calling_codes::split(digits).is_some()
    })
}

/// A number in E.164 form with spaces, so that it can be read out.
pub fn spaced(e164: &str) -> String {
    let digits = e164.strip_prefix('+').unwrap_or(e164);
    let Some((country, national)) = calling_codes::split(digits) else {
        return e164.to_owned();
    };
    let mut out = format!("+{}", country.code);
    let length = national.chars().count();
    for (index, digit) in national.chars().enumerate() {
        // Groups of three from the left; the last one has up to four.
        if index % 3 == 0 && (length - index > 1 || length == 1) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// What was written, without its separators.
struct Written {
    plus: bool,
    digits: String,
    extension: Option<String>,
}

fn read(raw: &str) -> Result<Written, PhoneError> {
    let text = raw.trim();
    let text = text.strip_prefix("tel:").unwrap_or(text);
    let mut written = Written { plus: false, digits: String::new(), extension: None };
    for (at, c) in text.char_indices() {
        if let Some(value) = digit(c) {
            // Longer than any number with every prefix: the rest need not be read.
            if written.digits.len() > 40 {
                return Err(PhoneError::TooLong);
            }
            written.digits.push(char::from(b'0' + value));
        } else if matches!(c, '+' | '\u{ff0b}') && written.digits.is_empty() && !written.plus {
            written.plus = true;
        } else if !is_separator(c) {
            let rest = text.get(at..).unwrap_or_default();
            if written.digits.is_empty() {
                return Err(PhoneError::Letters);
            }
            written.extension = Some(extension(rest).ok_or(PhoneError::Letters)?);
            break;
        }
    }
    if written.digits.is_empty() { Err(PhoneError::Empty) } else { Ok(written) }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || is_dash(c)
        || is_invisible(c)
        || matches!(c, '.' | '(' | ')' | '/' | '\u{b7}' | '\u{ff08}' | '\u{ff09}' | '[' | ']' | ',')
}

/// The digits after `ext.`, `x`, `#` and their like.
fn extension(rest: &str) -> Option<String> {
    const MARKS: [&str; 8] = ["extension", "extensión", "anexo", ";ext=", "ext", "int", "x", "#"];
    let lower = rest.to_ascii_lowercase();
    let after = MARKS.iter().find_map(|mark| lower.strip_prefix(mark))?;
    let after =
        after.trim_start_matches(|c: char| matches!(c, '.' | ':' | '=') || c.is_whitespace());
    let digits: Option<String> =
        after.chars().map(|c| digit(c).map(|value| char::from(b'0' + value))).collect();
    digits.filter(|digits| (1..=8).contains(&digits.len()))
}

/// What follows the international prefix, if there is one.
fn split<'a>(written: &'a Written, home: Option<&Country>) -> Option<&'a str> {
    let digits = written.digits.as_str();
    if written.plus {
        // Some write both: `+00 49`.
        return Some(digits.strip_prefix("00").unwrap_or(digits));
    }
    let american = home.is_none_or(|country| country.code == 1);
    let after = digits
        .strip_prefix("00")
        .or_else(|| digits.strip_prefix("011").filter(|rest| american && rest.len() >= 7));
    after.filter(|rest| rest.len() >= 5)
}

/// The number without the digit that is dialled before it inside its country.
fn without_trunk<'a>(national: &'a str, country: &Country) -> &'a str {
    let most = usize::from(country.most);
    let long = |trunk: &str| national.strip_prefix(trunk).filter(|_| national.len() > most);
    let shorter = match country.trunk {
        Trunk::None => None,
        // No number of these countries begins with a zero.
        Trunk::Zero => national.strip_prefix('0'),
        Trunk::One => long("1"),
        // Belarus dials 80 before a number.
        Trunk::Eight if national.len() == most + 2 => national.strip_prefix("80"),
        Trunk::Eight => long("8"),
        Trunk::ZeroSix => national.strip_prefix("06"),
    };
    shorter.unwrap_or(national)
}

fn check(country: &Country, national: &str) -> Result<(), PhoneError> {
    if is_emergency(national) {
        return Err(PhoneError::Emergency);
    }
    if national.len() < usize::from(country.least) {
        return Err(PhoneError::TooShort);
    }
    if national.len() > usize::from(country.most) {
        return Err(PhoneError::TooLong);
    }
    // E.164 has fifteen digits at most.
    if national.len() + country.code.to_string().len() > 15 {
        return Err(PhoneError::TooLong);
    }
    if country.code == 1 && !is_north_american(national) {
        return Err(PhoneError::Impossible);
    }
    if premium::is_premium(country.code, national) {
        return Err(PhoneError::Premium);
    }
    Ok(())
}

/// Whether area and exchange code have the form `[2-9]XX`, and the area is no service code.
pub(crate) fn is_north_american(national: &str) -> bool {
    let begins = |at: usize| national.as_bytes().get(at).is_some_and(|c| (b'2'..=b'9').contains(c));
    let service = national.get(1..3) == Some("11");
    national.len() == 10 && begins(0) && begins(3) && !service
}

/// Numbers that reach police, ambulance or fire brigade, or another urgent service, somewhere.
fn is_emergency(digits: &str) -> bool {
    const NUMBERS: &str = "000 100 101 102 103 104 105 106 107 108 110 111 112 113 114 115 116 \
        117 118 119 120 122 123 133 144 190 191 192 193 194 197 198 199 911 988 999";
    is_in(NUMBERS, digits)
}

impl PhoneError {
    /// What is wrong and how to mend it, in English.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "Write the phone number to call.",
            Self::Letters => "Write the phone number with digits only.",
            Self::TooShort => "This phone number is too short. Look whether a digit is missing.",
            Self::TooLong => "This phone number is too long. Look whether a digit is too many.",
            Self::Emergency => "This is an emergency number. Write your own number.",
            Self::Premium => "Numbers that cost extra are not called. Write another number.",
            Self::UnknownCountry => {
                "The country of this number is not known. Begin with + and the country's code."
            }
            Self::Impossible => "No phone number begins like this. Look at it again.",
        }
    }
}
