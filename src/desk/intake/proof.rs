//! Whether a request carries the proof of work that the desk wants of it, and the challenge if not.
//!
//! Nothing is stored of a challenge: the desk's seal tells that it wrote it, and any instance that has
//! the same secret can tell. It names the request's key, so that a number that was found once is of
//! use for one request alone; sent again, it is a repetition, which makes no new row.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use unstuck_model::{
    hours::Seconds,
    proof::{Challenge, is_solved, proven, sealed, unsealed},
};

use crate::{secret::Secret, token::sha256};

/// How long a challenge may be solved, in seconds: a page that nobody looks at is slow.
const LASTS: Seconds = 600;
/// The longest proof, in bytes: a site's id has at most 80.
const LONGEST: usize = 256;
const PURPOSE: &str = "proof";

/// What a proof is for.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// The site that asks for it.
    pub site: &'a str,
    /// The route, for a callback and a question may have the same key.
    pub route: &'a str,
    /// The idempotency key of the request.
    pub key: &'a str,
}

impl Wanted<'_> {
    /// A new challenge, with its seal.
    pub fn challenge(&self, secret: &Secret, bits: u32, now: Seconds) -> String {
        let challenge = Challenge {
            expires: now.saturating_add(LASTS),
            bits,
            key: self.hash(),
            site: self.site.to_owned(),
        };
        let written = challenge.written();
        sealed(&written, &secret.seal(PURPOSE, &written))
    }

    /// Whether a proof is one of this desk's challenges for this request, in time and solved.
    pub fn is_proven(&self, secret: &Secret, proof: &str, now: Seconds) -> bool {
        self.is_solved(secret, proof, now).unwrap_or(false)
    }

    fn is_solved(&self, secret: &Secret, proof: &str, now: Seconds) -> Option<bool> {
        if proof.len() > LONGEST {
            return None;
        }
        let (written, seal) = unsealed(proven(proof)?)?;
        let challenge =
            Challenge::read(written).filter(|_| secret.sealed(PURPOSE, written, seal))?;
        // What lies further ahead than any challenge comes from a clock that was put back.
        let is_in_time = (0..=LASTS).contains(&challenge.expires.saturating_sub(now));
        let is_its_own = challenge.site == self.site && challenge.key == self.hash();
        let hash: [u8; 32] = Sha256::digest(proof).into();
        Some(is_in_time && is_its_own && is_solved(&hash, challenge.bits))
    }

    /// The key by its hash: half of it is more than enough, and one block less to hash with each try.
    fn hash(&self) -> String {
        let hash = sha256(&[PURPOSE, self.route, self.key]);
        URL_SAFE_NO_PAD.encode(hash.first_chunk::<16>().unwrap_or(&[0; 16]))
    }
}

#[cfg(test)]
mod tests {
    use unstuck_model::proof::{Search, proof};

    use super::*;

    const NOW: Seconds = 1_795_334_400;
    const BITS: u32 = 8;
    const WANTED: Wanted<'_> = Wanted { site: "tern", route: "/v1/callbacks", key: "k" };

    fn secret() -> Secret {
        Secret::new([7; 32])
    }

    fn solved(challenge: &str) -> String {
        let hash = |digits: &[u8]| {
            let text = proof(challenge, std::str::from_utf8(digits).unwrap());
            Sha256::digest(text).into()
        };
        proof(challenge, &Search::new(challenge).unwrap().step(u32::MAX, hash).unwrap())
    }

    #[test]
    fn d9_a_solution_is_good_for_one_request_in_time() {
        let challenge = WANTED.challenge(&secret(), BITS, NOW);
        let good = solved(&challenge);
        let check = |wanted: Wanted<'_>, proof: &str, at: Seconds, expect: bool| {
            assert_eq!(wanted.is_proven(&secret(), proof, at), expect, "{proof} at {at}");
        };
        check(WANTED, &good, NOW, true);
        check(WANTED, &good, NOW + LASTS, true);
        // Expired, and of a future that is none.
        check(WANTED, &good, NOW + LASTS + 1, false);
        check(WANTED, &good, NOW - 1, false);
        // Reused.
        check(Wanted { key: "another", ..WANTED }, &good, NOW, false);
        check(Wanted { route: "/v1/questions", ..WANTED }, &good, NOW, false);
        check(Wanted { site: "gull", ..WANTED }, &good, NOW, false);
        // Not solved, or not a proof at all.
        check(WANTED, "", NOW, false);
        check(WANTED, &challenge, NOW, false);
        let (_, found) = good.rsplit_once('.').unwrap();
        let found: u32 = found.parse().unwrap();
        assert!((0..found).all(|less| !WANTED.is_proven(
            &secret(),
            &proof(&challenge, &less.to_string()),
            NOW
        )));
        check(WANTED, &format!("{challenge}.{}", "1".repeat(300)), NOW, false);
    }

    #[test]
    fn d9_nothing_in_a_challenge_can_be_changed() {
        let challenge = WANTED.challenge(&secret(), BITS, NOW);
        let spliced = [
            challenge.replace(&format!(".{}.", NOW + LASTS), &format!(".{}.", NOW + 2 * LASTS)),
            challenge.replace(".8.", ".0."),
            challenge.replace(".tern.", ".gull."),
            challenge.replace("1.", "2."),
            // The seal of a later challenge on this one.
            sealed(
                unsealed(&challenge).unwrap().0,
                unsealed(&WANTED.challenge(&secret(), BITS, NOW + 1)).unwrap().1,
            ),
        ];
        for spliced in spliced {
            assert_ne!(spliced, challenge);
            // Solved as it stands, or with a number that solves the true one.
            let own = Search::new(&spliced).map(|_| solved(&spliced));
            for proof in own.into_iter().chain([proof(&spliced, "0")]) {
                for at in [NOW, NOW + LASTS + 1] {
                    assert!(!WANTED.is_proven(&secret(), &proof, at), "{proof}");
                }
            }
        }
    }

    #[test]
    fn d9_instances_that_share_a_secret_know_each_others_challenges() {
        let good = solved(&WANTED.challenge(&secret(), BITS, NOW));
        assert!(WANTED.is_proven(&Secret::new([7; 32]), &good, NOW));
        assert!(!WANTED.is_proven(&Secret::new([8; 32]), &good, NOW));
    }

    #[test]
    fn one_try_hashes_one_block() {
        // 64 bytes are hashed once for all tries; 9 of the next block are the hash's own.
        let longest = proof(&WANTED.challenge(&secret(), 20, NOW), "99999999");
        assert!(longest.len() <= 64 + 55, "{}", longest.len());
        let site = "s".repeat(80);
        let longest = Wanted { site: &site, ..WANTED }.challenge(&secret(), 20, NOW);
        assert!(proof(&longest, &"9".repeat(20)).len() <= LONGEST, "{}", longest.len());
    }
}
