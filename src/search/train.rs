//! Trains the linear classifier: one support vector machine for each entry against the rest, by
//! dual coordinate descent (Hsieh et al., 2008). It needs no transcendental function, so that every
//! machine finds the same weights.

use std::collections::BTreeMap;

use crate::{
    analysis::{Analyzer, Word},
    document::Document,
    linear::{Linear, features},
};

/// Sites with more entries go without: training grows with entries times phrasings.
const MOST_ENTRIES: usize = 1_200;
/// How often the examples are gone over.
const ROUNDS: usize = 12;
/// After how many of them an example without a say is passed over.
const SETTLED: usize = 3;
/// How much a wrong example weighs against small weights.
const PENALTY: f32 = 1.0;
/// How much more an example of the entry weighs than one of the rest.
const OWN: f32 = 4.0;
/// The largest weight in units of the scale.
const LARGEST: f32 = 31.0;
/// How many weights are kept for each example, the largest ones, and how many in all: they travel
/// with every index.
const KEPT: usize = 60;
const MOST_KEPT: usize = 60_000;
/// How many headings and sentences stand in for the phrasings of an entry without any, and how
/// many characters one has at least.
const STAND_INS: usize = 6;
const SHORT: usize = 12;

/// The classifier of some documents, from their titles and phrasings.
pub fn train(analyzer: &Analyzer, documents: &[Document]) -> Linear {
    if documents.is_empty() || documents.len() > MOST_ENTRIES {
        return Linear::default();
    }
    let mut examples: Vec<(usize, Vec<Word>)> = Vec::new();
    for (entry, document) in documents.iter().enumerate() {
        let title = std::iter::once(document.outline.title.as_str());
        for text in title.chain(phrasings(document)) {
            examples.push((entry, analyzer.words(text)));
        }
    }
    let (hashes, rows, rarity) = sparse(&examples);
    let owners: Vec<usize> = examples.iter().map(|(entry, _)| *entry).collect();
    let mut kept: Vec<(usize, usize, f32)> = Vec::new();
    let mut biases = Vec::new();
    for entry in 0..documents.len() {
        let (weights, bias) = descend(&rows, &owners, entry, hashes.len());
        biases.push(bias);
        for (feature, (weight, rarity)) in weights.iter().zip(&rarity).enumerate() {
            // The rarity is a factor of each value, so that asking needs no table of it.
            let weight = weight * rarity;
            if weight.abs() > 1e-4 {
                kept.push((feature, entry, weight));
            }
        }
    }
    write(&hashes, kept, &biases, (examples.len() * KEPT).min(MOST_KEPT))
}

/// How customers say it; where no writer has noted that, the headings and the first sentences.
fn phrasings(document: &Document) -> Vec<&str> {
    if !document.asks.is_empty() {
        return document.asks.iter().map(String::as_str).collect();
    }
    let sentences = document.body.split_inclusive(['\n', '.', '!', '?', '。', '！', '？', '؟']);
    let sentences = sentences.map(str::trim).filter(|text| text.chars().count() > SHORT);
    let headings = document.headings.iter().map(String::as_str);
    headings.chain(sentences).take(STAND_INS).collect()
}

type Row = Vec<(usize, f32)>;

/// The examples as rows of feature numbers and values, the hash of each feature, and its rarity.
fn sparse(examples: &[(usize, Vec<Word>)]) -> (Vec<u32>, Vec<Row>, Vec<f32>) {
    let raw: Vec<Vec<(u32, f32)>> = examples.iter().map(|(_, words)| features(words)).collect();
    let mut seen: BTreeMap<u32, u32> = BTreeMap::new();
    for row in &raw {
        for (hash, _) in row {
            *seen.entry(*hash).or_default() += 1;
        }
    }
    let count = examples.len() as f32;
    let number: BTreeMap<u32, usize> =
        seen.keys().enumerate().map(|(at, hash)| (*hash, at)).collect();
    let rarity: Vec<f32> =
        seen.values().map(|n| 0.4 * libm::logf(1.0 + count / *n as f32)).collect();
    let row = |raw: &Vec<(u32, f32)>| {
        let numbered = raw.iter().filter_map(|(hash, value)| {
            let number = *number.get(hash)?;
            Some((number, value * rarity.get(number)?))
        });
        numbered.collect()
    };
    let rows = raw.iter().map(row).collect();
    (seen.into_keys().collect(), rows, rarity)
}

/// The weights and the bias that tell one entry's examples from the rest.
fn descend(rows: &[Row], owners: &[usize], entry: usize, width: usize) -> (Vec<f32>, f32) {
    let mut weights = vec![0.0f32; width];
    let mut bias = 0.0f32;
    let mut alphas = vec![0.0f32; rows.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut state = 0x2545_f491_u32;
    for round in 0..ROUNDS {
        // Most examples of the rest lie far on their own side and stay there: after some rounds
        // only those that hold the line are gone over.
        if round >= SETTLED {
            order.retain(|at| alphas.get(*at).is_some_and(|alpha| *alpha > 0.0));
        }
        for last in (1..order.len()).rev() {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            order.swap(last, (state >> 8) as usize % (last + 1));
        }
        for &at in &order {
            let (Some(row), Some(owner), Some(alpha)) =
                (rows.get(at), owners.get(at), alphas.get_mut(at))
            else {
                continue;
            };
            let own = *owner == entry;
            let sign = if own { 1.0 } else { -1.0 };
            let slack = 1.0 / (2.0 * PENALTY * if own { OWN } else { 1.0 });
            let mut sum = bias;
            let mut square = 1.0 + slack;
            for (feature, value) in row {
                sum += weights.get(*feature).copied().unwrap_or(0.0) * value;
                square += value * value;
            }
            let gradient = sign * sum - 1.0 + *alpha * slack;
            let next = (*alpha - gradient / square).max(0.0);
            let change = (next - *alpha) * sign;
            *alpha = next;
            if change != 0.0 {
                bias += change;
                for (feature, value) in row {
                    if let Some(weight) = weights.get_mut(*feature) {
                        *weight += change * value;
                    }
                }
            }
        }
    }
    (weights, bias)
}

/// The largest weights, in whole steps.
fn write(
    hashes: &[u32],
    mut kept: Vec<(usize, usize, f32)>,
    biases: &[f32],
    most: usize,
) -> Linear {
    kept.sort_by(|a, b| b.2.abs().total_cmp(&a.2.abs()).then((a.0, a.1).cmp(&(b.0, b.1))));
    kept.truncate(most);
    let scale = kept.first().map_or(1.0, |largest| largest.2.abs() / LARGEST);
    kept.sort_by_key(|(feature, entry, _)| (*feature, *entry));
    let mut linear = Linear { scale, ..Linear::default() };
    linear.biases = biases.iter().map(|bias| (bias / scale).round() as i16).collect();
    let mut last = None;
    let mut sum = 0u32;
    for (feature, entry, weight) in kept {
        let level = (weight / scale).round() as i8;
        let (Some(hash), Ok(entry)) = (hashes.get(feature), u16::try_from(entry)) else {
            continue;
        };
        if level == 0 {
            continue;
        }
        if last != Some(feature) {
            last = Some(feature);
            linear.steps.push(hash.wrapping_sub(sum));
            linear.counts.push(0);
            sum = *hash;
        }
        if let Some(count) = linear.counts.last_mut() {
            *count += 1;
        }
        linear.entries.push(entry);
        linear.weights.push(level);
    }
    linear
}
