//! `unstuck-size [--json] SITE`: what the browser downloads of a built site.

use std::{env, path::PathBuf, process::ExitCode};

use unstuck_tests::{Outcome, fail, size::measure};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Outcome {
    let (flags, folders): (Vec<String>, Vec<String>) =
        env::args().skip(1).partition(|argument| argument.starts_with('-'));
    let [folder] = folders.as_slice() else { return fail("unstuck-size [--json] SITE") };
    let artifacts = measure(&PathBuf::from(folder), "en")?;
    if flags.iter().any(|flag| flag == "--json") {
        for artifact in artifacts {
            println!("{}", serde_json::to_string(&artifact)?);
        }
        return Ok(());
    }
    println!("{:<8} {:>9} {:>9} {:>9}", "", "raw", "gzip", "brotli");
    for artifact in artifacts {
        let unstuck_tests::size::Artifact { name, raw, gzip, brotli } = artifact;
        println!("{name:<8} {raw:>9} {gzip:>9} {brotli:>9}");
    }
    Ok(())
}
