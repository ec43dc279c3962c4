//! The callback desk: takes requests to be phoned and questions that the help does not answer, and
//! shows agents what each customer tried and asked.
//!
//! A request is acknowledged only after it is committed. Nothing that a customer wrote is ever
//! reported to the operator's log: what can fail here is described without their words.

mod agents;
mod clock;
mod desk;
mod error;
mod inert;
mod intake;
pub mod mail;
mod options;
mod pages;
mod record;
mod reference;
mod sameness;
mod sqlite;
mod store;
mod token;
mod waits;
pub mod webhook;

pub use desk::Desk;
pub use error::DeskError;
pub use options::DeskOptions;
pub use store::StoreError;
