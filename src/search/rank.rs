//! The order of entries for a query: BM25 over three channels and the linear model, each brought
//! to the same measure and summed.

use crate::{
    analysis::Word,
    resolve::Asked,
    shelf::{Channel, Shelf},
};

/// How soon more of the same word stops to count (BM25's k1).
const SATURATION: f32 = 1.2;
/// How much long texts pay for their length (BM25's b), by channel.
const LENGTH_HEAD: f32 = 0.4;
const LENGTH_BODY: f32 = 0.5;
/// What a word that says little counts.
const STOP: f32 = 0.2;
/// What each channel counts in the sum.
pub const WEIGHTS: Weights = Weights { head: 1.0, body: 0.2, pair: 0.25, linear: 0.75 };

/// What each channel counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weights {
    pub head: f32,
    pub body: f32,
    pub pair: f32,
    pub linear: f32,
}

/// An entry's place in the order and what led to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ranked {
    /// The place of the entry in the index.
    pub entry: u32,
    /// The sum.
    pub score: f32,
    /// BM25 of title, phrasings and headings.
    pub head: f32,
    /// BM25 of the body.
    pub body: f32,
    /// BM25 of neighbouring words.
    pub pair: f32,
    /// The linear model's score; nothing without a model.
    pub linear: Option<f32>,
    /// The weight of the query's words that the entry holds.
    pub covered: f32,
}

/// The order, and what the query could have reached at most.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Entries that hold something of the query, best first.
    pub ranked: Vec<Ranked>,
    /// The weight of all words of the query.
    pub mass: f32,
    /// The weight of those that the index does not know.
    pub unknown: f32,
    /// The highest score of the linear model, whichever entry has it.
    pub linear_best: Option<(usize, f32)>,
    /// The highest score of the linear model among the other entries.
    pub linear_second: f32,
    /// The best score of each channel.
    pub tops: Weights,
}

/// Orders the entries for a query. `scores` are those of the linear model, if there is one.
pub fn order(
    shelf: &Shelf,
    weights: &Weights,
    scores: &[f32],
    words: &[Word],
    asked: &[Asked],
) -> Order {
    let count = shelf.count() as usize;
    let mut ranked: Vec<Ranked> =
        (0..shelf.count()).map(|entry| Ranked { entry, ..Ranked::default() }).collect();
    let mut order = Order::default();
    let highest = rarity(count, 0);
    let mut best = Best { head: vec![0.0; count], body: vec![0.0; count], touched: Vec::new() };
    for word in asked {
        let stop = if word.stop { STOP } else { 1.0 };
        let mut weight = 0.0f32;
        for term in &word.terms {
            for (channel, length) in [(Channel::Head, LENGTH_HEAD), (Channel::Body, LENGTH_BODY)] {
                let held = shelf.frequency(channel, &term.stem);
                if held == 0 {
                    continue;
                }
                let rarity = rarity(count, held) * stop;
                weight = weight.max(rarity * term.weight);
                shelf.postings(channel, &term.stem, &mut |posting| {
                    let frequency = posting.frequency as f32;
                    let damping = SATURATION * (1.0 - length + length * posting.length);
                    let score = frequency * (SATURATION + 1.0) / (frequency + damping);
                    best.raise(channel, posting.entry as usize, score * rarity * term.weight);
                });
            }
        }
        if weight == 0.0 {
            // A word nobody wrote: as rare as can be, and not found.
            weight = highest * stop;
            order.unknown += weight;
        }
        order.mass += weight;
        best.settle(&mut ranked, weight);
    }
    pairs(shelf, words, asked, &mut ranked);
    finish(&mut order, weights, ranked, scores);
    order
}

/// The best score of one word's terms for each entry, so that a word counts once.
struct Best {
    head: Vec<f32>,
    body: Vec<f32>,
    touched: Vec<usize>,
}

impl Best {
    fn raise(&mut self, channel: Channel, entry: usize, score: f32) {
        self.touched.push(entry);
        let row = match channel {
            Channel::Head => &mut self.head,
            Channel::Body | Channel::Pair => &mut self.body,
        };
        if let Some(known) = row.get_mut(entry) {
            *known = known.max(score);
        }
    }

    fn settle(&mut self, ranked: &mut [Ranked], weight: f32) {
        self.touched.sort_unstable();
        self.touched.dedup();
        for entry in self.touched.drain(..) {
            let (Some(ranked), Some(head), Some(body)) =
                (ranked.get_mut(entry), self.head.get_mut(entry), self.body.get_mut(entry))
            else {
                continue;
            };
            ranked.head += *head;
            ranked.body += *body;
            ranked.covered += if *head > 0.0 { weight } else { weight * 0.6 };
            *head = 0.0;
            *body = 0.0;
        }
    }
}

/// Each two neighbouring words of a query as one, and what it counts.
pub fn joined_stems(asked: &[Asked]) -> impl Iterator<Item = (String, f32)> {
    let stem = |word: &Asked| {
        word.terms.first().map_or_else(|| word.stem.clone(), |term| term.stem.clone())
    };
    asked.iter().zip(asked.iter().skip(1)).map(move |(first, second)| {
        let weight = if first.stop && second.stop { STOP } else { 1.0 };
        (stem(first) + &stem(second), weight)
    })
}

fn pairs(shelf: &Shelf, words: &[Word], asked: &[Asked], ranked: &mut [Ranked]) {
    let count = ranked.len();
    let mut joined: Vec<(String, f32)> = joined_stems(asked).collect();
    // `login` meets `log in`.
    joined.extend(words.iter().filter(|word| !word.gram).map(|word| (word.stem.clone(), 1.0)));
    joined.sort_by(|a, b| a.0.cmp(&b.0));
    joined.dedup_by(|a, b| a.0 == b.0);
    for (term, weight) in joined {
        let held = shelf.frequency(Channel::Pair, &term);
        if held == 0 {
            continue;
        }
        let rarity = rarity(count, held) * weight;
        shelf.postings(Channel::Pair, &term, &mut |posting| {
            let frequency = posting.frequency as f32;
            let damping = SATURATION * (1.0 - LENGTH_HEAD + LENGTH_HEAD * posting.length);
            if let Some(ranked) = ranked.get_mut(posting.entry as usize) {
                ranked.pair += rarity * frequency * (SATURATION + 1.0) / (frequency + damping);
            }
        });
    }
}

fn finish(order: &mut Order, weights: &Weights, mut ranked: Vec<Ranked>, scores: &[f32]) {
    for (ranked, score) in ranked.iter_mut().zip(scores) {
        ranked.linear = Some(*score);
    }
    let mut places: Vec<(usize, f32)> = scores.iter().copied().enumerate().collect();
    places.sort_by(|a, b| b.1.total_cmp(&a.1));
    order.linear_best = places.first().copied();
    order.linear_second = places.get(1).map_or(-1.0, |place| place.1);
    let top = |part: fn(&Ranked) -> f32| ranked.iter().map(part).fold(f32::MIN_POSITIVE, f32::max);
    order.tops = Weights {
        head: top(|ranked| ranked.head),
        body: top(|ranked| ranked.body),
        pair: top(|ranked| ranked.pair),
        linear: places.first().map_or(0.0, |place| place.1),
    };
    for ranked in &mut ranked {
        let parts = order.parts(ranked);
        ranked.score = weights.head * parts.head
            + weights.body * parts.body
            + weights.pair * parts.pair
            + weights.linear * parts.linear;
    }
    ranked.retain(|ranked| ranked.head > 0.0 || ranked.body > 0.0 || ranked.pair > 0.0);
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry)));
    order.ranked = ranked;
}

impl Order {
    /// What each channel says of an entry, 0 to 1, where 1 is the best entry of this query.
    pub fn parts(&self, ranked: &Ranked) -> Weights {
        Weights {
            head: ranked.head / self.tops.head,
            body: ranked.body / self.tops.body,
            pair: ranked.pair / self.tops.pair,
            linear: ranked.linear.map_or(0.0, |score| libm::expf(3.0 * (score - self.tops.linear))),
        }
    }
}

/// How much a term says: BM25's inverse document frequency.
fn rarity(count: usize, held: u32) -> f32 {
    let (count, held) = (count as f32, held as f32);
    libm::logf(1.0 + (count - held + 0.5).max(0.0) / (held + 0.5))
}
