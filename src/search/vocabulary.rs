use serde::{Deserialize, Serialize};

use crate::shelf::{Channel, Shelf};

/// The words that a core carries, sorted, with how many entries hold each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The stems, a line each.
    pub stems: String,
    /// How many entries hold each.
    pub entries: Vec<u32>,
}

/// The words of the index that are known before any shard is asked, sorted, with how common each
/// is.
pub struct Vocabulary {
    words: Vec<Known>,
    is_whole: bool,
}

/// One word of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The stem.
    pub stem: String,
    /// How many entries hold it in their head, or in their body if that is more.
    pub entries: u32,
    /// Which letters it has, a bit each, to pass over most words quickly.
    pub letters: u32,
    /// How many characters it has.
    pub length: usize,
}

impl Vocabulary {
    /// The words that a core carries: only the most telling ones of a large site.
    pub fn of(words: &Words) -> Self {
        let known = words.stems.lines().zip(&words.entries);
        Self { words: known.map(|(stem, n)| Known::new(stem, *n)).collect(), is_whole: false }
    }

    /// All words of head and body, of shards that have all arrived.
    pub fn read(shelf: &Shelf) -> Self {
        let mut words: Vec<Known> = Vec::new();
        for channel in [Channel::Head, Channel::Body] {
            shelf.terms(channel, &mut |term, entries| words.push(Known::new(term, entries)));
        }
        words.sort_by(|a, b| a.stem.cmp(&b.stem).then(b.entries.cmp(&a.entries)));
        words.dedup_by(|a, b| a.stem == b.stem);
        Self { words, is_whole: true }
    }

    /// How many entries hold a word; 0 if none does, as far as is known.
    pub fn entries(&self, stem: &str) -> u32 {
        let place = self.words.binary_search_by(|known| known.stem.as_str().cmp(stem));
        place.ok().and_then(|place| self.words.get(place)).map_or(0, |known| known.entries)
    }

    /// Whether a word that is not here is in no entry.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The words that begin with some characters.
    pub fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a Known> {
        let start = self.words.partition_point(|known| known.stem.as_str() < prefix);
        self.words.iter().skip(start).take_while(move |known| known.stem.starts_with(prefix))
    }

    /// Every word.
    pub fn all(&self) -> &[Known] {
        &self.words
    }
}

impl Known {
    fn new(stem: &str, entries: u32) -> Self {
        let (letters, length) = (letters(stem), stem.chars().count());
        Self { stem: stem.to_owned(), entries, letters, length }
    }
}

/// Which letters a word has, a bit each.
pub fn letters(word: &str) -> u32 {
    word.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 32))
}
