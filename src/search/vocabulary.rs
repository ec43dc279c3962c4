use crate::shelf::{Channel, Shelf};

/// The words that the index holds, sorted, with how common each is.
pub struct Vocabulary {
    words: Vec<Known>,
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
    /// The words of head and body.
    pub fn read(shelf: &Shelf) -> Self {
        let mut words: Vec<Known> = Vec::new();
        for channel in [Channel::Head, Channel::Body] {
            shelf.terms(channel, &mut |term, entries| {
                words.push(Known {
                    stem: term.to_owned(),
                    entries,
                    letters: letters(term),
                    length: term.chars().count(),
                });
            });
        }
        words.sort_by(|a, b| a.stem.cmp(&b.stem).then(b.entries.cmp(&a.entries)));
        words.dedup_by(|a, b| a.stem == b.stem);
        Self { words }
    }

    /// How many entries hold a word; 0 if none does.
    pub fn entries(&self, stem: &str) -> u32 {
        let place = self.words.binary_search_by(|known| known.stem.as_str().cmp(stem));
        place.ok().and_then(|place| self.words.get(place)).map_or(0, |known| known.entries)
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

/// Which letters a word has, a bit each.
pub fn letters(word: &str) -> u32 {
    word.chars().fold(0, |bits, c| bits | 1 << (u32::from(c) % 32))
}
