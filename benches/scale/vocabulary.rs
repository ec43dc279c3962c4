//! Made-up words, as often as real ones are.

use super::random::Random;

/// Heaps' law, `K * n^beta`: how many words a text of `n` words knows. The values are those of
/// English (Manning, Raghavan and Schütze, Introduction to Information Retrieval, 5.1.1).
const HEAPS: (f64, f64) = (44.0, 0.49);
/// The Zipf-Mandelbrot law: a word's frequency by its rank is `1 / (rank + q)^s`.
const MANDELBROT: (f64, f64) = (2.7, 1.0);

const BEGINNINGS: [&str; 20] = [
    "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "cl", "dr", "pl", "st",
    "tr", "sh",
];
const VOWELS: [&str; 7] = ["a", "e", "i", "o", "u", "ai", "ou"];
const ENDS: [&str; 6] = ["", "", "n", "r", "s", "l"];

/// Words by rank, with the sum of the frequencies up to each.
pub struct Vocabulary {
    words: Vec<String>,
    sums: Vec<f64>,
}

impl Vocabulary {
    /// The words that a text of so many words knows.
    pub fn of_text(length: usize) -> Self {
        let size = (HEAPS.0 * (length as f64).powf(HEAPS.1)) as usize;
        let mut sum = 0.0;
        let sums = (0..size).map(|rank| {
            sum += 1.0 / ((rank + 1) as f64 + MANDELBROT.0).powf(MANDELBROT.1);
            sum
        });
        Self { sums: sums.collect(), words: (0..size).map(word).collect() }
    }

    /// A word, drawn by frequency.
    pub fn draw(&self, random: &mut Random) -> &str {
        let mark = random.share() * self.sums.last().copied().unwrap_or_default();
        let rank = self.sums.partition_point(|sum| *sum <= mark);
        self.words.get(rank).map_or("", String::as_str)
    }
}

/// The pronounceable word of a rank: frequent words are short, and no two are the same before
/// their ends.
fn word(rank: usize) -> String {
    let syllables = BEGINNINGS.len() * VOWELS.len();
    // Ranks are spread over the syllables, so that neighbours in rank do not look alike.
    let mut rest = rank;
    let mut word = String::new();
    loop {
        let syllable = (rest % syllables * 37 + 11) % syllables;
        word.push_str(BEGINNINGS.get(syllable % BEGINNINGS.len()).unwrap_or(&""));
        word.push_str(VOWELS.get(syllable / BEGINNINGS.len()).unwrap_or(&""));
        match (rest / syllables).checked_sub(1) {
            Some(more) => rest = more,
            None => break,
        }
    }
    word.push_str(ENDS.get(rank % ENDS.len()).unwrap_or(&""));
    word
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_vocabulary_grows_as_heaps_law_says() {
        let check = |length, expect| assert_eq!(Vocabulary::of_text(length).words.len(), expect);
        check(1, 44);
        check(10_000, 4_012);
        check(1_000_000, 38_322);
    }

    #[test]
    fn frequent_words_come_often_and_most_words_differ() {
        let vocabulary = Vocabulary::of_text(100_000);
        let different: BTreeSet<&String> = vocabulary.words.iter().collect();
        assert!(different.len() * 100 > vocabulary.words.len() * 95, "{}", different.len());
        let mut random = Random::new(1);
        let draws: Vec<&str> = (0..10_000).map(|_| vocabulary.draw(&mut random)).collect();
        let count =
            |rank: usize| draws.iter().filter(|word| **word == vocabulary.words[rank]).count();
        assert!(count(0) > 200 && count(0) > 2 * count(9), "{} {}", count(0), count(9));
        assert!(count(9) > count(400), "{} {}", count(9), count(400));
    }
}
