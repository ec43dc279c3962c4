//! Writing terms as shards, each a range of terms with Tantivy's dictionary and postings.

use std::path::Path;

use tantivy::{
    Index, IndexSettings, TantivyDocument, TantivyError,
    directory::{Directory, RamDirectory},
    index::SegmentComponent,
    postings::InvertedIndexSerializer,
    schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
};

use crate::{
    shard::{Frame, SEGMENT, ShardFiles},
    shelf::CHANNELS,
    terms::Postings,
};

/// Tantivy's memory for the one document of a frame, in bytes: its least.
const MEMORY: usize = 15_000_000;

/// A term with its postings in each channel.
pub type Row<'a> = (&'a str, &'a [Postings; 3]);

/// Writes shards of one schema.
pub struct Shelver {
    schema: Schema,
    fields: [Field; 3],
}

impl Shelver {
    /// The fields of the channels.
    pub fn new() -> Self {
        let mut schema = Schema::builder();
        let fields = CHANNELS.map(|(_, name)| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(IndexRecordOption::WithFreqs);
            schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        });
        Self { schema: schema.build(), fields }
    }

    /// What the shards of so many entries have in common: the files of an index of one empty
    /// document, under a name of their own instead of the random one.
    pub fn frame(&self, entries: usize) -> Result<Frame, TantivyError> {
        let directory = RamDirectory::create();
        let mut writer = Index::builder()
            .schema(self.schema.clone())
            .single_segment_index_writer::<TantivyDocument>(directory.clone(), MEMORY)?;
        writer.add_document(TantivyDocument::new())?;
        let index = writer.finalize()?;
        let mut files = Vec::new();
        let mut random = String::new();
        for path in index.directory().list_managed_files() {
            let (Some(stem), Some(extension)) = (
                path.file_stem().and_then(|stem| stem.to_str()),
                path.extension().and_then(|extension| extension.to_str()),
            ) else {
                continue;
            };
            if stem.len() == SEGMENT.replace('-', "").len() && directory.exists(&path)? {
                random = stem.to_owned();
                if !["term", "idx", "pos"].contains(&extension) {
                    files.push((extension.to_owned(), read(&directory, &path)?));
                }
            }
        }
        let [_, _, positions] = self.files(&[])?;
        files.push(("pos".to_owned(), positions));
        files.sort();
        let meta = directory.atomic_read(Path::new("meta.json"))?;
        let meta = String::from_utf8_lossy(&meta)
            .replace(&hyphened(&random), SEGMENT)
            .replace("\"max_doc\":1", &format!("\"max_doc\":{entries}"))
            .replace("\"max_doc\": 1", &format!("\"max_doc\": {entries}"));
        Ok(Frame { meta, files })
    }

    /// The bytes of a shard with these terms.
    pub fn shard(&self, rows: &[Row<'_>]) -> Result<Vec<u8>, TantivyError> {
        let [term, idx, _] = self.files(rows)?;
        postcard::to_allocvec(&ShardFiles { term, idx })
            .map_err(|error| TantivyError::SystemError(error.to_string()))
    }

    /// Dictionary, postings and positions; the last hold nothing but the channels' places.
    fn files(&self, rows: &[Row<'_>]) -> Result<[Vec<u8>; 3], TantivyError> {
        let directory = RamDirectory::create();
        let index =
            Index::create(directory.clone(), self.schema.clone(), IndexSettings::default())?;
        let segment = index.new_segment();
        let mut writer = InvertedIndexSerializer::open(&segment)?;
        for (place, field) in self.fields.into_iter().enumerate() {
            let mut terms = writer.new_field(field, 0, None)?;
            for (term, channels) in rows {
                let Some(postings) = channels.get(place).filter(|held| !held.is_empty()) else {
                    continue;
                };
                terms.new_term(term.as_bytes(), postings.len() as u32, true)?;
                for (entry, frequency) in postings {
                    terms.write_doc(*entry, *frequency, &[]);
                }
                terms.close_term()?;
            }
            terms.close()?;
        }
        writer.close()?;
        let file = |component| read(&directory, &segment.relative_path(component));
        Ok([
            file(SegmentComponent::Terms)?,
            file(SegmentComponent::Postings)?,
            file(SegmentComponent::Positions)?,
        ])
    }
}

fn read(directory: &RamDirectory, path: &Path) -> Result<Vec<u8>, TantivyError> {
    let bytes = directory.open_read(path)?.read_bytes()?;
    Ok(bytes.as_slice().to_vec())
}

/// A segment's name as `meta.json` writes it.
fn hyphened(name: &str) -> String {
    let mut out = String::new();
    for (at, c) in name.chars().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        out.push(c);
    }
    out
}
