//! The desk killed a thousand times under load: what customers were told is there after all.

use std::time::{Duration, Instant};

use unstuck_load::{Plan, Program, run as kill};
use unstuck_tests::{Outcome, fail};

use super::{binary, busy, stores::Stores};

/// Runs `[KILLS [REQUESTS [SEED]]]` and fails if anything was lost or doubled.
pub async fn run(words: impl Iterator<Item = String>) -> Outcome {
    let mut plan = Plan { kills: 1_000, requests: 100_000, connections: 16, seed: 1 };
    for (at, word) in words.enumerate() {
        let number = word.parse().map_err(|_| format!("`{word}` is not a number"))?;
        match at {
            0 => plan.kills = number,
            1 => plan.requests = number,
            2 => plan.seed = u64::try_from(number)?,
            _ => return fail(format!("there is no place for `{word}`")),
        }
    }
    let folder = tempfile::Builder::new().prefix("unstuck-kills-").tempdir()?;
    let program = Program::at(&binary()?).await?;
    let mut bad = 0;
    for mut stores in Stores::all(folder.path()) {
        let begun = Instant::now();
        let every = plan.kills.div_ceil(20);
        let told = |seen: &unstuck_load::Seen| {
            if seen.kills.is_multiple_of(every) {
                eprintln!("{} kills, {} acknowledged", seen.kills, seen.acknowledged);
            }
        };
        let store = match stores.usable(&program).await {
            Ok(store) => store,
            Err(why) => {
                println!("{} skipped: {why}", stores.name());
                continue;
            }
        };
        let seen = kill(&binary()?, &store, plan, told).await?;
        println!(
            "{}: {} kills (seed {}), {} acknowledged, {} faults; {} starts, the slowest {:.0} ms, {} over 2 s; {:.0} s, busy {}",
            stores.name(),
            seen.kills,
            plan.seed,
            seen.acknowledged,
            seen.faults.len(),
            seen.starts.len(),
            seen.slowest_start().as_secs_f64() * 1_000.0,
            seen.slower_than(Duration::from_secs(2)),
            begun.elapsed().as_secs_f64(),
            busy(),
        );
        for fault in seen.faults.iter().take(20) {
            println!("  {fault:?}");
        }
        bad += seen.faults.len();
    }
    if bad > 0 { fail(format!("{bad} faults")) } else { Ok(()) }
}
