use unstuck_model::message::{Hit, SearchAnswer};

use crate::{
    analysis::{Analyzer, Word},
    confidence::{Calibration, Evidence, evidence},
    excerpt::{excerpt, mark},
    image::{Image, Shown},
    linear::Classifier,
    rank::{Order, order},
    resolve::{Asked, Meant, resolve},
    shelf::Shelf,
    synonyms::Synonyms,
    vocabulary::Vocabulary,
};

/// How much of a question is read, in characters and in words: enough for any that a person types.
const MOST_CHARACTERS: usize = 2_000;
const MOST_WORDS: usize = 64;

/// An open index, ready to answer.
pub struct Engine {
    analyzer: Analyzer,
    shelf: Shelf,
    vocabulary: Vocabulary,
    entries: Vec<Shown>,
    synonyms: Synonyms,
    classifier: Classifier,
    calibration: Calibration,
}

/// Why an index cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The bytes have another form.
    #[error("the search index has a form that this version cannot read; build the site again")]
    Form,
    /// Tantivy refuses its files.
    #[error("the search index cannot be opened ({0}); build the site again")]
    Files(String),
    /// The tables and the files speak of different entries.
    #[error("the search index does not fit its entries; build the site again")]
    Entries,
}

/// A query after reading and ordering.
pub(crate) struct Asking {
    pub asked: Vec<Asked>,
    pub order: Order,
    pub evidence: Evidence,
}

impl Engine {
    /// Opens the bytes that `build` wrote.
    pub fn open(bytes: &[u8]) -> Result<Self, OpenError> {
        Self::from_image(Image::read(bytes).ok_or(OpenError::Form)?)
    }

    pub(crate) fn from_image(image: Image) -> Result<Self, OpenError> {
        let shelf = Shelf::open(&image.meta, &image.files)
            .map_err(|error| OpenError::Files(error.to_string()))?;
        if shelf.count() as usize != image.entries.len() {
            return Err(OpenError::Entries);
        }
        Ok(Self {
            analyzer: Analyzer::new(&image.language),
            vocabulary: Vocabulary::read(&shelf),
            shelf,
            entries: image.entries,
            synonyms: image.synonyms,
            classifier: Classifier::new(image.linear),
            calibration: image.calibration,
        })
    }

    /// The entries that answer a question, at most `limit`, and how sure that is.
    pub fn search(&self, text: &str, limit: usize) -> SearchAnswer {
        let asking = self.ask(text);
        let Some(first) = asking.order.ranked.first() else {
            return SearchAnswer::default();
        };
        // Nothing but words that say little, or nothing that an entry shares: no answer.
        let confidence =
            if first.covered > 0.0 { self.calibration.probability(&asking.evidence) } else { 0.0 };
        let found = found(&asking.asked);
        let hits = asking.order.ranked.iter().take(limit).filter_map(|ranked| {
            let shown = self.entries.get(ranked.entry as usize)?;
            Some(Hit {
                entry: shown.id.clone(),
                score: ranked.score,
                title: mark(&self.analyzer, &shown.title, &found),
                excerpt: excerpt(&self.analyzer, &shown.text, &found),
            })
        });
        let hits = hits.collect();
        SearchAnswer { hits, confidence, verdict: self.calibration.verdict(confidence) }
    }

    /// Reads a question and orders the entries.
    pub(crate) fn ask(&self, text: &str) -> Asking {
        let text = text
            .char_indices()
            .nth(MOST_CHARACTERS)
            .map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
        let mut words: Vec<Word> = self.analyzer.words(text);
        words.truncate(MOST_WORDS);
        let open = text.ends_with(char::is_alphanumeric);
        let asked = resolve(&self.analyzer, &self.vocabulary, &self.synonyms, &words, open);
        let order = order(&self.shelf, &self.classifier, &words, &asked);
        let evidence = evidence(&order);
        Asking { asked, order, evidence }
    }

    #[cfg(feature = "build")]
    pub(crate) fn entries(&self) -> &[Shown] {
        &self.entries
    }

    #[cfg(feature = "build")]
    pub(crate) fn calibration(&self) -> &Calibration {
        &self.calibration
    }
}

/// The stems to mark, sorted: those of telling words, or of all if none tells anything.
fn found(asked: &[Asked]) -> Vec<String> {
    let stems =
        |terms: &[Meant]| -> Vec<String> { terms.iter().map(|term| term.stem.clone()).collect() };
    let telling = asked.iter().filter(|word| !word.stop).flat_map(|word| stems(&word.terms));
    let mut out: Vec<String> = telling.collect();
    if out.is_empty() {
        out = asked.iter().flat_map(|word| stems(&word.terms)).collect();
    }
    out.sort_unstable();
    out.dedup();
    out
}
