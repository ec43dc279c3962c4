//! A number as it was written, without what is drawn as nothing.

use rlibphonenumber::PHONE_NUMBER_UTIL;
use unstuck_model::phone::PhoneError;

use crate::MOST;

/// What a customer wrote.
pub(crate) struct Written {
    text: String,
    digits: String,
}

impl Written {
    /// What is left of the text; an error if no number can be in it.
    pub(crate) fn of(raw: &str) -> Result<Self, PhoneError> {
        if raw.chars().nth(MOST).is_some() {
            return Err(PhoneError::TooLong);
        }
        let text: String = raw.trim().chars().filter(|c| !is_invisible(*c)).collect();
        // libphonenumber knows `ext.` and `ext:`, and not both at once.
        let text = text.strip_prefix("tel:").unwrap_or(&text).replace(".:", ":");
        let digits = PHONE_NUMBER_UTIL.normalize_digits_only(&text);
        // Stars and a leading hash are for the exchange, not for a customer's own number.
        if text.contains('*') || text.starts_with('#') {
            return Err(PhoneError::Letters);
        }
        if digits.is_empty() {
            let letters = text.chars().any(char::is_alphabetic);
            return Err(if letters { PhoneError::Letters } else { PhoneError::Empty });
        }
        Ok(Self { text, digits })
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The digits alone.
    pub(crate) fn digits(&self) -> &str {
        &self.digits
    }

    /// Whether there are hardly any digits, and nothing but signs around them.
    pub(crate) fn is_short(&self) -> bool {
        self.digits.len() < 4 && !self.has_letters()
    }

    pub(crate) fn has_plus(&self) -> bool {
        self.text.contains(['+', '\u{ff0b}'])
    }

    pub(crate) fn has_letters(&self) -> bool {
        self.text.chars().any(char::is_alphabetic)
    }

    /// What stands before the first letter.
    pub(crate) fn before_letters(&self) -> &str {
        self.text.split(char::is_alphabetic).next().unwrap_or_default()
    }

    /// The number with a `+` for the prefix of another country that was dialled: `00`, `011`, or
    /// both a plus and zeroes.
    pub(crate) fn abroad(&self) -> Option<String> {
        let digits = self.digits.as_str();
        let prefix = ["00", "011"].into_iter().find(|prefix| digits.starts_with(prefix))?;
        // The prefix may be written apart: `0 0 49`.
        let mut left = prefix.len();
        let rest = self.text.chars().filter(|c| {
            let dropped = left > 0;
            left -= usize::from(dropped && c.is_numeric());
            !dropped
        });
        Some(format!("+{}", rest.collect::<String>()))
    }
}

/// Marks of direction and joiners that come along when a number is pasted.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}
