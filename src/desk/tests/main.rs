//! The desk through its router, as browsers and callers see it.
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
mod counts;
mod durability;
mod estimates;
mod intake;
mod limits;
mod proof;
mod questions;
mod queue;
mod sign_in;
mod silence;
mod strangers;
