//! How well the search of a built site answers recorded questions.

mod features;
mod line;
mod misses;
mod native;

use std::fs;

use unstuck_model::message::{SearchAnswer, Verdict};
use unstuck_tests::Outcome;

use crate::{
    arguments::Arguments,
    measures::{Asked, Measures, percentile},
    sets::{Query, Set},
    site::{SetSite, build, index_files, open},
    wire::brotli,
    worker,
};
use line::Line;

/// How many hits are asked for.
pub const LIMIT: u8 = 10;

/// An answer, and the microseconds it took.
pub type Answered = (SearchAnswer, f64);

/// Measures each set and kind: `[--json] [--wasm] [--features] [--misses] [--typos FILE] DIR...`.
pub async fn run(words: impl Iterator<Item = String>) -> Outcome {
    let arguments = Arguments::read(words, &["--json", "--wasm", "--features", "--misses"])?;
    let sets = arguments.sets()?;
    let misspellings = arguments.misspellings()?;
    let mut lines = Vec::new();
    for set in &sets {
        eprintln!("{}: building a site of {} entries", set.name, set.entries.len());
        let site = build(set)?;
        let index_bytes = index_bytes(&site)?;
        for (kind, queries) in set.kinds(misspellings.as_ref()) {
            eprintln!("{}: asking {} questions ({kind})", set.name, queries.len());
            let wasm = match arguments.has("--wasm") {
                true => Some(worker::answers(&site.site, &queries).await?),
                false => None,
            };
            let line = line(set, kind, &queries, &site, wasm)?.with_index(index_bytes);
            if arguments.has("--json") {
                println!("{}", serde_json::to_string(&line)?);
            }
            if arguments.has("--features") {
                features::print(set, kind, &queries, &site)?;
            }
            if arguments.has("--misses") {
                misses::print(&queries, &native::answers(&open(site.site.folder())?, &queries)?);
            }
            lines.push(line);
        }
    }
    if !arguments.has("--json") {
        print!("{}", line::table(&lines));
    }
    Ok(())
}

fn line(
    set: &Set,
    kind: &'static str,
    queries: &[Query],
    site: &SetSite,
    wasm: Option<Vec<Answered>>,
) -> Outcome<Line> {
    let native = native::answers(&open(site.site.folder())?, queries)?;
    let own = Measures::of(&asked(queries, &native));
    let Some(wasm) = wasm else { return Ok(Line::new(&set.name, kind, own)) };
    // Floating point may differ by a bit between the two; an order that differs is worth a word.
    let other = native.iter().zip(&wasm).filter(|(a, b)| first(&a.0) != first(&b.0)).count();
    if other > 0 {
        eprintln!("{}: {other} first hits differ between the browser and this machine", set.name);
    }
    let micros: Vec<f64> = wasm.iter().map(|(_, micros)| *micros).collect();
    let mut measures = Measures::of(&asked(queries, &wasm));
    (measures.p50_us, measures.p99_us) = (own.p50_us, own.p99_us);
    Ok(Line::new(&set.name, kind, measures)
        .in_browser(percentile(&micros, 50), percentile(&micros, 99)))
}

fn first(answer: &SearchAnswer) -> Option<&str> {
    answer.hits.first().map(|hit| hit.outline.id.as_str())
}

/// What became of questions by their answers.
fn asked(queries: &[Query], answers: &[Answered]) -> Vec<Asked> {
    let pairs = queries.iter().zip(answers);
    pairs
        .map(|(query, (answer, micros))| Asked {
            in_scope: !query.wanted.is_empty(),
            place: answer.hits.iter().position(|hit| query.wanted.contains(&hit.outline.id)),
            confidence: f64::from(answer.confidence),
            refused: answer.verdict == Verdict::NoAnswer,
            micros: *micros,
        })
        .collect()
}

fn index_bytes(site: &SetSite) -> Outcome<usize> {
    let mut sum = 0;
    for file in index_files(site.site.folder())? {
        sum += brotli(&fs::read(file)?).len();
    }
    Ok(sum)
}
