//! The power fails while SQLite writes, again and again.
#![allow(clippy::unwrap_used, reason = "a test that fails should stop where it fails")]

use std::collections::BTreeMap;

use fastrand::Rng;
use rusqlite::{Connection, OpenFlags};
use unstuck_power::Disk;

/// As the desk opens its database, and alone on it, for the disk has no shared memory.
fn open(disk: &Disk, synchronous: &str, checkpoint: u32) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = Connection::open_with_flags_and_vfs("desk.sqlite", flags, disk.name())?;
    connection.execute_batch(&format!(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL;
         PRAGMA synchronous = {synchronous}; PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = {checkpoint};
         CREATE TABLE IF NOT EXISTS callback (
           id INTEGER PRIMARY KEY, idempotency_key INTEGER NOT NULL UNIQUE, request TEXT NOT NULL);
         CREATE INDEX IF NOT EXISTS by_request ON callback (request, id)"
    ))?;
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    assert_eq!(mode, "wal");
    Ok(connection)
}

#[derive(Debug, Default)]
struct Seen {
    cuts: usize,
    acknowledged: usize,
    /// Acknowledged, and not there or not as it was.
    lost: usize,
    /// Nobody sent it, or only a part of its transaction is there.
    strange: usize,
    /// Databases that SQLite no longer reads.
    damaged: usize,
}

/// What customers know: requests by key, and those whose commit nobody answered.
#[derive(Default)]
struct Known {
    told: BTreeMap<i64, String>,
    asked: BTreeMap<i64, String>,
    next: i64,
}

/// Compares what is there with what customers know, and learns what became of the open commit.
fn judge(connection: &Connection, known: &mut Known, seen: &mut Seen) -> rusqlite::Result<()> {
    let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    let rows: BTreeMap<i64, String> = connection
        .prepare("SELECT idempotency_key, request FROM callback")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    seen.damaged += usize::from(sound != "ok");
    seen.lost += known.told.iter().filter(|(key, text)| rows.get(key) != Some(text)).count();
    let asked = std::mem::take(&mut known.asked);
    let there = asked.iter().filter(|(key, text)| rows.get(key) == Some(text)).count();
    let foreign = |key| !known.told.contains_key(key) && !asked.contains_key(key);
    seen.strange += rows.keys().filter(|key| foreign(key)).count();
    seen.strange += usize::from(there != 0 && there != asked.len());
    known.told = rows;
    Ok(())
}

/// One life of the desk: it opens, looks, and commits until the power fails.
fn life(
    disk: &Disk,
    synchronous: &str,
    rng: &mut Rng,
    known: &mut Known,
    seen: &mut Seen,
) -> rusqlite::Result<()> {
    let checkpoint = if rng.bool() { 8 } else { 1_000 };
    let mut connection = open(disk, synchronous, checkpoint)?;
    judge(&connection, known, seen)?;
    loop {
        // Several requests share a commit when many come at once.
        for _ in 0..rng.usize(1..6) {
            let text: String = (0..rng.usize(10..3_000)).map(|_| rng.alphanumeric()).collect();
            known.asked.insert(known.next, text);
            known.next += 1;
        }
        let transaction = connection.transaction()?;
        for (key, text) in &known.asked {
            transaction.execute(
                "INSERT INTO callback (idempotency_key, request) VALUES (?1, ?2)",
                (key, text),
            )?;
        }
        transaction.commit()?;
        seen.acknowledged += known.asked.len();
        known.told.append(&mut known.asked);
    }
}

fn run(name: &str, synchronous: &str, cuts: usize, seed: u64) -> Seen {
    /// A database that grows for ever makes the test slow and finds no more.
    const DATABASE: usize = 25;
    let mut rng = Rng::with_seed(seed);
    let mut seen = Seen::default();
    while seen.cuts < cuts {
        let disk = Disk::new(&format!("{name}-{}", seen.cuts)).unwrap();
        let mut known = Known::default();
        for _ in 0..DATABASE {
            disk.fail_after(rng.usize(..160));
            let ended = life(&disk, synchronous, &mut rng, &mut known, &mut seen);
            seen.cuts += 1;
            if disk.is_on() {
                println!("{:?}", ended.err());
                seen.damaged += 1;
                break;
            }
            disk.cut(rng.u64(..));
        }
        let whole = open(&disk, synchronous, 1_000)
            .and_then(|connection| judge(&connection, &mut known, &mut seen));
        seen.damaged += usize::from(whole.is_err());
    }
    println!("{seen:?}");
    seen
}

#[test]
fn nothing_acknowledged_is_lost() {
    let seen = run("full", "FULL", 500, 1);
    assert_eq!((seen.lost, seen.strange, seen.damaged), (0, 0, 0), "{seen:?}");
    assert!(seen.acknowledged > 1_000, "{seen:?}");
}

/// The disk does lose what a program does not wait for, or the test above would mean nothing.
#[test]
fn without_syncs_it_would_be() {
    let seen = run("off", "OFF", 50, 2);
    assert!(seen.lost > 0, "{seen:?}");
    let seen = run("normal", "NORMAL", 50, 3);
    assert!(seen.lost > 0, "{seen:?}");
}
