use std::path::Path;

use tantivy::{
    Index, TantivyDocument, TantivyError,
    directory::{Directory, RamDirectory},
    schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions},
    tokenizer::{PreTokenizedString, Token},
};
use unstuck_model::language::Language;

use crate::{
    analysis::{Analyzer, Word},
    calibrate::calibrate,
    confidence::Calibration,
    document::Document,
    image::{Image, SEGMENT, Shown, VERSION},
    shelf::{CHANNELS, Channel},
    synonyms::Synonyms,
    train::train,
};

/// How often a title counts as a phrasing.
const TITLE: usize = 2;
/// How much of an entry is kept to take excerpts from, in characters.
const SHOWN: usize = 240;
/// Tantivy's memory while building, in bytes.
const MEMORY: usize = 64_000_000;

/// Why an index cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Tantivy refuses.
    #[error("the search index cannot be built: {0}")]
    Index(#[from] TantivyError),
    /// The tables cannot be written.
    #[error("the search index cannot be written: {0}")]
    Write(#[from] postcard::Error),
    /// The index just built cannot be opened.
    #[error("the search index cannot be calibrated: {0}")]
    Calibrate(#[from] crate::engine::OpenError),
}

/// The index of some documents in one language; the same documents give the same bytes.
///
/// Each group of `synonyms` holds words or phrases that mean the same.
pub fn build(
    language: &Language,
    documents: &[Document],
    synonyms: &[Vec<String>],
) -> Result<Vec<u8>, BuildError> {
    let analyzer = Analyzer::new(language);
    let mut image = assemble(language, &analyzer, documents, synonyms)?;
    image.calibration = calibrate(language, &analyzer, documents, synonyms)?;
    Ok(image.write()?)
}

/// The index without its calibration.
pub(crate) fn assemble(
    language: &Language,
    analyzer: &Analyzer,
    documents: &[Document],
    synonyms: &[Vec<String>],
) -> Result<Image, BuildError> {
    let (meta, files) = shelve(analyzer, documents)?;
    let entries = documents.iter().map(|document| Shown {
        id: document.id.clone(),
        title: document.title.clone(),
        text: shown(document),
    });
    Ok(Image {
        version: VERSION,
        language: language.clone(),
        meta,
        files,
        entries: entries.collect(),
        synonyms: Synonyms::new(analyzer, synonyms),
        linear: train(analyzer, documents),
        calibration: Calibration::default(),
    })
}

type Files = Vec<(String, Vec<u8>)>;

/// Tantivy's files, under a name of their own instead of the random one.
fn shelve(analyzer: &Analyzer, documents: &[Document]) -> Result<(String, Files), BuildError> {
    let mut schema = Schema::builder();
    let fields = CHANNELS.map(|(channel, name)| {
        let record = match channel {
            Channel::Head | Channel::Pair => IndexRecordOption::WithFreqs,
            Channel::Body => IndexRecordOption::WithFreqs,
        };
        let indexing = TextFieldIndexing::default().set_tokenizer("raw").set_index_option(record);
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    });
    let directory = RamDirectory::create();
    let mut writer = Index::builder()
        .schema(schema.build())
        .single_segment_index_writer::<TantivyDocument>(directory.clone(), MEMORY)?;
    for document in documents {
        let mut row = TantivyDocument::new();
        for (field, (channel, _)) in fields.iter().zip(CHANNELS) {
            row.add_pre_tokenized_text(*field, tokens(terms(analyzer, document, channel)));
        }
        writer.add_document(row)?;
    }
    let index = writer.finalize()?;
    let names: Vec<_> = index.directory().list_managed_files().into_iter().collect();
    let mut files = Files::new();
    let mut random = String::new();
    for path in names {
        let (Some(stem), Some(extension)) = (
            path.file_stem().and_then(|stem| stem.to_str()),
            path.extension().and_then(|extension| extension.to_str()),
        ) else {
            continue;
        };
        if stem.len() == 32 && directory.exists(&path).unwrap_or(false) {
            random = stem.to_owned();
            let bytes = directory.open_read(&path).map_err(TantivyError::from)?;
            let bytes = bytes.read_bytes().map_err(TantivyError::from)?;
            files.push((extension.to_owned(), bytes.as_slice().to_vec()));
        }
    }
    files.sort();
    let meta = directory.atomic_read(Path::new("meta.json")).map_err(TantivyError::from)?;
    let meta = String::from_utf8_lossy(&meta).replace(&hyphened(&random), SEGMENT);
    Ok((meta, files))
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

/// The terms of an entry in one channel.
fn terms(analyzer: &Analyzer, document: &Document, channel: Channel) -> Vec<String> {
    let head = || {
        let titles = std::iter::repeat_n(&document.title, TITLE);
        titles.chain(&document.asks).chain(&document.headings)
    };
    let stems = |text: &String| -> Vec<String> {
        analyzer.words(text).into_iter().map(|word| word.stem).collect()
    };
    match channel {
        Channel::Head => head().flat_map(stems).collect(),
        Channel::Body => [&document.short, &document.body].into_iter().flat_map(stems).collect(),
        Channel::Pair => head().flat_map(|text| joined(&analyzer.words(text))).collect(),
    }
}

/// Each two neighbouring words as one.
fn joined(words: &[Word]) -> Vec<String> {
    let neighbours = words.iter().zip(words.iter().skip(1));
    neighbours.map(|(first, second)| format!("{}{}", first.stem, second.stem)).collect()
}

fn tokens(terms: Vec<String>) -> PreTokenizedString {
    let token = |(position, text)| Token { position, text, ..Token::default() };
    PreTokenizedString {
        text: String::new(),
        tokens: terms.into_iter().enumerate().map(token).collect(),
    }
}

/// What excerpts of an entry are taken from.
fn shown(document: &Document) -> String {
    let text = if document.short.is_empty() { &document.body } else { &document.short };
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => text.get(..end).unwrap_or(text).to_owned(),
        None => text.to_owned(),
    }
}
