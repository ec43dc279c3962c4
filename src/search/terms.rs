//! The terms of entries, with the entries that hold each.

use std::collections::BTreeMap;

use tantivy::fieldnorm::FieldNormReader;

use crate::{
    analysis::{Analyzer, Word},
    document::Document,
    shelf::{CHANNELS, Channel, Lengths},
};

/// How often a title counts as a phrasing.
const TITLE: usize = 2;

/// The entries that hold a term, in order, with how often they do.
pub type Postings = Vec<(u32, u32)>;

/// Every term with its postings in each channel, and how long the entries are.
#[derive(Default)]
pub struct Terms {
    /// The terms, sorted.
    pub postings: BTreeMap<String, [Postings; 3]>,
    /// The lengths.
    pub lengths: Lengths,
}

impl Terms {
    /// The terms of some documents; those that say little only on demand.
    pub fn read(analyzer: &Analyzer, documents: &[Document], with_stops: bool) -> Self {
        let mut terms = Self::default();
        let mut totals = [0u64; 3];
        for (entry, document) in documents.iter().enumerate() {
            for (place, (channel, _)) in CHANNELS.into_iter().enumerate() {
                let held = of_document(analyzer, document, channel, with_stops);
                if let (Some(total), Some(codes)) =
                    (totals.get_mut(place), terms.lengths.codes.get_mut(place))
                {
                    *total += held.len() as u64;
                    codes.push(FieldNormReader::fieldnorm_to_id(held.len() as u32));
                }
                for term in held {
                    let postings = terms.postings.entry(term).or_default();
                    let Some(postings) = postings.get_mut(place) else { continue };
                    match postings.last_mut() {
                        Some((last, frequency)) if *last == entry as u32 => *frequency += 1,
                        Some(_) | None => postings.push((entry as u32, 1)),
                    }
                }
            }
        }
        let count = documents.len().max(1) as f32;
        terms.lengths.means = totals.map(|total| (total as f32 / count).max(1.0));
        terms
    }
}

/// The terms of an entry in one channel.
fn of_document(
    analyzer: &Analyzer,
    document: &Document,
    channel: Channel,
    with_stops: bool,
) -> Vec<String> {
    let head = || {
        let titles = std::iter::repeat_n(&document.outline.title, TITLE);
        titles.chain(&document.asks).chain(&document.headings)
    };
    let words = |text: &String| -> Vec<Word> {
        let mut words = analyzer.words(text);
        words.retain(|word| with_stops || !word.stop);
        words
    };
    let stems = |text| words(text).into_iter().map(|word| word.stem).collect::<Vec<_>>();
    match channel {
        Channel::Head => head().flat_map(stems).collect(),
        Channel::Body => [&document.short, &document.body].into_iter().flat_map(stems).collect(),
        Channel::Pair => head().flat_map(|text| joined(&words(text))).collect(),
    }
}

/// Each two neighbouring words as one.
fn joined(words: &[Word]) -> Vec<String> {
    let neighbours = words.iter().zip(words.iter().skip(1));
    neighbours.map(|(first, second)| format!("{}{}", first.stem, second.stem)).collect()
}
