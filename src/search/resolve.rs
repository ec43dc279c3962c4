//! From what was typed to terms of the index.

use crate::{
    analysis::{Analyzer, Word},
    lexicon::Lexicon,
    similarity::similarity,
    synonyms::Synonyms,
    vocabulary::{Known, Vocabulary, letters},
};

/// A word of the query and the terms that stand for it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The word as typed, folded.
    pub typed: String,
    /// Its stem.
    pub stem: String,
    /// Whether it says little.
    pub stop: bool,
    /// What stands for it in the index; empty if nothing does.
    pub terms: Vec<Meant>,
}

/// A term that stands for a word of the query.
#[derive(Clone, Debug, PartialEq)]
pub struct Meant {
    /// The stem.
    pub stem: String,
    /// 1 for the word itself, less for what is only likely.
    pub weight: f32,
    /// Why it stands for the word.
    pub reason: Reason,
}

/// Why a term stands for a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is the word.
    Same,
    /// The word is misspelt.
    Correction,
    /// The word is not finished.
    Beginning,
    /// The writers say that it means the same.
    Synonym,
    /// It shares the word's beginning: `verify` and `verification`.
    Related,
    /// Joined to the next word it is one of the index: `log in` and `login`.
    Joined,
}

/// Words less alike than this are not taken for each other.
const ALIKE: f32 = 0.62;
/// How much of two words must be the same beginning for them to be related, in characters and as
/// a share of the longer one.
const ROOT: usize = 4;
const ROOT_SHARE: f32 = 0.7;
/// What a related word counts against the word itself, and how many are looked for.
const RELATED: f32 = 0.5;
const MOST_RELATED: usize = 6;
/// What a synonym counts against the word itself.
const SYNONYM: f32 = 0.6;

/// The terms of each word. If `open`, the last word may be unfinished.
pub fn resolve(
    analyzer: &Analyzer,
    lexicon: &Lexicon<'_>,
    synonyms: &Synonyms,
    words: &[Word],
    open: bool,
) -> Vec<Asked> {
    let last = words.len().saturating_sub(1);
    let mut asked: Vec<Asked> = Vec::with_capacity(words.len());
    for (place, word) in words.iter().enumerate() {
        let mut terms = Vec::new();
        if lexicon.holds(&word.stem) {
            terms.push(Meant { stem: word.stem.clone(), weight: 1.0, reason: Reason::Same });
        } else if !word.stop {
            if (open && place == last) || word.gram {
                beginnings(lexicon.vocabulary, word, &mut terms);
            }
            if terms.is_empty() && !word.gram {
                corrections(analyzer, lexicon.vocabulary, word, &mut terms);
            }
        }
        if !word.stop && !word.gram {
            related(lexicon.vocabulary, word, &mut terms);
        }
        asked.push(Asked {
            typed: word.folded.clone(),
            stem: word.stem.clone(),
            stop: word.stop,
            terms,
        });
    }
    join(analyzer, lexicon, &mut asked);
    for (start, length, others) in synonyms.matches(words) {
        // The group's other phrases stand for the first word that says something.
        let Some(place) =
            (start..start + length).find(|place| asked.get(*place).is_some_and(|word| !word.stop))
        else {
            continue;
        };
        let Some(word) = asked.get_mut(place) else {
            continue;
        };
        for phrase in others {
            let weight = SYNONYM / phrase.len().max(1) as f32;
            for stem in phrase {
                if lexicon.holds(stem) && word.terms.iter().all(|term| term.stem != *stem) {
                    word.terms.push(Meant { stem: stem.clone(), weight, reason: Reason::Synonym });
                }
            }
        }
    }
    asked
}

/// Adds to each word the one it makes with the next, if the index knows it.
fn join(analyzer: &Analyzer, lexicon: &Lexicon<'_>, asked: &mut [Asked]) {
    let ends: Vec<String> = asked.iter().skip(1).map(|word| word.typed.clone()).collect();
    for (word, end) in asked.iter_mut().zip(ends) {
        let stem = analyzer.stem(&format!("{}{end}", word.typed));
        if !word.stop && lexicon.holds(&stem) {
            word.terms.push(Meant { stem, weight: 0.9, reason: Reason::Joined });
        }
    }
}

/// What an unfinished word may become: the most common words that begin with it.
fn beginnings(vocabulary: &Vocabulary, word: &Word, terms: &mut Vec<Meant>) {
    let mut found: Vec<&Known> = vocabulary.beginning(&word.folded).collect();
    if word.folded != word.stem && word.stem.chars().count() >= 3 {
        found.extend(vocabulary.beginning(&word.stem));
    }
    if found.is_empty() {
        // A stem can be shorter than what was typed of its word: `activat` of `activate`.
        let mut cut = word.folded.as_str();
        for _ in 0..3 {
            cut = cut.char_indices().next_back().and_then(|(at, _)| cut.get(..at)).unwrap_or("");
            if cut.chars().count() >= 4 {
                found.extend(vocabulary.beginning(cut).filter(|known| known.stem == cut));
            }
        }
    }
    found.sort_by(|a, b| b.entries.cmp(&a.entries).then_with(|| a.stem.cmp(&b.stem)));
    found.dedup_by(|a, b| a.stem == b.stem);
    found.truncate(6);
    let most = found.first().map_or(1, |known| known.entries).max(1) as f32;
    for known in found {
        let weight = 0.8 * (0.5 + 0.5 * known.entries as f32 / most);
        terms.push(Meant { stem: known.stem.clone(), weight, reason: Reason::Beginning });
    }
}

/// The words that a misspelt one may be.
fn corrections(analyzer: &Analyzer, vocabulary: &Vocabulary, word: &Word, terms: &mut Vec<Meant>) {
    let typed: Vec<char> = word.folded.chars().collect();
    let stem: Vec<char> = word.stem.chars().collect();
    let plain = typed.iter().all(|c| c.is_alphabetic());
    if !(4..=24).contains(&typed.len()) || !plain {
        return;
    }
    let bits = letters(&word.folded);
    let mut found: Vec<(f32, String, bool)> = Vec::new();
    for known in vocabulary.all() {
        if known.length.abs_diff(stem.len()) > 3 || (known.letters ^ bits).count_ones() > 5 {
            continue;
        }
        let chars: Vec<char> = known.stem.chars().collect();
        let likeness = similarity(&stem, &chars, ALIKE).max(similarity(&typed, &chars, ALIKE));
        if likeness >= ALIKE {
            let common = libm::logf(1.0 + known.entries as f32) * 0.015;
            found.push((likeness + common, known.stem.clone(), false));
        }
    }
    for stop in analyzer.stops().iter().filter(|stop| stop.len() > 2) {
        let chars: Vec<char> = stop.chars().collect();
        let likeness = similarity(&typed, &chars, ALIKE);
        if likeness >= ALIKE {
            found.push((likeness + 0.05, (*stop).to_owned(), true));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let best = found.first().map_or(0.0, |first| first.0);
    for (likeness, stem, stop) in found.into_iter().take(3) {
        if best - likeness > 0.12 {
            break;
        }
        if stop {
            // A misspelt word that says little: nothing is looked for in its place.
            if terms.is_empty() {
                return;
            }
            continue;
        }
        let weight = (likeness.min(1.0) * (1.0 - 3.0 * (best - likeness))).clamp(0.1, 0.95);
        terms.push(Meant { stem, weight, reason: Reason::Correction });
    }
}

/// The words of the same root, which a stemmer keeps apart.
fn related(vocabulary: &Vocabulary, word: &Word, terms: &mut Vec<Meant>) {
    let length = word.stem.chars().count();
    let root = ((length as f32 * ROOT_SHARE).ceil() as usize).max(ROOT);
    let Some(root) = (length >= root).then(|| word.stem.chars().take(root).collect::<String>())
    else {
        return;
    };
    let mut found: Vec<Meant> = Vec::new();
    for known in vocabulary.beginning(&root) {
        let shared = known.stem.chars().zip(word.stem.chars()).take_while(|(a, b)| a == b).count();
        let share = shared as f32 / known.length.max(length) as f32;
        if share >= ROOT_SHARE && terms.iter().all(|term| term.stem != known.stem) {
            let weight = RELATED * share;
            found.push(Meant { stem: known.stem.clone(), weight, reason: Reason::Related });
        }
    }
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.stem.cmp(&b.stem)));
    found.truncate(MOST_RELATED);
    terms.extend(found);
}
