//! The callback desk: takes requests to be phoned and questions that the help does not answer, and
//! shows agents what each customer tried and asked.
//!
//! A request is acknowledged only after it is committed. Nothing that a customer wrote is ever
//! reported to the operator's log: what can fail here is described without their words.

mod agents;
mod caller;
mod clock;
mod desk;
mod error;
mod inert;
mod intake;
mod network;
mod options;
mod pages;
mod record;
mod reference;
mod sameness;
mod secret;
mod sqlite;
mod store;
mod token;
mod waits;

pub use desk::Desk;
pub use error::DeskError;
pub use network::{Network, NotANetwork};
pub use options::DeskOptions;
pub use store::StoreError;
