//! Made-up sites of growing size: how long a build takes, what memory, and what it weighs.

mod build;
mod content;
mod random;
mod vocabulary;

use std::fs;

use unstuck_tests::Outcome;

/// How many entries the sites have.
const SIZES: [usize; 4] = [100, 1_000, 10_000, 50_000];

/// Measures a build of each size, or of the sizes that are named.
pub fn run(words: impl Iterator<Item = String>) -> Outcome {
    let mut sizes = Vec::new();
    for word in words {
        sizes.push(word.parse().map_err(|_| format!("`{word}` is not a number of entries"))?);
    }
    if sizes.is_empty() {
        sizes.extend(SIZES);
    }
    println!(
        "{:>8} {:>10} {:>10} {:>12} {:>12}",
        "entries", "build s", "peak MB", "pack bytes", "brotli 11"
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
            bytes.1 += crate::wire::brotli(&file).len();
        }
        let peak = built.peak.map_or("-".to_owned(), |bytes| (bytes / 1_000_000).to_string());
        let seconds = built.time.as_secs_f64();
        println!("{entries:>8} {seconds:>10.2} {peak:>10} {:>12} {:>12}", bytes.0, bytes.1);
    }
    Ok(())
}
