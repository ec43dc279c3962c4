//! The written form of an index: Tantivy's files and our own tables in one run of bytes.

use serde::{Deserialize, Serialize};
use unstuck_model::{id::EntryId, language::Language};

use crate::{confidence::Calibration, linear::Linear, synonyms::Synonyms};

/// Raised whenever the form changes; another version is refused.
pub const VERSION: u16 = 2;

/// The segment's name in every index, so that the same input gives the same bytes.
pub const SEGMENT: &str = "00000000-0000-0000-0000-000000000000";

/// An index as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// [`VERSION`].
    pub version: u16,
    /// The language whose analysis made the words.
    pub language: Language,
    /// Tantivy's `meta.json`.
    pub meta: String,
    /// The files of the one segment, by extension.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is shown of each entry, in the order of the index.
    pub entries: Vec<Shown>,
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
    pub id: EntryId,
    /// Its title.
    pub title: String,
    /// The text that excerpts are taken from.
    pub text: String,
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
