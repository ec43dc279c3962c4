use tantivy::TantivyError;
use unstuck_model::{
    language::Language,
    message::{Hit, SearchAnswer},
};
use unstuck_pack::Digest;

#[cfg(feature = "build")]
use crate::feature::Feature;
#[cfg(not(feature = "build"))]
use crate::rank::WEIGHTS;
use crate::{
    analysis::{Analyzer, Word},
    confidence::{Calibration, Evidence, evidence},
    display::Display,
    excerpt::{excerpt, mark},
    image::Image,
    lexicon::{Lexicon, wanted},
    linear::Classifier,
    rank::{Order, Weights, order},
    resolve::{Asked, Meant, Reason, resolve},
    shelf::Shelf,
    synonyms::Synonyms,
    vocabulary::Vocabulary,
};

/// How much of a question is read, in characters and in words: enough for any that a person types.
const MOST_CHARACTERS: usize = 2_000;
const MOST_WORDS: usize = 64;
/// From this weight on the linear model hears a correction in place of what was typed.
const SURE: f32 = 0.75;

/// An open index. That of a large site answers as its parts arrive.
pub struct Engine {
    language: Language,
    analyzer: Analyzer,
    shelf: Shelf,
    display: Display,
    vocabulary: Vocabulary,
    has_stops: bool,
    synonyms: Synonyms,
    classifier: Classifier,
    calibration: Calibration,
    /// Left out, to measure what it earns.
    #[cfg(feature = "build")]
    left_out: Option<Feature>,
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
    /// A part belongs to another index, or is cut or changed.
    #[error("a part of the search index does not belong to it; load the page again")]
    Part,
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
        let shards: Vec<Digest> = image.shards.iter().map(|(_, digest)| *digest).collect();
        let shown: Vec<Digest> = image.shown.iter().map(|(_, digest)| *digest).collect();
        let are_words_inside = !image.shards_inside.is_empty();
        let inside: Vec<(Digest, Vec<u8>)> = shards
            .into_iter()
            .zip(image.shards_inside)
            .chain(shown.into_iter().zip(image.shown_inside))
            .collect();
        let mut engine = Self {
            analyzer: Analyzer::new(&image.language),
            language: image.language,
            shelf: Shelf::new(image.frame, image.lengths, image.shards),
            display: Display::new(image.shown),
            vocabulary: Vocabulary::of(&image.words),
            has_stops: image.has_stops,
            synonyms: image.synonyms,
            classifier: Classifier::new(image.linear),
            calibration: image.calibration,
            #[cfg(feature = "build")]
            left_out: None,
        };
        for (digest, bytes) in &inside {
            engine.put(*digest, bytes)?;
        }
        if are_words_inside {
            engine.vocabulary = Vocabulary::read(&engine.shelf);
        }
        Ok(engine)
    }

    /// Takes in a part that a query was missing; refuses bytes that are not that part.
    pub fn add(&mut self, part: Digest, bytes: &[u8]) -> Result<(), OpenError> {
        if Digest::of(bytes) != part {
            return Err(OpenError::Part);
        }
        self.put(part, bytes)
    }

    fn put(&mut self, part: Digest, bytes: &[u8]) -> Result<(), OpenError> {
        let files = |error: TantivyError| OpenError::Files(error.to_string());
        let known = self.shelf.add(part, bytes).map_err(files)?
            || self.display.add(part, bytes).ok_or(OpenError::Form)?;
        if known { Ok(()) } else { Err(OpenError::Part) }
    }

    /// The name of a part's file, beside the core's.
    pub fn file(&self, part: Digest) -> String {
        part.file(&self.language, "index")
    }

    /// The entries that answer a question, at most `limit`, and how sure that is; or the parts of
    /// the index to [`add`](Self::add) before it can be said. Words name the first parts, and the
    /// order that these lead to names the last, so that two rounds are enough for most questions.
    pub fn search(&self, text: &str, limit: usize) -> Result<SearchAnswer, Vec<Digest>> {
        let asking = self.ask(text)?;
        let Some(first) = asking.order.ranked.first() else {
            return Ok(SearchAnswer::default());
        };
        // Nothing but words that say little, or nothing that an entry shares: no answer.
        let confidence =
            if first.covered > 0.0 { self.calibration.probability(&asking.evidence) } else { 0.0 };
        let best = || asking.order.ranked.iter().take(limit);
        none_missing(best().filter_map(|ranked| self.display.missing(ranked.entry)))?;
        let found = found(&asking.asked);
        let hits = best().filter_map(|ranked| {
            let shown = self.display.entry(ranked.entry)?;
            Some(Hit {
                score: ranked.score,
                title: mark(&self.analyzer, &shown.outline.title, &found),
                excerpt: excerpt(&self.analyzer, [&shown.short, &shown.more], &found),
                outline: shown.outline.clone(),
            })
        });
        let hits = hits.collect();
        Ok(SearchAnswer { hits, confidence, verdict: self.calibration.verdict(confidence) })
    }

    /// Reads a question and orders the entries.
    pub(crate) fn ask(&self, text: &str) -> Result<Asking, Vec<Digest>> {
        let text = text
            .char_indices()
            .nth(MOST_CHARACTERS)
            .map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
        let mut words: Vec<Word> = self.analyzer.words(text);
        words.truncate(MOST_WORDS);
        let open = text.ends_with(char::is_alphanumeric);
        let mut heard = words.clone();
        // What is in no shard cannot speak for an entry, and must not speak against it.
        if !self.has_stops {
            words.retain(|word| !word.stop);
        }
        let lexicon = Lexicon { vocabulary: &self.vocabulary, shelf: &self.shelf };
        let asked = resolve(&self.analyzer, &lexicon, &self.synonyms, &words, open);
        #[cfg(feature = "build")]
        let asked = self.reduced(asked);
        if !self.vocabulary.is_whole() {
            let terms = wanted(&self.analyzer, &words, &asked);
            none_missing(terms.iter().filter_map(|term| self.shelf.missing(term)))?;
        }
        correct(&mut heard, &words, &asked);
        let scores = self.classifier.scores(&heard);
        let order = order(&self.shelf, &self.weights(), &scores, &words, &asked);
        let evidence = evidence(&order);
        Ok(Asking { asked, order, evidence })
    }

    #[cfg(not(feature = "build"))]
    fn weights(&self) -> Weights {
        WEIGHTS
    }

    #[cfg(feature = "build")]
    fn weights(&self) -> Weights {
        Feature::weights_without(self.left_out)
    }

    #[cfg(feature = "build")]
    fn reduced(&self, mut asked: Vec<Asked>) -> Vec<Asked> {
        if let Some(feature) = self.left_out {
            feature.remove(&mut asked);
        }
        asked
    }

    /// Answers without a part of the ranking from here on, to measure what that part earns.
    #[cfg(feature = "build")]
    pub fn leave_out(&mut self, feature: Feature) {
        self.left_out = Some(feature);
    }

    #[cfg(feature = "build")]
    pub(crate) fn display(&self) -> &Display {
        &self.display
    }

    #[cfg(feature = "build")]
    pub(crate) fn calibration(&self) -> &Calibration {
        &self.calibration
    }
}

fn none_missing(parts: impl Iterator<Item = Digest>) -> Result<(), Vec<Digest>> {
    let mut parts: Vec<Digest> = parts.collect();
    parts.sort_unstable();
    parts.dedup();
    if parts.is_empty() { Ok(()) } else { Err(parts) }
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

/// Puts what misspelt words are surely taken for in their place, for the linear model. `words` are
/// those of `heard` that were resolved.
fn correct(heard: &mut [Word], words: &[Word], asked: &[Asked]) {
    let mut rest = heard.iter_mut();
    for (word, asked) in words.iter().zip(asked) {
        let Some(own) = rest.find(|own| own.from == word.from && own.to == word.to) else { return };
        if let Some(first) = asked.terms.first()
            && first.reason == Reason::Correction
            && first.weight >= SURE
        {
            own.stem.clone_from(&first.stem);
        }
    }
}
