//! A PostgreSQL server for tests and benchmarks: its own folder, its own port, gone when it is
//! dropped and when the program that started it is killed.
#![cfg(unix)]

mod account;
mod error;
mod programs;
mod server;
mod watch;

pub use error::Error;
pub use server::{Options, Server};
