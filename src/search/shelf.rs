//! Which entries hold a term, and how long they are.

use serde::{Deserialize, Serialize};
use tantivy::{
    DocSet, TERMINATED, TantivyError, Term,
    fieldnorm::FieldNormReader,
    postings::Postings,
    schema::{Field, IndexRecordOption},
};
use unstuck_pack::Digest;

use crate::shard::{Frame, Shard};

/// One way of reading an entry's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// Words of title, phrasings and headings.
    Head,
    /// Words of the short answer and the body.
    Body,
    /// Neighbouring words of title, phrasings and headings, joined.
    Pair,
}

/// Every channel, in the order of the schema's fields.
pub const CHANNELS: [(Channel, &str); 3] =
    [(Channel::Head, "head"), (Channel::Body, "body"), (Channel::Pair, "pair")];

/// How long each entry is in each channel, in words, as Tantivy's one-byte codes of a length.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lengths {
    /// The mean length in each channel, at least 1.
    pub means: [f32; 3],
    /// The code of each entry's length in each channel.
    pub codes: [Vec<u8>; 3],
}

impl Lengths {
    /// How many entries there are.
    pub fn count(&self) -> usize {
        self.codes.first().map_or(0, Vec::len)
    }

    /// The entry's length over the mean.
    fn relative(&self, channel: Channel, entry: u32) -> f32 {
        let place = channel as usize;
        let code = self.codes.get(place).and_then(|codes| codes.get(entry as usize));
        let mean = self.means.get(place).copied().unwrap_or(1.0);
        code.map_or(1.0, |code| FieldNormReader::id_to_fieldnorm(*code) as f32 / mean)
    }
}

/// The shards of an index, those that have arrived open.
pub struct Shelf {
    frame: Frame,
    lengths: Lengths,
    shards: Vec<Place>,
}

struct Place {
    first: String,
    digest: Digest,
    shard: Option<Shard>,
}

/// One entry that holds a term.
#[derive(Clone, Copy, Debug)]
pub struct Posting {
    /// The place of the entry in the index.
    pub entry: u32,
    /// How often the term is in it.
    pub frequency: u32,
    /// The entry's length in this channel over the average.
    pub length: f32,
}

impl Shelf {
    /// A shelf whose shards are still to come, by the first term of each, in order.
    pub fn new(frame: Frame, lengths: Lengths, shards: Vec<(String, Digest)>) -> Self {
        let place = |(first, digest)| Place { first, digest, shard: None };
        Self { frame, lengths, shards: shards.into_iter().map(place).collect() }
    }

    /// How many entries there are.
    pub fn count(&self) -> u32 {
        self.lengths.count() as u32
    }

    /// Takes in a shard; false if no place waits for it.
    pub fn add(&mut self, digest: Digest, bytes: &[u8]) -> Result<bool, TantivyError> {
        let Some(place) = self.shards.iter_mut().find(|place| place.digest == digest) else {
            return Ok(false);
        };
        place.shard = Some(Shard::open(&self.frame, bytes)?);
        Ok(true)
    }

    /// The shard that would hold a term, if it has not arrived.
    pub fn missing(&self, term: &str) -> Option<Digest> {
        let place = self.place(term)?;
        place.shard.is_none().then_some(place.digest)
    }

    /// How many entries hold a term; 0 as long as its shard is missing.
    pub fn frequency(&self, channel: Channel, term: &str) -> u32 {
        let Some(Shard(readers)) = self.place(term).and_then(|place| place.shard.as_ref()) else {
            return 0;
        };
        let reader = readers.get(channel as usize);
        reader.and_then(|reader| reader.doc_freq(&key(term)).ok()).unwrap_or(0)
    }

    /// Shows the entries that hold a term.
    pub fn postings(&self, channel: Channel, term: &str, visit: &mut dyn FnMut(Posting)) {
        let Some(Shard(readers)) = self.place(term).and_then(|place| place.shard.as_ref()) else {
            return;
        };
        let Some(reader) = readers.get(channel as usize) else { return };
        let Ok(Some(mut postings)) = reader.read_postings(&key(term), IndexRecordOption::WithFreqs)
        else {
            return;
        };
        let mut entry = postings.doc();
        while entry != TERMINATED && entry < self.count() {
            let length = self.lengths.relative(channel, entry);
            visit(Posting { entry, frequency: postings.term_freq(), length });
            entry = postings.advance();
        }
    }

    /// Shows every term of a channel with the count of entries that hold it, sorted.
    pub fn terms(&self, channel: Channel, visit: &mut dyn FnMut(&str, u32)) {
        for Shard(readers) in self.shards.iter().filter_map(|place| place.shard.as_ref()) {
            let Some(reader) = readers.get(channel as usize) else { continue };
            let Ok(mut stream) = reader.terms().stream() else { continue };
            while stream.advance() {
                if let Ok(term) = str::from_utf8(stream.key()) {
                    visit(term, stream.value().doc_freq);
                }
            }
        }
    }

    fn place(&self, term: &str) -> Option<&Place> {
        let after = self.shards.partition_point(|place| place.first.as_str() <= term);
        self.shards.get(after.checked_sub(1)?)
    }
}

/// The term as a dictionary is asked for it: each shard's reader knows its own field.
fn key(term: &str) -> Term {
    Term::from_field_text(Field::from_field_id(0), term)
}
