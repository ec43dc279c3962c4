//! The callback desk: takes requests to be phoned and questions that the help does not answer, and
//! shows agents what each customer tried and asked.
//!
//! A request is acknowledged only after it is committed. Nothing that a customer wrote is ever
//! reported to the operator's log: what can fail here is described without their words.

mod administer;
mod again;
mod agents;
mod backup;
mod caller;
mod clock;
mod customers;
mod dashboard;
mod database;
mod deliver;
mod desk;
mod erase;
mod erasure;
mod error;
mod guides;
mod hand_offs;
mod hooks;
mod inert;
mod intake;
mod link;
mod live;
mod log;
mod mail;
mod metrics;
mod network;
mod operator;
mod options;
mod pages;
mod promises;
mod record;
mod reference;
mod replies;
mod restore;
mod sameness;
mod secret;
mod sessions;
mod sheet;
mod site;
mod slots;
mod standing;
mod store;
mod sweep;
mod team;
mod tls;
mod token;
mod waits;
mod webhook;

pub use administer::{AddedHook, HookOptions};
pub use backup::backup;
pub use desk::Desk;
pub use erasure::{Erase, Erased, Erasure, read as read_erasures, written as written_erasures};
pub use error::DeskError;
pub use guides::{Finder, Guide, GuideStep, Guides, Topics};
pub use hooks::HookState;
pub use live::Stopper;
pub use log::{Level, LogEvent};
pub use mail::MailError;
pub use network::{Network, NotANetwork};
pub use options::{DeskOptions, MailOptions, Place, SiteOptions};
pub use restore::{Restore, Restored, restore};
pub use store::StoreError;
pub use team::{Account, Audited, Role};
pub use webhook::{
    allowed::{Allowed, AllowedError},
    secret::{Secret as HookSecret, SecretError},
    signature::{Received, SignatureError, TOLERANCE, verify},
};
