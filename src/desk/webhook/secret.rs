use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What every written secret begins with.
const PREFIX: &str = "whsec_";
/// The fewest bytes of a secret, by Standard Webhooks 1.0.
const FEWEST: usize = 24;
/// The most: a block of SHA-256, and so what a key of HMAC is filled up to.
const MOST: usize = 64;

/// What a hook's messages are signed with, shared with its receiver: `whsec_` and 24 to 64 bytes in
/// Base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    /// The key, filled with zeros to a whole block, as HMAC itself would do (RFC 2104, section 2).
    block: [u8; MOST],
    length: usize,
}

/// Why a text is not a secret. It never repeats the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The prefix is missing.
    #[error(
        "the webhook's secret does not begin with whsec_; copy it whole from where it was shown"
    )]
    Prefix,
    /// What follows is not Base64.
    #[error(
        "the webhook's secret is not Base64 after whsec_; copy it whole from where it was shown"
    )]
    Base64,
    /// It is too short or too long.
    #[error("the webhook's secret has {0} bytes; make one of 24 to 64")]
    Length(usize),
}

impl Secret {
    /// A new one of 32 bytes, or what the system says if it has no chance to give.
    pub fn random() -> Result<Self, getrandom::Error> {
        const LENGTH: usize = 32;
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes)?;
        Ok(Self::filled(&bytes))
    }

    /// Reads the written form.
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        let text = text.trim().strip_prefix(PREFIX).ok_or(SecretError::Prefix)?;
        let bytes = STANDARD.decode(text).map_err(|_| SecretError::Base64)?;
        if (FEWEST..=MOST).contains(&bytes.len()) {
            Ok(Self::filled(&bytes))
        } else {
            Err(SecretError::Length(bytes.len()))
        }
    }

    /// The written form, for the receiver and the store alone.
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(self.block.get(..self.length).unwrap_or_default()))
    }

    /// The code of a message's parts, which follow each other without anything between them.
    pub(super) fn code(&self, parts: &[&[u8]]) -> Hmac<Sha256> {
        let mut code = Hmac::new(&self.block.into());
        for part in parts {
            code.update(part);
        }
        code
    }

    fn filled(bytes: &[u8]) -> Self {
        let mut block = [0; MOST];
        block.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
        Self { block, length: bytes.len() }
    }
}

/// Nothing of it, so that no log can hold it.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_has_24_to_64_bytes_in_base64() {
        let check = |text: String, expect: Result<(), SecretError>| {
            assert_eq!(Secret::parse(&text).map(|secret| assert_eq!(secret.text(), text)), expect);
        };
        let of = |length| format!("whsec_{}", STANDARD.encode(vec![7; length]));
        check(of(24), Ok(()));
        check(of(64), Ok(()));
        check(of(23), Err(SecretError::Length(23)));
        check(of(65), Err(SecretError::Length(65)));
        check(STANDARD.encode([7; 32]), Err(SecretError::Prefix));
        check("whsec_".to_owned(), Err(SecretError::Length(0)));
        check("whsec_not Base64".to_owned(), Err(SecretError::Base64));
    }

    #[test]
    fn a_secret_is_new_each_time_and_not_shown_by_accident() {
        let (one, other) = (Secret::random().unwrap(), Secret::random().unwrap());
        assert_ne!(one, other);
        assert_eq!(Secret::parse(&one.text()), Ok(one.clone()));
        assert_eq!(format!("{one:?}"), "Secret(…)");
    }
}
