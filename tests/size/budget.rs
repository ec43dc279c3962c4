//! The budgets of what the browser downloads, in bytes after Brotli.

use unstuck_tests::{Outcome, Site, size::measure};

const BUDGETS: [(&str, usize); 6] = [
    ("loader", 3_000),
    ("widget", 140_000),
    ("walk", 35_000),
    ("outbox", 70_000),
    ("phone", 150_000),
    ("worker", 300_000),
];

#[test]
fn artifacts_keep_to_their_budgets() -> Outcome {
    let artifacts = measure(Site::built()?.folder(), "en")?;
    for (name, budget) in BUDGETS {
        let artifact = artifacts.iter().find(|artifact| artifact.name == name);
        let brotli = artifact.ok_or(name)?.brotli;
        assert!(brotli <= budget, "{name} is {brotli} bytes after Brotli, its budget {budget}");
    }
    Ok(())
}
