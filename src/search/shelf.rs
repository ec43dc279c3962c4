//! Tantivy's side of the index: a dictionary, postings and lengths for each channel.

use std::{path::Path, sync::Arc};

use tantivy::{
    DocSet, Index, InvertedIndexReader, TERMINATED, TantivyError, Term,
    directory::{Directory, RamDirectory},
    fieldnorm::FieldNormReader,
    postings::Postings,
    schema::{Field, IndexRecordOption},
};

use crate::image::SEGMENT;

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

/// An open index.
pub struct Shelf {
    count: u32,
    head: Row,
    body: Row,
    pair: Row,
}

struct Row {
    field: Field,
    inverted: Arc<InvertedIndexReader>,
    lengths: FieldNormReader,
    average: f32,
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
    /// Opens the files of an image.
    pub fn open(meta: &str, files: &[(String, Vec<u8>)]) -> Result<Self, TantivyError> {
        let directory = RamDirectory::create();
        let name = SEGMENT.replace('-', "");
        for (extension, bytes) in files {
            directory.atomic_write(Path::new(&format!("{name}.{extension}")), bytes)?;
        }
        directory.atomic_write(Path::new("meta.json"), meta.as_bytes())?;
        let index = Index::open(directory)?;
        let segments = index.searchable_segments()?;
        let segment = segments.first().ok_or_else(|| missing("segment"))?;
        let reader = tantivy::SegmentReader::open(segment)?;
        let row = |channel: Channel| {
            let name =
                CHANNELS.iter().find(|(known, _)| *known == channel).map_or("", |pair| pair.1);
            let field = index.schema().get_field(name)?;
            let inverted = reader.inverted_index(field)?;
            let total = inverted.total_num_tokens() as f32;
            Ok::<Row, TantivyError>(Row {
                field,
                average: (total / reader.max_doc().max(1) as f32).max(1.0),
                inverted,
                lengths: reader.get_fieldnorms_reader(field)?,
            })
        };
        Ok(Self {
            count: reader.max_doc(),
            head: row(Channel::Head)?,
            body: row(Channel::Body)?,
            pair: row(Channel::Pair)?,
        })
    }

    /// How many entries there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// How many entries hold a term.
    pub fn frequency(&self, channel: Channel, term: &str) -> u32 {
        let row = self.row(channel);
        row.inverted.doc_freq(&Term::from_field_text(row.field, term)).unwrap_or(0)
    }

    /// Shows the entries that hold a term.
    pub fn postings(&self, channel: Channel, term: &str, visit: &mut dyn FnMut(Posting)) {
        let row = self.row(channel);
        let term = Term::from_field_text(row.field, term);
        let Ok(Some(mut postings)) =
            row.inverted.read_postings(&term, IndexRecordOption::WithFreqs)
        else {
            return;
        };
        let mut entry = postings.doc();
        while entry != TERMINATED && entry < self.count {
            let length = row.lengths.fieldnorm(entry) as f32 / row.average;
            visit(Posting { entry, frequency: postings.term_freq(), length });
            entry = postings.advance();
        }
    }

    /// Shows every term of a channel with the count of entries that hold it, sorted.
    pub fn terms(&self, channel: Channel, visit: &mut dyn FnMut(&str, u32)) {
        let Ok(mut stream) = self.row(channel).inverted.terms().stream() else {
            return;
        };
        while stream.advance() {
            if let Ok(term) = str::from_utf8(stream.key()) {
                visit(term, stream.value().doc_freq);
            }
        }
    }

    fn row(&self, channel: Channel) -> &Row {
        match channel {
            Channel::Head => &self.head,
            Channel::Body => &self.body,
            Channel::Pair => &self.pair,
        }
    }
}

fn missing(what: &str) -> TantivyError {
    TantivyError::SystemError(format!("the index has no {what}"))
}
