use serde::{Deserialize, Serialize};
use unstuck_model::{id::SiteId, language::Language};

use crate::{PackError, hash::sha256};

/// The version of the format. It rises with every change of the bytes, those of the model's types
/// and of the index included.
pub const VERSION: u16 = 5;

const MARK: &[u8; 8] = b"UNSTUCK\0";
const HASH: usize = 32;

/// What a pack is and which parts belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The site that the pack belongs to.
    pub site: SiteId,
    /// The language of its entries.
    pub language: Language,
    /// The content part.
    pub content: PartInfo,
    /// The index part.
    pub index: PartInfo,
}

/// One part, as the head knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartInfo {
    /// The name of its file, beside the head's.
    pub file: String,
    /// Its length in bytes.
    pub length: u64,
    /// Its SHA-256.
    pub sha256: [u8; 32],
}

impl Head {
    /// The bytes of the head: mark, version, fields, and the SHA-256 of all before it.
    pub fn write(&self) -> Result<Vec<u8>, PackError> {
        let mut bytes = MARK.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes
            .extend(postcard::to_allocvec(self).map_err(|e| PackError::Unwritable(e.to_string()))?);
        bytes.extend(sha256(&bytes));
        Ok(bytes)
    }

    /// The head that some bytes hold.
    pub fn read(bytes: &[u8]) -> Result<Self, PackError> {
        let damaged = PackError::Damaged { part: "head" };
        let rest = bytes.strip_prefix(MARK).ok_or(PackError::NotAPack)?;
        let (version, _) = rest.split_first_chunk::<2>().ok_or(damaged.clone())?;
        // The version comes before the hash: of a newer format even its hash is not known.
        let found = u16::from_le_bytes(*version);
        if found != VERSION {
            return Err(PackError::Version { found, expected: VERSION });
        }
        let (signed, hash) = bytes.split_last_chunk::<HASH>().ok_or(damaged.clone())?;
        if sha256(signed) != *hash {
            return Err(damaged);
        }
        let fields = signed.get(MARK.len() + 2..).ok_or(damaged.clone())?;
        postcard::from_bytes(fields).map_err(|_| damaged)
    }
}

impl PartInfo {
    /// Refuses bytes that are not this part.
    pub(crate) fn check(&self, bytes: &[u8], part: &'static str) -> Result<(), PackError> {
        let same = bytes.len() as u64 == self.length && sha256(bytes) == self.sha256;
        same.then_some(()).ok_or(PackError::Damaged { part })
    }
}
