//! The desk on SQLite through its router, as browsers and callers see it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails should stop where it fails"
)]

mod bench;
mod bodies;
mod bots;
mod calls;
mod counts;
mod dashboard;
mod described;
mod description;
mod durability;
mod erasure;
mod estimates;
mod files;
mod fuzz;
mod hand_offs;
mod hooks;
mod intake;
mod limits;
mod link;
mod live;
mod made;
mod mutant;
mod number;
mod operator;
mod power;
mod proof;
mod questions;
mod queue;
mod recipe;
mod replies;
mod search;
mod sign_in;
mod silence;
mod strangers;
mod team;

/// Where a desk of these tests keeps its rows.
fn place() -> unstuck_desk::Place {
    unstuck_desk::Place::Memory
}

/// A place whose rows a test can count past the desk.
fn countable() -> (unstuck_desk::Place, impl Fn(&str) -> i64) {
    let folder = tempfile::tempdir().unwrap();
    let place = unstuck_desk::Place::File(folder.path().join("desk.sqlite"));
    let count = move |statement: &str| {
        // The folder is there for as long as it is counted.
        let file = rusqlite::Connection::open(folder.path().join("desk.sqlite")).unwrap();
        file.query_row(statement, [], |row| row.get(0)).unwrap()
    };
    (place, count)
}
