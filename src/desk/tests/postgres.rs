//! The same desk on PostgreSQL, and what only several desks on one database can show.
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
mod erasure;
mod estimates;
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
mod proof;
mod questions;
mod queue;
mod recipe;
mod replies;
mod search;
mod several;
mod sign_in;
mod silence;
mod strangers;
mod team;

use std::sync::{
    LazyLock,
    atomic::{AtomicU32, Ordering},
};

use unstuck_desk::Place;
use unstuck_postgres::{Options, Server};

/// One server for all tests, which ends with their process. It has room for the desks of all those that
/// run at once.
static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let options = Options { connections: 400, ..Options::default() };
    Server::with(options).unwrap_or_else(|error| panic!("{error}"))
});

/// Where a desk of these tests keeps its rows: in a database of its own.
fn place() -> Place {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::SeqCst);
    Place::Postgres(SERVER.database(&format!("desk{number}")).unwrap())
}

/// A place whose rows a test can count past the desk.
fn countable() -> (Place, impl Fn(&str) -> i64) {
    let place = place();
    let Place::Postgres(address) = &place else { panic!("{place:?} is another place") };
    let address = address.clone();
    let count = move |statement: &str| {
        let statement = format!("SET search_path = unstuck; {statement}");
        SERVER.sql(&address, &statement).unwrap().parse().unwrap()
    };
    (place, count)
}
