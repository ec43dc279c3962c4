//! Phone numbers in E.164 form, and what is thought of one that a customer wrote.
//!
//! The thinking is done by the crate `phone`, which carries the numbering plans of the world.

use crate::{calling_codes, digits::digit};

/// A number that can be phoned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// The number in E.164 form: `+` and digits. In Germany, some have more than its fifteen.
    pub e164: String,
    /// The extension to dial after the call is answered.
    pub extension: Option<String>,
    /// The country, ISO 3166-1 alpha-2; empty for numbers of no country.
    pub country: String,
}

/// What is thought of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It looks like a number of its country.
    Likely(Phone),
    /// It could be phoned, but no number of its country is known to look so: whoever wrote it is
    /// asked, and believed.
    Unlikely(Phone),
    /// It is not phoned.
    Refused(PhoneError),
}

/// Why a number is not phoned.
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
}

impl Verdict {
    /// One line that carries the verdict from one module to another.
    pub fn line(&self) -> String {
        let phone = |word: &str, phone: &Phone| {
            let extension = phone.extension.as_deref().unwrap_or_default();
            format!("{word} {} {} {extension}", phone.e164, phone.country)
        };
        match self {
            Self::Likely(likely) => phone("likely", likely),
            Self::Unlikely(unlikely) => phone("unlikely", unlikely),
            Self::Refused(error) => error.code().to_owned(),
        }
    }

    /// The verdict that a line carries.
    pub fn of_line(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let verdict = words.next()?;
        if let Some(error) = PhoneError::ALL.into_iter().find(|error| error.code() == verdict) {
            return Some(Self::Refused(error));
        }
        let e164 = words.next()?.to_owned();
        let country = words.next()?.to_owned();
        let extension = words.next().filter(|digits| !digits.is_empty()).map(str::to_owned);
        let phone = Phone { e164, extension, country };
        match verdict {
            "likely" => Some(Self::Likely(phone)),
            "unlikely" => Some(Self::Unlikely(phone)),
            _ => None,
        }
    }
}

/// The digits of what was written, with a `+` if it begins so, for when nothing better is at hand:
/// only the length is looked at, and what stands behind the number is left away.
pub fn plausible(raw: &str) -> Result<String, PhoneError> {
    let text = raw.trim().trim_start_matches(|c| digit(c).is_none() && !is_plus(c));
    let mut out = String::new();
    for c in text.chars().take_while(|c| !c.is_alphabetic() && *c != '#') {
        match digit(c) {
            Some(value) => out.push(char::from(b'0' + value)),
            None if is_plus(c) && out.is_empty() => out.push('+'),
            None => {}
        }
    }
    match out.trim_start_matches('+').len() {
        0 if raw.chars().any(char::is_alphabetic) => Err(PhoneError::Letters),
        0 => Err(PhoneError::Empty),
        1..=4 => Err(PhoneError::TooShort),
        // The longest number with its prefix and calling code.
        5..=20 => Ok(out),
        _ => Err(PhoneError::TooLong),
    }
}

/// Whether what was written names its country itself.
pub fn is_international(raw: &str) -> bool {
    let text = raw.trim();
    text.starts_with(is_plus) || text.starts_with("00")
}

fn is_plus(c: char) -> bool {
    matches!(c, '+' | '\u{ff0b}')
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

impl PhoneError {
    const ALL: [Self; 7] = [
        Self::Empty,
        Self::Letters,
        Self::TooShort,
        Self::TooLong,
        Self::Emergency,
        Self::Premium,
        Self::UnknownCountry,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Letters => "letters",
            Self::TooShort => "short",
            Self::TooLong => "long",
            Self::Emergency => "emergency",
            Self::Premium => "premium",
            Self::UnknownCountry => "country",
        }
    }

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
        }
    }
}
