//! A linear classifier over hashed features: which entry do such words speak of?

use serde::{Deserialize, Serialize};

use crate::analysis::Word;

/// How many bits of a feature's hash are kept.
const BITS: u32 = 20;

/// The weights of the classifier, few and small.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    /// The features' hashes, each as its distance from the one before.
    pub steps: Vec<u32>,
    /// How many weights each feature has.
    pub counts: Vec<u16>,
    /// The entry of each weight.
    pub entries: Vec<u16>,
    /// The weights in units of `scale`.
    pub weights: Vec<i8>,
    /// What a weight of 1 stands for.
    pub scale: f32,
    /// The score of each entry before any feature is seen, in units of `scale`.
    pub biases: Vec<i16>,
}

/// The classifier, ready to be asked.
pub struct Classifier {
    linear: Linear,
    hashes: Vec<u32>,
    starts: Vec<usize>,
}

impl Classifier {
    /// Unfolds the written form.
    pub fn new(linear: Linear) -> Self {
        let mut sum = 0u32;
        let hashes = linear.steps.iter().map(|step| {
            sum = sum.wrapping_add(*step);
            sum
        });
        let hashes = hashes.collect();
        let mut start = 0usize;
        let starts = linear.counts.iter().map(|count| {
            let own = start;
            start += usize::from(*count);
            own
        });
        let starts = starts.collect();
        Self { linear, hashes, starts }
    }

    /// The score of each entry, about -1 to 1; empty if no model was trained.
    pub fn scores(&self, words: &[Word]) -> Vec<f32> {
        let scale = self.linear.scale;
        let biases = self.linear.biases.iter();
        let mut scores: Vec<f32> = biases.map(|bias| f32::from(*bias) * scale).collect();
        if scores.is_empty() {
            return scores;
        }
        for (hash, value) in features(words) {
            let Ok(place) = self.hashes.binary_search(&hash) else {
                continue;
            };
            let (Some(start), Some(count)) =
                (self.starts.get(place), self.linear.counts.get(place))
            else {
                continue;
            };
            let end = start + usize::from(*count);
            let (Some(entries), Some(weights)) =
                (self.linear.entries.get(*start..end), self.linear.weights.get(*start..end))
            else {
                continue;
            };
            for (entry, weight) in entries.iter().zip(weights) {
                if let Some(score) = scores.get_mut(usize::from(*entry)) {
                    *score += value * scale * f32::from(*weight);
                }
            }
        }
        scores
    }
}

/// The features of some words with their values: each word, each two neighbours, and the runs of
/// three and four characters of each word; their squares sum to 1.
pub fn features(words: &[Word]) -> Vec<(u32, f32)> {
    let mut out: Vec<(u32, f32)> = Vec::new();
    for word in words {
        out.push((hash(b'w', &word.stem, ""), 1.0));
    }
    for (first, second) in words.iter().zip(words.iter().skip(1)) {
        out.push((hash(b'p', &first.stem, &second.stem), 0.8));
    }
    for word in words.iter().filter(|word| !word.gram) {
        let marked: Vec<char> = format!("_{}_", word.folded).chars().collect();
        for size in 3..=4 {
            for run in marked.windows(size) {
                let run: String = run.iter().collect();
                out.push((hash(b'c', &run, ""), 0.4));
            }
        }
    }
    out.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    out.dedup_by_key(|feature| feature.0);
    let norm: f32 = out.iter().map(|(_, value)| value * value).sum();
    let norm = norm.max(f32::MIN_POSITIVE).sqrt();
    for (_, value) in &mut out {
        *value /= norm;
    }
    out
}

/// FNV-1a, cut to [`BITS`].
fn hash(kind: u8, first: &str, second: &str) -> u32 {
    let bytes = std::iter::once(kind).chain(first.bytes()).chain(std::iter::once(0));
    let full = bytes
        .chain(second.bytes())
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (full ^ (full >> BITS)) & ((1 << BITS) - 1)
}
