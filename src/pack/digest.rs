use serde::{Deserialize, Serialize};
use unstuck_model::language::Language;

use crate::hash::sha256;

/// The first 64 bits of a part's SHA-256: what its file is called and what its bytes are checked
/// with. A large site has thousands of parts, and their table travels with every pack, so that
/// each bit is paid for; against cut and mixed files, which is what is checked for, 64 are plenty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest([u8; 8]);

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let hash = sha256(bytes);
        let mut digest = [0; 8];
        digest.iter_mut().zip(hash).for_each(|(slot, byte)| *slot = byte);
        Self(digest)
    }

    /// The name of the part's file, beside the head's; `kind` is `content` or `index`.
    pub fn file(self, language: &Language, kind: &str) -> String {
        const DIGITS: [char; 16] =
            ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let mut name = language.as_str().to_owned();
        name.push('.');
        for half in self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]) {
            name.extend(DIGITS.get(usize::from(half)));
        }
        name.push('.');
        name.push_str(kind);
        name
    }
}
