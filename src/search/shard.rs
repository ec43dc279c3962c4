//! Tantivy's side of the index: the dictionary and the postings of a range of terms, for all
//! entries.

use std::{path::Path, sync::Arc};

use serde::{Deserialize, Serialize};
use tantivy::{
    Index, InvertedIndexReader, TantivyError,
    directory::{Directory, RamDirectory},
};

use crate::shelf::CHANNELS;

/// The segment's name in every shard, so that the same input gives the same bytes.
pub const SEGMENT: &str = "00000000-0000-0000-0000-000000000000";

/// What Tantivy wants to see beside a dictionary and postings, the same for every shard: `meta.json`
/// and the files, by extension, that hold nothing here (stored texts, columns, positions).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Tantivy's `meta.json`.
    pub meta: String,
    /// The files, by extension.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A shard as it is written: Tantivy's files of these extensions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardFiles {
    /// The dictionary.
    pub term: Vec<u8>,
    /// The postings.
    pub idx: Vec<u8>,
}

/// An open shard: a reader for each channel.
pub struct Shard(pub [Arc<InvertedIndexReader>; 3]);

impl Shard {
    /// Opens the files of a shard.
    pub fn open(frame: &Frame, bytes: &[u8]) -> Result<Self, TantivyError> {
        let shard: ShardFiles = postcard::from_bytes(bytes).map_err(|_| unreadable())?;
        let directory = RamDirectory::create();
        let name = SEGMENT.replace('-', "");
        let write = |extension: &str, bytes: &[u8]| {
            directory.atomic_write(Path::new(&format!("{name}.{extension}")), bytes)
        };
        write("term", &shard.term)?;
        write("idx", &shard.idx)?;
        for (extension, bytes) in &frame.files {
            write(extension, bytes)?;
        }
        directory.atomic_write(Path::new("meta.json"), frame.meta.as_bytes())?;
        let index = Index::open(directory)?;
        let segments = index.searchable_segments()?;
        let segment = segments.first().ok_or_else(unreadable)?;
        let reader = tantivy::SegmentReader::open(segment)?;
        let [head, body, pair] =
            CHANNELS.map(|(_, name)| reader.inverted_index(index.schema().get_field(name)?));
        Ok(Self([head?, body?, pair?]))
    }
}

fn unreadable() -> TantivyError {
    TantivyError::SystemError("a part of the index cannot be read".to_owned())
}
