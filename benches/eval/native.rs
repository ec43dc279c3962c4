//! Asking on this machine.

use std::time::Instant;

use unstuck_tests::Outcome;

use super::{Answered, LIMIT};
use crate::{
    sets::Query,
    site::{SetSite, open},
};

/// The answers of a site's engine, each with its microseconds.
pub fn answers(site: &SetSite, queries: &[Query]) -> Outcome<Vec<Answered>> {
    let engine = open(site.site.folder())?;
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
