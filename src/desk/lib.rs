//! The callback desk: takes requests to be phoned and questions that the help does not answer, and
//! shows agents what each customer tried and asked.
//!
//! A request is acknowledged only after it is committed. Nothing that a customer wrote is ever
//! reported to the operator's log: what can fail here is described without their words.

mod again;
mod agents;
mod clock;
mod database;
mod desk;
mod error;
mod inert;
mod intake;
mod live;
mod options;
mod pages;
mod record;
mod reference;
mod sameness;
mod sessions;
mod site;
mod store;
mod team;
mod token;
mod waits;

pub use desk::Desk;
pub use error::DeskError;
pub use live::Stopper;
pub use options::{DeskOptions, Place, SiteOptions};
pub use store::StoreError;
pub use team::{Account, Audited, Role};
