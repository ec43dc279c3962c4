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
mod counts;
mod durability;
mod erasure;
mod estimates;
mod files;
mod intake;
mod link;
mod questions;
mod queue;
mod sign_in;
mod silence;
mod strangers;

/// Where a desk of these tests keeps its rows.
fn place() -> unstuck_desk::Place {
    unstuck_desk::Place::Memory
}
