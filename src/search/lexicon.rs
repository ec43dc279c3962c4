//! Which words the index holds, whether they are known beforehand or only by its shards.

use crate::{
    analysis::{Analyzer, Word},
    rank::joined_stems,
    resolve::Asked,
    shelf::{Channel, Shelf},
    vocabulary::Vocabulary,
};

/// The words known beforehand, and the shards for the others.
pub struct Lexicon<'a> {
    /// The words known beforehand.
    pub vocabulary: &'a Vocabulary,
    /// The shards.
    pub shelf: &'a Shelf,
}

impl Lexicon<'_> {
    /// Whether an entry holds a word. A rare one of a large site counts as missing until its shard
    /// has arrived.
    pub fn holds(&self, stem: &str) -> bool {
        let in_shard = |channel| self.shelf.frequency(channel, stem) > 0;
        self.vocabulary.entries(stem) > 0
            || !self.vocabulary.is_whole() && (in_shard(Channel::Head) || in_shard(Channel::Body))
    }
}

/// Every term that ranking may look up for a query.
pub fn wanted(analyzer: &Analyzer, words: &[Word], asked: &[Asked]) -> Vec<String> {
    let mut terms: Vec<String> = words.iter().map(|word| word.stem.clone()).collect();
    terms.extend(asked.iter().flat_map(|word| &word.terms).map(|term| term.stem.clone()));
    terms.extend(joined_stems(asked).map(|(term, _)| term));
    let neighbours = asked.iter().zip(asked.iter().skip(1));
    terms.extend(neighbours.map(|(a, b)| analyzer.stem(&format!("{}{}", a.typed, b.typed))));
    terms
}
