//! How long the example content takes to become a site.

use std::{path::Path, process::Command, time::Instant};

use unstuck_tests::{Outcome, fail};

/// How often it is measured; the middle one counts.
const ROUNDS: usize = 5;

/// `unstuck check` and `unstuck build` on the example, each in a process of its own.
pub fn bench() -> Outcome {
    let Some(binary) = std::env::var_os("UNSTUCK_BIN") else {
        return fail("UNSTUCK_BIN names the released binary; `cargo xtask bench` sets it");
    };
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("site");
    let check = ["check".as_ref(), "content".as_ref()];
    let build = ["build".as_ref(), "content".as_ref(), "-o".as_ref(), out.as_os_str()];
    println!("Compiling the example content, release build, median of {ROUNDS}:");
    for (name, arguments) in [("check", &check[..]), ("build", &build[..])] {
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let begun = Instant::now();
            let output = Command::new(&binary).current_dir(root()).args(arguments).output()?;
            if !output.status.success() {
                return fail(String::from_utf8_lossy(&output.stderr));
            }
            times.push(begun.elapsed());
        }
        times.sort();
        let middle = times.get(ROUNDS / 2).copied().unwrap_or_default();
        println!("  unstuck {name}: {} ms", middle.as_millis());
    }
    Ok(())
}

fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
