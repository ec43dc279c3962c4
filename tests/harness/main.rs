//! The harness itself, on a page that is not ours.

mod browser;
mod server;
