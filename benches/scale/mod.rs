//! Made-up sites of growing size: how long a build takes, what memory, and what it weighs.

mod build;
mod content;
mod random;
mod vocabulary;

use std::fs;

use unstuck_tests::{Outcome, Site};

use crate::{compare::first_answer, measures::percentile, sets::Query, worker};

/// How many questions each site is asked.
const QUESTIONS: usize = 300;
/// How many hits the widget asks for.
const SHOWN: u8 = 5;
/// Whole packs of larger sites are not compressed: it would take longer than all the rest, and
/// nobody downloads them whole.
const COMPRESSED: usize = 1_000;
/// How many entries the sites have.
const SIZES: [usize; 4] = [100, 1_000, 10_000, 50_000];

/// Measures a build of each size, or of the sizes that are named.
pub async fn run(words: impl Iterator<Item = String>) -> Outcome {
    let mut sizes = Vec::new();
    for word in words {
        sizes.push(word.parse().map_err(|_| format!("`{word}` is not a number of entries"))?);
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    println!(
        "{:>8} {:>8} {:>8} {:>11} {:>10} {:>13} {:>9} {:>10} {:>10} {:>8}",
        "entries",
        "build s",
        "peak MB",
        "pack bytes",
        "brotli 11",
        "first answer",
        "its ms",
        "p50 ms",
        "p99 ms",
        "heap MB"
    );
    for entries in sizes {
        eprintln!("{entries} entries: writing the content");
        let folder = tempfile::Builder::new().prefix("unstuck-scale-").tempdir()?;
        let content = folder.path().join("content");
        content::write(&content, entries)?;
        eprintln!("{entries} entries: building");
        let site = folder.path().join("site");
        let built = build::build(&content, &site)?;
        let mut bytes = (0, 0);
        for file in fs::read_dir(site.join("packs"))?.flatten() {
            let file = fs::read(file.path())?;
            bytes.0 += file.len();
            if entries <= COMPRESSED {
                bytes.1 += crate::wire::brotli(&file).len();
            }
        }
        let peak = built.peak.map_or("-".to_owned(), |bytes| (bytes / 1_000_000).to_string());
        let seconds = built.time.as_secs_f64();
        let site = Site::at(site);
        eprintln!("{entries} entries: asking in Chromium");
        let texts = content::questions(entries, QUESTIONS);
        let first = texts.first().map_or("", String::as_str);
        let (sent, ms) = first_answer(&site, first).await?;
        let query =
            |(at, text): (usize, String)| Query { id: at.to_string(), text, wanted: vec![] };
        let queries: Vec<Query> = texts.into_iter().enumerate().map(query).collect();
        let (answers, heap) = worker::answers_and_heap(&site, &queries, SHOWN).await?;
        let micros: Vec<f64> = answers.into_iter().map(|(_, micros)| micros).collect();
        let [p50, p99] = [50, 99].map(|share| percentile(&micros, share) / 1000.0);
        println!(
            "{entries:>8} {seconds:>8.2} {peak:>8} {:>11} {:>10} {sent:>13} {ms:>9.0} {p50:>10.2} {p99:>10.2} {:>8.1}",
            bytes.0,
            if bytes.1 > 0 { bytes.1.to_string() } else { "-".to_owned() },
            heap as f64 / 1e6
        );
    }
    Ok(())
}
