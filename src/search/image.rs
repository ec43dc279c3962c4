//! The written form of an index: a core that every customer downloads, and parts that are fetched
//! when a query needs them. The core of a small site holds its parts.

use serde::{Deserialize, Serialize};
use unstuck_model::{language::Language, site::Outline};
use unstuck_pack::Digest;

use crate::{
    confidence::Calibration, linear::Linear, shard::Frame, shelf::Lengths, synonyms::Synonyms,
    vocabulary::Words,
};

/// Raised whenever the form changes; another version is refused.
pub const VERSION: u16 = 3;

/// The core of an index as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// [`VERSION`].
    pub version: u16,
    /// The language whose analysis made the words.
    pub language: Language,
    /// What Tantivy's files have in common.
    pub frame: Frame,
    /// How long each entry is.
    pub lengths: Lengths,
    /// Words to complete and to correct with; if there are none, the shards hold them all.
    pub words: Words,
    /// Whether words that say little are in the shards.
    pub has_stops: bool,
    /// The parts with dictionary and postings, by the first term of each.
    pub shards: Vec<(String, Digest)>,
    /// The parts with what is shown of entries, by the first entry of each.
    pub shown: Vec<(u32, Digest)>,
    /// Those of the shards that are no files of their own: all or none.
    pub shards_inside: Vec<Vec<u8>>,
    /// Those of the parts in `shown` that are no files of their own: all or none.
    pub shown_inside: Vec<Vec<u8>>,
    /// Words that mean the same.
    pub synonyms: Synonyms,
    /// The linear model.
    pub linear: Linear,
    /// From evidence to a probability.
    pub calibration: Calibration,
}

/// What is shown of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The entry.
    pub outline: Outline,
    /// The short answer, which an excerpt is taken from if it holds a word that was found.
    pub short: String,
    /// The text after it, which holds other words.
    pub more: String,
}

impl Image {
    /// The bytes of the image.
    #[cfg(feature = "build")]
    pub fn write(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(self)
    }

    /// The image in some bytes, or nothing if they are not one of this version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (version, _) = postcard::take_from_bytes::<u16>(bytes).ok()?;
        if version != VERSION {
            return None;
        }
        let (image, rest) = postcard::take_from_bytes::<Self>(bytes).ok()?;
        rest.is_empty().then_some(image)
    }
}
