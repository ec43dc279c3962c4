//! The callback desk: takes requests to be phoned and questions that the help does not answer, and
//! shows agents what each customer tried and asked.
//!
//! A request is acknowledged only after it is committed. Nothing that a customer wrote is ever
//! reported to the operator's log: what can fail here is described without their words.

mod agents;
mod backup;
mod clock;
mod customers;
mod database;
mod desk;
mod erase;
mod erasure;
mod error;
mod inert;
mod intake;
mod link;
mod options;
mod pages;
mod record;
mod reference;
mod restore;
mod sameness;
mod sessions;
mod site;
mod slots;
mod standing;
mod store;
mod sweep;
mod token;
mod waits;

pub use backup::backup;
pub use desk::Desk;
pub use erasure::{Erase, Erased, Erasure, read as read_erasures, written as written_erasures};
pub use error::DeskError;
pub use options::{DeskOptions, Place, SiteOptions};
pub use restore::{Restore, Restored, restore};
pub use store::StoreError;
