//! The proof of work that a desk may want before it takes a request in: a challenge, for which the
//! sender searches a number that nobody finds without trying.
//!
//! The challenge is a line that only the desk can have written, for it ends with the desk's seal. A
//! number solves it if the SHA-256 of the challenge, a full stop and the number begins with as many
//! zero bits as the challenge asks for. Hashes are arguments here: the desk and the browser bring their
//! own.

use serde::{Deserialize, Serialize};

use crate::hours::Seconds;

/// The header of a request that carries its proof: the challenge, a full stop and the number.
pub const HEADER: &str = "Unstuck-Proof";
/// What the header says of a sender who has no proof yet, and knows what to do with a challenge.
pub const NONE: &str = "none";
/// The code of [`ProofAsked`].
pub const CODE: &str = "proof";
/// The status of an answer that asks for a proof: Precondition Required (RFC 6585, section 3). Whatever
/// is answered so was not taken.
pub const STATUS: u16 = 428;
/// The status of the same answer to a sender whose header says [`NONE`]. Browsers write every refusal
/// to the console of the page, where nothing is wrong yet; a sender who does not know of proofs must
/// not take it for success and gets [`STATUS`].
pub const EXPECTED: u16 = 202;
/// The most zero bits that a sender searches for: some seconds of a phone.
pub const MOST_BITS: u32 = 22;

/// The first field of a challenge; another form gets another one.
const VERSION: &str = "1";
/// The most digits of a number.
const MOST_DIGITS: usize = 20;

/// The answer to a request that comes without a proof, or with one that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofAsked {
    /// [`CODE`].
    pub code: String,
    /// What is missing and how to mend it, in English.
    pub message: String,
    /// The challenge to solve.
    pub challenge: String,
}

/// What a challenge says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// When it is over.
    pub expires: Seconds,
    /// How many zero bits the hash begins with.
    pub bits: u32,
    /// The one request that it is for, as a hash of the idempotency key. No full stop is in it.
    pub key: String,
    /// The id of the site that asks.
    pub site: String,
}

impl Challenge {
    /// Its written form, which the desk's seal follows.
    pub fn written(&self) -> String {
        let Self { expires, bits, key, site } = self;
        format!("{VERSION}.{expires}.{bits}.{key}.{site}")
    }

    /// What a written form says; nothing, if it is none.
    pub fn read(text: &str) -> Option<Self> {
        let mut fields = text.split('.');
        let mut next = || fields.next();
        let is_known = next()? == VERSION;
        let challenge = Self {
            expires: next()?.parse().ok()?,
            bits: next()?.parse().ok()?,
            key: next()?.to_owned(),
            site: next()?.to_owned(),
        };
        (is_known && next().is_none()).then_some(challenge)
    }
}

/// A challenge with its seal, in which there is no full stop.
pub fn sealed(written: &str, seal: &str) -> String {
    format!("{written}.{seal}")
}

/// A challenge as it was written, and its seal.
pub fn unsealed(challenge: &str) -> Option<(&str, &str)> {
    challenge.rsplit_once('.')
}

/// What a proof says: the challenge with its seal, and whether a hash of the whole solves it is for
/// [`is_solved`] to say. Nothing, if no number stands at its end.
pub fn proven(proof: &str) -> Option<&str> {
    let (challenge, number) = proof.rsplit_once('.')?;
    let is_number = (1..=MOST_DIGITS).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(challenge)
}

/// Whether a hash begins with enough zero bits.
pub fn is_solved(hash: &[u8; 32], bits: u32) -> bool {
    let mut zeros = 0;
    for byte in hash {
        zeros += byte.leading_zeros();
        if *byte != 0 {
            break;
        }
    }
    zeros >= bits
}

/// A search for the number that solves a challenge, in steps, so that the page lives meanwhile.
pub struct Search {
    bits: u32,
    /// The number to try next, in decimal digits: counting on in them is cheaper than writing each.
    digits: Vec<u8>,
}

impl Search {
    /// The search for a challenge with its seal; nothing, if it is no challenge or a harder one than
    /// anybody should solve.
    pub fn new(challenge: &str) -> Option<Self> {
        let (written, _) = unsealed(challenge)?;
        let bits = Challenge::read(written)?.bits;
        (bits <= MOST_BITS).then(|| Self { bits, digits: vec![b'0'] })
    }

    /// Tries some numbers; the digits of the one that solves the challenge, once it is found. `hash` is
    /// that of the challenge, a full stop and the digits it is given.
    pub fn step(&mut self, tries: u32, hash: impl Fn(&[u8]) -> [u8; 32]) -> Option<String> {
        for _ in 0..tries {
            if is_solved(&hash(&self.digits), self.bits) {
                return String::from_utf8(self.digits.clone()).ok();
            }
            self.count_on();
        }
        None
    }

    fn count_on(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                return;
            }
            *digit = b'0';
        }
        self.digits.insert(0, b'1');
    }
}

/// The proof: a challenge, and the digits that solve it.
pub fn proof(challenge: &str, digits: &str) -> String {
    format!("{challenge}.{digits}")
}

#[cfg(test)]
mod tests {
    use std::hash::{DefaultHasher, Hash, Hasher};

    use proptest::prelude::*;

    use super::*;

    const SEALED: &str = "1.1800000000.4.a-B_9.tern.seal";

    fn challenge() -> Challenge {
        Challenge {
            expires: 1_800_000_000,
            bits: 4,
            key: "a-B_9".to_owned(),
            site: "tern".to_owned(),
        }
    }

    /// Any hash will do for the search.
    fn hash(text: &[u8]) -> [u8; 32] {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&hasher.finish().to_le_bytes());
        hash
    }

    #[test]
    fn a_challenge_is_read_as_it_was_written() {
        let written = challenge().written();
        assert_eq!(sealed(&written, "seal"), SEALED);
        assert_eq!(unsealed(SEALED), Some((written.as_str(), "seal")));
        assert_eq!(Challenge::read(&written), Some(challenge()));
        for bad in ["", "1", "2.1800000000.4.k.tern", "1.x.4.k.tern", "1.1.-4.k.tern", SEALED] {
            assert_eq!(Challenge::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_proof_is_a_challenge_and_a_number() {
        assert_eq!(proven(&proof(SEALED, "0")), Some(SEALED));
        for bad in ["", ".", "0", "1.2.x", "1.2.", "1.+3", "1.2.111111111111111111111"] {
            assert_eq!(proven(bad), None, "{bad}");
        }
    }

    #[test]
    fn zero_bits_are_counted_across_bytes() {
        let check = |first: [u8; 3], zeros: u32| {
            let mut hash = [0xff; 32];
            hash[..3].copy_from_slice(&first);
            assert!(is_solved(&hash, zeros), "{first:?}");
            assert!(!is_solved(&hash, zeros + 1), "{first:?}");
        };
        check([0x80, 0, 0], 0);
        check([0x01, 0, 0], 7);
        check([0x00, 0x80, 0], 8);
        check([0x00, 0x00, 0x10], 19);
        assert!(is_solved(&[0; 32], 256) && !is_solved(&[0; 32], 257));
    }

    #[test]
    fn a_search_goes_on_where_it_stopped() {
        let mut at_once = Search::new(SEALED).unwrap();
        let found = at_once.step(u32::MAX, hash).unwrap();
        assert!(is_solved(&hash(found.as_bytes()), 4));
        let mut in_steps = Search::new(SEALED).unwrap();
        let steps = (0..).find_map(|_| in_steps.step(1, hash));
        assert_eq!(steps.as_ref(), Some(&found));
        let smaller: u32 = found.parse().unwrap();
        assert!((0..smaller).all(|n| !is_solved(&hash(n.to_string().as_bytes()), 4)));
    }

    #[test]
    fn nobody_searches_for_what_costs_too_much() {
        let asks = |bits: u32| sealed(&Challenge { bits, ..challenge() }.written(), "seal");
        assert!(Search::new(&asks(MOST_BITS)).is_some());
        for bits in [MOST_BITS + 1, 64, u32::MAX] {
            assert!(Search::new(&asks(bits)).is_none(), "{bits}");
        }
        assert!(Search::new("").is_none() && Search::new("no challenge").is_none());
    }

    #[test]
    fn numbers_are_counted_on() {
        let mut search = Search::new(SEALED).unwrap();
        for number in 0..2_000 {
            assert_eq!(search.digits, number.to_string().as_bytes());
            search.count_on();
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "(?s).{0,80}") {
            Challenge::read(&text);
            proven(&text);
            drop(Search::new(&text));
        }
    }
}
