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
mod description;
mod durability;
mod erasure;
mod estimates;
mod files;
mod hand_offs;
mod hooks;
mod intake;
mod limits;
mod link;
mod live;
mod operator;
mod power;
mod proof;
mod questions;
mod queue;
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
