//! Asking on this machine.

use std::time::Instant;

use unstuck_search::Engine;
use unstuck_tests::Outcome;

use super::{Answered, LIMIT};
use crate::sets::Query;

/// The answers of an engine, each with its microseconds.
pub fn answers(engine: &Engine, queries: &[Query]) -> Outcome<Vec<Answered>> {
    // The first questions would pay for cold caches.
    for query in queries.iter().take(20) {
        let _ = engine.search(&query.text, usize::from(LIMIT));
    }
    let answered = queries.iter().map(|query| {
        let begun = Instant::now();
        let answer = engine.search(&query.text, usize::from(LIMIT));
        let answer = answer.map_err(|_| "a part of the index is missing")?;
        Ok((answer, begun.elapsed().as_secs_f64() * 1e6))
    });
    answered.collect()
}
