//! The desk under load, as a process on this machine: how soon it answers at a steady pace, how
//! many requests it can make durable in a second, and what memory that takes.

mod agents;
mod disk;
mod jobs;
mod kills;
mod most;
mod steady;
mod stores;

use std::{path::PathBuf, thread::available_parallelism, time::Duration};

use unstuck_load::{Desk, Program, Usage};
use unstuck_tests::{Outcome, fail};

use crate::measures::percentile;
use disk::Rates;
use stores::Stores;

/// What a load is.
#[derive(Clone, Copy)]
enum Load {
    /// So many requests a second, each sent when its time has come, whatever became of the others.
    Steady { every_second: u32, seconds: u64 },
    /// Connections that each send the next request as soon as the last is answered.
    Most { connections: usize, seconds: u64 },
}

impl Load {
    fn name(self) -> String {
        match self {
            Self::Steady { every_second, seconds } => {
                format!("{every_second} a second for {seconds} s")
            }
            Self::Most { connections, seconds } => {
                format!("{connections} connections for {seconds} s")
            }
        }
    }
}

/// What the customers of a load saw.
struct Served {
    /// How long each accepted request took, in milliseconds.
    millis: Vec<f64>,
    /// Requests that were answered with anything but an acceptance.
    refused: usize,
    time: Duration,
}

/// What a load took of the machine.
struct Taken {
    /// The desk's memory before the load, and the most under it, in bytes.
    memory: Option<(u64, u64)>,
    /// Of one processor, the desk's share and that of whoever sends the load.
    work: Option<(f64, f64)>,
}

/// Measures `[SECONDS]` of a steady load and then the most, or `agents`, or `kills`, or `jobs`.
pub async fn run(mut words: impl Iterator<Item = String>) -> Outcome {
    let first = words.next();
    let seconds = match first.as_deref() {
        Some("agents") => return agents::run(words).await,
        Some("kills") => return kills::run(words).await,
        Some("jobs") => return jobs::run(words).await,
        None => 60,
        Some(word) => word.parse().map_err(|_| format!("`{word}` is not a number of seconds"))?,
    };
    let loads = [
        Load::Steady { every_second: 50, seconds },
        Load::Most { connections: 64, seconds: 10 },
        Load::Most { connections: 128, seconds: 10 },
        Load::Most { connections: 256, seconds: 10 },
    ];
    let program = Program::at(&binary()?).await?;
    let folder = tempfile::Builder::new().prefix("unstuck-desk-").tempdir()?;
    let cores = available_parallelism().map_or(1, usize::from);
    println!("The desk and its load on one machine of {cores} cores, over loopback, the store on");
    println!("the disk of {}; each load has a new database.", folder.path().display());
    println!(
        "Times run from when a request was due to its answer after the commit. Before each load"
    );
    println!(
        "it is measured how often the disk syncs a file that grows by a request, and how many"
    );
    println!(
        "requests SQLite commits there one by one. Memory is the desk's: at rest, and the most."
    );
    println!(
        "Work is how much of one core the desk took, and whoever sends the load; PostgreSQL's"
    );
    println!(
        "own is not in it. Busy is how many tasks the whole machine had to do in the last minute."
    );
    println!("Switches of the desk: {}", program.switches());
    println!(
        "\n{:<11} {:<26} {:>9} {:>7} {:>7} {:>7} {:>7} {:>8} {:>10} {:>11} {:>11} {:>5}",
        "store",
        "load",
        "durable/s",
        "refused",
        "p50 ms",
        "p99 ms",
        "max ms",
        "syncs/s",
        "one by one",
        "memory MB",
        "work %",
        "busy"
    );
    for mut stores in Stores::all(folder.path()) {
        for load in loads {
            let store = match stores.usable(&program).await {
                Ok(store) => store,
                Err(why) => {
                    println!("{:<11} skipped: {why}", stores.name());
                    break;
                }
            };
            let rates = disk::rates(folder.path())?;
            let desk = program.start(&store).await?;
            let before = (desk.usage(), Usage::own());
            let served = match load {
                Load::Steady { every_second, seconds } => {
                    steady::serve(&desk, every_second, seconds, 0).await?
                }
                Load::Most { connections, seconds } => {
                    most::serve(&desk, connections, seconds).await?
                }
            };
            let taken = taken(&desk, before, served.time);
            desk.kill().await?;
            print(stores.name(), load, &served, &rates, &taken);
        }
    }
    Ok(())
}

fn taken(desk: &Desk, before: (Option<Usage>, Option<Usage>), time: Duration) -> Taken {
    let after = (desk.usage(), Usage::own());
    let share = |before: Usage, after: Usage| {
        100.0 * after.work.saturating_sub(before.work).as_secs_f64() / time.as_secs_f64()
    };
    let desk = before.0.zip(after.0);
    let own = before.1.zip(after.1);
    Taken {
        memory: desk.map(|(before, after)| (before.memory, after.most_memory)),
        work: desk.zip(own).map(|(desk, own)| (share(desk.0, desk.1), share(own.0, own.1))),
    }
}

fn print(store: &str, load: Load, served: &Served, rates: &Rates, taken: &Taken) {
    let durable = served.millis.len() as f64 / served.time.as_secs_f64();
    let [p50, p99, max] = [50, 99, 100].map(|share| percentile(&served.millis, share));
    let unknown = || "-".to_owned();
    let memory = taken.memory.map_or_else(unknown, |(rest, most)| {
        format!("{:.1}, {:.1}", rest as f64 / 1e6, most as f64 / 1e6)
    });
    let work = taken.work.map_or_else(unknown, |(desk, load)| format!("{desk:.0}, {load:.0}"));
    println!(
        "{store:<11} {:<26} {durable:>9.1} {:>7} {p50:>7.1} {p99:>7.1} {max:>7.1} {:>8.0} {:>10.0} {memory:>11} {work:>11} {:>5}",
        load.name(),
        served.refused,
        rates.syncs,
        rates.commits,
        busy(),
    );
}

/// How many tasks the machine had to do in the last minute, where the system tells.
fn busy() -> String {
    let told = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split_whitespace().next().unwrap_or("-").to_owned()
}

/// The released program.
fn binary() -> Outcome<PathBuf> {
    match std::env::var_os("UNSTUCK_BIN") {
        Some(binary) => Ok(binary.into()),
        None => fail("UNSTUCK_BIN names the released binary; `cargo xtask bench` sets it"),
    }
}
