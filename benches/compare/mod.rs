//! Our search beside JavaScript libraries: the same sets, questions and browser.

mod bundle;
mod library;
mod ours;
mod page;
mod pagefind;
mod table;

pub use ours::first_answer;

use unstuck_model::id::EntryId;
use unstuck_tests::Outcome;

use crate::{arguments::Arguments, sets::Query};
use table::{Row, pool, print};

/// The questions of a set by kind.
type Kinds = Vec<(&'static str, Vec<Query>)>;

/// The hits of one question, best first, and the milliseconds it took.
type Found = (Vec<EntryId>, f64);

/// What one contender did on a set.
struct Measured {
    /// What was found, for each kind.
    found: Vec<Vec<Found>>,
    /// What was sent until the first answer, after Brotli 11.
    bytes: usize,
}

/// Measures every contender, or those that are named, on every set:
/// `[--typos FILE] [--only NAME,...] DIR...`.
pub async fn run(words: impl Iterator<Item = String>) -> Outcome {
    let arguments = Arguments::read(words, &[])?;
    let sets = arguments.sets()?;
    let misspellings = arguments.misspellings()?;
    let folder = bundle::folder()?;
    let mut tables = Vec::new();
    for set in &sets {
        let kinds = set.kinds(misspellings.as_ref());
        let mut rows = Vec::new();
        let wants = |name: &str| {
            let wants = arguments.wants(name);
            if wants {
                eprintln!("{}: {name}", set.name);
            }
            wants
        };
        if wants("Unstuck") {
            rows.push(row("Unstuck", &kinds, ours::measure(set, &kinds).await?));
        }
        for (name, file) in library::ALL.into_iter().filter(|(name, _)| wants(name)) {
            let script = bundle::script(&folder, file)?;
            rows.push(row(name, &kinds, library::measure(set, &kinds, &script).await?));
        }
        if wants("Pagefind") {
            let measured = pagefind::measure(&folder, set, &kinds).await?;
            rows.push(row("Pagefind", &kinds, measured));
        }
        print(&set.name, &rows);
        tables.push((set, rows));
    }
    for (name, rows) in pool(&tables) {
        print(&name, &rows);
    }
    Ok(())
}

fn row(name: &'static str, kinds: &Kinds, measured: Measured) -> Row {
    let mut row = Row::new(name, measured.bytes);
    for ((kind, queries), found) in kinds.iter().zip(measured.found) {
        for (query, (hits, ms)) in queries.iter().zip(found) {
            // A question out of scope has no right hit; only its time counts.
            row.times.push(ms);
            if !query.wanted.is_empty() {
                let place = hits.iter().position(|hit| query.wanted.contains(hit));
                row.add(kind, place);
            }
        }
    }
    row
}
