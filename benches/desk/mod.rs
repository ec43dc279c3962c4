//! The desk under load, as a process on this machine: how soon it answers at a steady pace, how
//! many requests it can make durable in a second, and what memory that takes.

mod disk;
mod kills;
mod most;
mod steady;
mod stores;

use std::{path::PathBuf, thread::available_parallelism, time::Duration};

use unstuck_load::Program;
use unstuck_tests::{Outcome, fail};

use crate::measures::percentile;
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

/// Measures `[SECONDS]` of a steady load and then the most, or `kills`.
pub async fn run(mut words: impl Iterator<Item = String>) -> Outcome {
    let first = words.next();
    if first.as_deref() == Some("kills") {
        return kills::run(words).await;
    }
    let seconds = match first {
        None => 60,
        Some(word) => word.parse().map_err(|_| format!("`{word}` is not a number of seconds"))?,
    };
    let loads = [
        Load::Steady { every_second: 50, seconds },
        Load::Most { connections: 64, seconds: 10 },
        Load::Most { connections: 256, seconds: 10 },
    ];
    let program = Program::at(&binary()?).await?;
    let folder = tempfile::Builder::new().prefix("unstuck-desk-").tempdir()?;
    let cores = available_parallelism().map_or(1, usize::from);
    println!("The desk and its load on one machine of {cores} cores, over loopback, the store on");
    println!("the disk of {}; each load has a new database.", folder.path().display());
    println!("Times run from when a request was due to its answer after the commit. A sync is one");
    println!(
        "of a file on the same disk that grows by a request's size, measured before each load."
    );
    println!("Switches of the desk: {}", program.switches());
    println!(
        "\n{:<11} {:<26} {:>10} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9}",
        "store",
        "load",
        "durable/s",
        "refused",
        "p50 ms",
        "p99 ms",
        "max ms",
        "syncs/s",
        "per sync",
        "memory MB"
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
            let syncs = disk::syncs(folder.path())?;
            let desk = program.start(&store).await?;
            let served = match load {
                Load::Steady { every_second, seconds } => {
                    steady::serve(&desk, every_second, seconds).await?
                }
                Load::Most { connections, seconds } => {
                    most::serve(&desk, connections, seconds).await?
                }
            };
            let memory = desk.most_memory();
            desk.kill().await?;
            print(stores.name(), load, &served, syncs, memory);
        }
    }
    Ok(())
}

fn print(store: &str, load: Load, served: &Served, syncs: f64, memory: Option<u64>) {
    let durable = served.millis.len() as f64 / served.time.as_secs_f64();
    let [p50, p99, max] = [50, 99, 100].map(|share| percentile(&served.millis, share));
    let memory = memory.map_or("-".to_owned(), |bytes| format!("{:.1}", bytes as f64 / 1e6));
    println!(
        "{store:<11} {:<26} {durable:>10.1} {:>8} {p50:>8.1} {p99:>8.1} {max:>8.1} {syncs:>8.0} {:>9.2} {memory:>9}",
        load.name(),
        served.refused,
        durable / syncs,
    );
}

/// The released program.
fn binary() -> Outcome<PathBuf> {
    match std::env::var_os("UNSTUCK_BIN") {
        Some(binary) => Ok(binary.into()),
        None => fail("UNSTUCK_BIN names the released binary; `cargo xtask bench` sets it"),
    }
}
