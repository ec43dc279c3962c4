//! From text to words that can be compared: cut, folded, expanded, stemmed.

mod arabic;
mod contraction;
mod ending;
mod fold;
mod number;
mod segment;
mod stem;
mod stop;

use unstuck_model::language::Language;

pub use fold::fold;

use segment::{Piece, Script};
use stem::Stems;

/// One word of a text in the form that is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it begins in the text, in bytes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The word without case and accents, as typed.
    pub folded: String,
    /// The stem, which is what the index holds.
    pub stem: String,
    /// Whether it says little by itself.
    pub stop: bool,
    /// Whether it is a pair of characters of a script without spaces.
    pub gram: bool,
}

/// Reads the words of one language.
pub struct Analyzer {
    primary: String,
    stems: Stems,
    stops: Vec<&'static str>,
}

impl Analyzer {
    /// The analysis of a language; one that is not known is cut and folded only.
    pub fn new(language: &Language) -> Self {
        let primary = language.primary().to_owned();
        let stems = Stems::new(&primary);
        let mut stops: Vec<&'static str> = stop::words(&primary).split(' ').collect();
        stops.sort_unstable();
        Self { primary, stems, stops }
    }

    /// The words of a text, in order.
    pub fn words(&self, text: &str) -> Vec<Word> {
        let mut out = Vec::new();
        for piece in segment::pieces(text) {
            match piece.script {
                Script::Spaced => self.push_spaced(&piece, &mut out),
                Script::Unspaced => push_grams(&piece, &mut out),
            }
        }
        out
    }

    /// The stem of a folded word.
    pub fn stem(&self, folded: &str) -> String {
        self.stems.stem(folded)
    }

    /// The words that say little, folded.
    pub fn stops(&self) -> &[&'static str] {
        &self.stops
    }

    /// Whether a folded word says little by itself.
    pub fn is_stop(&self, folded: &str) -> bool {
        self.stops.binary_search(&folded).is_ok()
    }

    fn push_spaced(&self, piece: &Piece<'_>, out: &mut Vec<Word>) {
        let lower = piece.text.to_lowercase();
        for part in contraction::expand(&self.primary, &lower) {
            let plain = number::digits(&self.primary, &fold(&part));
            if plain.is_empty() {
                continue;
            }
            let stem = if plain.starts_with(|c: char| c.is_ascii_digit()) {
                plain.clone()
            } else {
                self.stems.stem(&part)
            };
            out.push(Word {
                from: piece.from,
                to: piece.from + piece.text.len(),
                stop: self.is_stop(&plain),
                stem: if stem.is_empty() { plain.clone() } else { stem },
                folded: plain,
                gram: false,
            });
        }
    }
}

fn push_grams(piece: &Piece<'_>, out: &mut Vec<Word>) {
    let places: Vec<(usize, char)> = piece.text.char_indices().collect();
    let last = places.len().saturating_sub(2);
    for (index, &(start, first)) in places.iter().enumerate().take(last + 1) {
        let second = places.get(index + 1).copied();
        let (end, last_char) = second.unwrap_or((start, first));
        let gram: String = [Some(first), second.map(|(_, c)| c)].into_iter().flatten().collect();
        let gram = fold(&gram);
        if gram.is_empty() {
            continue;
        }
        out.push(Word {
            from: piece.from + start,
            to: piece.from + end + last_char.len_utf8(),
            folded: gram.clone(),
            stem: gram,
            stop: false,
            gram: true,
        });
    }
}
