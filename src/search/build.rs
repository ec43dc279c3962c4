use tantivy::TantivyError;
use unstuck_model::language::Language;
use unstuck_pack::Digest;

use crate::{
    analysis::Analyzer,
    calibrate::calibrate,
    confidence::Calibration,
    document::Document,
    engine::{Engine, OpenError},
    image::{Image, VERSION},
    layout::{Layout, cut, display, words},
    shelve::Shelver,
    synonyms::Synonyms,
    terms::Terms,
    train::train,
    vocabulary::Words,
};

/// A built index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Built {
    /// What every customer downloads.
    pub core: Vec<u8>,
    /// What is downloaded when a query needs it; nothing on a small site. The core knows each part
    /// by its [`Digest`].
    pub parts: Vec<Vec<u8>>,
}

impl Built {
    /// The index, open and with all its parts.
    pub fn open(&self) -> Result<Engine, OpenError> {
        let mut engine = Engine::open(&self.core)?;
        for part in &self.parts {
            engine.add(Digest::of(part), part)?;
        }
        Ok(engine)
    }
}

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
    Calibrate(#[from] OpenError),
}

/// The index of some documents in one language; the same documents give the same bytes.
///
/// Each group of `synonyms` holds words or phrases that mean the same.
pub fn build(
    language: &Language,
    documents: &[Document],
    synonyms: &[Vec<String>],
) -> Result<Built, BuildError> {
    let analyzer = Analyzer::new(language);
    let terms = Terms::read(&analyzer, documents, true);
    let layout = Layout::of(&terms);
    drop(terms);
    let calibration = calibrate(language, &analyzer, documents, synonyms, layout)?;
    let (mut image, shown) = assemble(language, &analyzer, documents, synonyms, layout)?;
    image.calibration = calibration;
    let mut parts = Vec::new();
    if layout == Layout::Parts {
        parts.append(&mut image.shards_inside);
    }
    if shown == Layout::Parts {
        parts.append(&mut image.shown_inside);
    }
    Ok(Built { core: image.write()?, parts })
}

/// The index without its calibration, all of it inside, and whether what is shown is to stay there.
pub(crate) fn assemble(
    language: &Language,
    analyzer: &Analyzer,
    documents: &[Document],
    synonyms: &[Vec<String>],
    layout: Layout,
) -> Result<(Image, Layout), BuildError> {
    let has_stops = layout == Layout::Whole;
    let mut terms = Terms::read(analyzer, documents, has_stops);
    if layout == Layout::Parts {
        // Two words that stand beside each other in one entry only say what the words say.
        for [_, _, pairs] in terms.postings.values_mut() {
            if pairs.len() < 2 {
                pairs.clear();
            }
        }
        terms.postings.retain(|_, held| held.iter().any(|postings| !postings.is_empty()));
    }
    let shelver = Shelver::new();
    let shards = cut(&terms, layout);
    let mut image = Image {
        version: VERSION,
        language: language.clone(),
        frame: shelver.frame(documents.len())?,
        words: match layout {
            Layout::Whole => Words::default(),
            Layout::Parts => words(&terms),
        },
        has_stops,
        shards: Vec::new(),
        shown: Vec::new(),
        shards_inside: Vec::new(),
        shown_inside: Vec::new(),
        synonyms: Synonyms::new(analyzer, synonyms),
        linear: train(analyzer, documents),
        calibration: Calibration::default(),
        lengths: terms.lengths.clone(),
    };
    for rows in shards {
        let bytes = shelver.shard(&rows)?;
        let first = rows.first().map_or(String::new(), |(term, _)| (*term).to_owned());
        // The first shard takes in whatever sorts before its first term.
        let first = if image.shards.is_empty() { String::new() } else { first };
        image.shards.push((first, Digest::of(&bytes)));
        image.shards_inside.push(bytes);
    }
    let (shown_layout, parts) = display(documents);
    for (first, shown) in parts {
        let bytes = postcard::to_allocvec(&shown)?;
        image.shown.push((first, Digest::of(&bytes)));
        image.shown_inside.push(bytes);
    }
    Ok((image, shown_layout))
}
