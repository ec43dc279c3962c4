//! Customers in a hurry: the real desk as a process, requests over many connections, and kills.

mod client;
mod desk;
mod flags;
mod kills;
mod outcome;
mod receiver;
mod request;
mod rows;
mod store;
mod usage;
mod verdict;

pub use client::{Answer, Connection};
pub use desk::{Desk, Program};
pub use kills::{Plan, Seen, run};
pub use outcome::{Outcome, fail};
pub use receiver::Receiver;
pub use request::Requests;
pub use rows::rows;
pub use store::Store;
pub use usage::Usage;
pub use verdict::{Fault, judge};
