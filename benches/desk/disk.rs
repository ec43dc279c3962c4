//! What the disk itself gives, and SQLite on it when each request is committed alone.

use std::{
    fs::File,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};

use rusqlite::Connection;
use unstuck_load::Requests;
use unstuck_tests::Outcome;

const TIME: Duration = Duration::from_secs(2);

/// What the disk gives within a second.
pub struct Rates {
    /// How often a file can grow by a request and be on the disk.
    pub syncs: f64,
    /// How many requests SQLite can commit, each alone, as durably as the desk does.
    pub commits: f64,
}

/// Measures both, one after the other.
pub fn rates(folder: &Path) -> Outcome<Rates> {
    Ok(Rates { syncs: syncs(folder)?, commits: commits(folder)? })
}

fn commits(folder: &Path) -> Outcome<f64> {
    let path = folder.join("commits.sqlite");
    let file = Connection::open(&path)?;
    file.pragma_update(None, "journal_mode", "WAL")?;
    file.pragma_update(None, "synchronous", "FULL")?;
    file.execute_batch("CREATE TABLE request (key TEXT PRIMARY KEY, body BLOB NOT NULL)")?;
    let requests = Requests::from_now();
    let begun = Instant::now();
    let mut count = 0_u32;
    while begun.elapsed() < TIME {
        let (key, body) = (requests.key(count.into()), requests.body(count.into()));
        file.execute("INSERT INTO request VALUES (?1, ?2)", (key, &*body))?;
        count += 1;
    }
    let rate = f64::from(count) / begun.elapsed().as_secs_f64();
    file.close().map_err(|(_, error)| error)?;
    std::fs::remove_file(path)?;
    Ok(rate)
}

/// How many times a second a file can grow by a request and be on the disk.
fn syncs(folder: &Path) -> Outcome<f64> {
    let path = folder.join("syncs");
    let mut file = File::create(&path)?;
    let bytes = Requests::from_now().body(0);
    let begun = Instant::now();
    let mut count = 0_u32;
    while begun.elapsed() < TIME {
        file.write_all(&bytes)?;
        file.sync_data()?;
        count += 1;
    }
    let rate = f64::from(count) / begun.elapsed().as_secs_f64();
    std::fs::remove_file(path)?;
    Ok(rate)
}
