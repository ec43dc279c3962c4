//! What is erased, and the list that keeps a backup from bringing it back.

use std::fmt::Write;

use unstuck_model::hours::Seconds;

use crate::token::sha256;

/// What an operator wants erased of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erase {
    /// The request or chat with a reference, and the questions that came with it.
    Reference(String),
    /// Whatever came from a phone number.
    Phone(String),
    /// Whatever was received before a day, such as `2026-01-31`, begins in the company's time zone.
    Before(String),
}

/// How much was erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Requests to be phoned, with all that was written about them.
    pub requests: u64,
    /// Questions.
    pub questions: u64,
    /// Records of chats.
    pub chats: u64,
}

impl Erased {
    /// All together.
    pub fn and(self, other: Self) -> Self {
        Self {
            requests: self.requests.saturating_add(other.requests),
            questions: self.questions.saturating_add(other.questions),
            chats: self.chats.saturating_add(other.chats),
        }
    }

    /// Whether there was anything to erase.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Which rows of a site are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Those with a reference.
    Reference(String),
    /// Requests of a number in E.164 form.
    Phone(String),
    /// Those received before a moment.
    ReceivedBefore(Seconds),
    /// Those done before a moment.
    DoneBefore(Seconds),
    /// Chats received before a moment that nobody has answered.
    UnansweredBefore(Seconds),
}

/// Whose idempotency keys are meant: those of requests, of questions and of chats may be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    Callback,
    Question,
    HandOff,
}

impl Scope {
    /// The table of what has such a key.
    pub fn table(self) -> &'static str {
        match self {
            Self::Callback => "callback",
            Self::Question => "question",
            Self::HandOff => "hand_off",
        }
    }

    /// How the kinds of events of what has such a key begin.
    pub fn events(self) -> &'static str {
        match self {
            Self::Callback => "callback.",
            Self::Question => "question.",
            Self::HandOff => "hand_off.",
        }
    }

    /// What is kept of a key whose request was erased.
    pub fn hash(self, key: &str) -> [u8; 32] {
        let scope = match self {
            Self::Callback => "erased callback",
            Self::Question => "erased question",
            Self::HandOff => "erased hand-off",
        };
        sha256(&[scope, key])
    }
}

/// One erasure, as it is kept: nothing of the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// The site.
    pub site: String,
    /// The reference that the request or question had.
    pub reference: String,
    /// The hash of its idempotency key.
    pub key_hash: [u8; 32],
    /// When it was erased.
    pub at: Seconds,
}

const TITLE: &str = "# Erasures of an Unstuck desk: site, reference, hash of the key, time.\n";

/// The written form of a list: a line for each erasure.
pub fn written(erasures: &[Erasure]) -> String {
    let mut text = TITLE.to_owned();
    for Erasure { site, reference, key_hash, at } in erasures {
        let hash = key_hash.iter().fold(String::new(), |mut hash, byte| {
            // Writing to a text does not fail.
            let _ = write!(hash, "{byte:02x}");
            hash
        });
        let _ = writeln!(text, "{site} {reference} {hash} {at}");
    }
    text
}

/// The list of a written form, or the number of the first line that is none of it.
pub fn read(text: &str) -> Result<Vec<Erasure>, usize> {
    let lines = (1..).zip(text.lines().map(str::trim));
    let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(number, line)| erasure(line).ok_or(number)).collect()
}

fn erasure(line: &str) -> Option<Erasure> {
    let mut fields = line.split_whitespace();
    let mut next = || fields.next();
    let (site, reference, hash, at) = (next()?, next()?, next()?, next()?);
    let key_hash = bytes(hash)?;
    let (site, reference) = (site.to_owned(), reference.to_owned());
    let erasure = Erasure { site, reference, key_hash, at: at.parse().ok()? };
    fields.next().is_none().then_some(erasure)
}

fn bytes(hash: &str) -> Option<[u8; 32]> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let (pairs, rest) = hash.as_bytes().as_chunks::<2>();
    let bytes = pairs.iter().map(|[high, low]| u8::try_from(digit(high)? * 16 + digit(low)?).ok());
    let bytes: Vec<u8> = bytes.collect::<Option<_>>()?;
    if rest.is_empty() { bytes.try_into().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let one = |reference: &str, byte: u8| Erasure {
            site: "tern".to_owned(),
            reference: reference.to_owned(),
            key_hash: [byte; 32],
            at: 1_795_334_400,
        };
        let list = [one("UN-7K3QF2M1", 0x0a), one("UN-RBBYHFXP", 0xff)];
        assert_eq!(read(&written(&list)), Ok(list.to_vec()));
        assert_eq!(read(&written(&[])), Ok(Vec::new()));
    }

    #[test]
    fn a_line_that_is_none_of_a_list_is_named() {
        let good =
            "tern UN-7K3QF2M1 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a 9";
        assert!(read(good).is_ok());
        let check = |line: &str| assert_eq!(read(&format!("{good}\n\n{line}\n")), Err(3), "{line}");
        check("tern");
        check(&good.replace("0a0a", "0a"));
        check(&good.replace("0a0a", "0a0ż"));
        check(&good.replace("0a0a", "0a0g"));
        check(&format!("{good} more"));
        check(&good.replace(" 9", " nine"));
    }

    #[test]
    fn keys_of_requests_and_of_questions_are_not_the_same() {
        assert_ne!(Scope::Callback.hash("k"), Scope::Question.hash("k"));
    }
}
