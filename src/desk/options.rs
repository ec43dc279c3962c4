use std::{path::PathBuf, sync::Arc};

use unstuck_model::{hours::Seconds, id::SiteId};

use crate::store::StoreError;

/// What a desk is told when it is opened: which sites it serves, and the world's clock.
#[derive(Clone)]
pub struct DeskOptions {
    /// The sites, each of which owns its rows, agents and limits; at least one.
    pub sites: Vec<SiteOptions>,
    /// Whether agents reach the desk by https, itself or through a proxy: then its cookie is
    /// never sent in the clear. A proxy must pass the `Host` header on, by which the desk knows
    /// its own pages.
    pub https: bool,
    /// The time now.
    pub clock: Arc<dyn Fn() -> Seconds + Send + Sync>,
    /// Told of each failure of the store, for the operator's log. It never sees personal data.
    pub on_fault: Arc<dyn Fn(&StoreError) + Send + Sync>,
}

impl DeskOptions {
    /// Options of a desk on plain http.
    pub fn new(sites: Vec<SiteOptions>, clock: Arc<dyn Fn() -> Seconds + Send + Sync>) -> Self {
        Self { sites, https: false, clock, on_fault: Arc::new(|_| ()) }
    }
}

/// One site of a desk.
#[derive(Clone, Debug)]
pub struct SiteOptions {
    /// The site that owns the rows.
    pub site: SiteId,
    /// The company's name, shown to agents.
    pub company: String,
    /// The company's country, ISO 3166-1 alpha-2, for phone numbers without a prefix.
    pub country: String,
    /// The company's time zone, an IANA name.
    pub zone: String,
    /// The origins whose pages may post callbacks, such as `https://shop.example.com`; `*` allows
    /// every one. The desk's own origin is always allowed.
    pub allowed_origins: Vec<String>,
    /// For how many days after they are done requests and questions are kept; for ever, if nothing
    /// is said.
    pub retention_days: Option<u32>,
}

impl SiteOptions {
    /// A site of the United States in UTC, which only pages of the desk's own origin may post to.
    pub fn new(site: SiteId, company: impl Into<String>) -> Self {
        Self {
            site,
            company: company.into(),
            country: "US".to_owned(),
            zone: "UTC".to_owned(),
            allowed_origins: Vec::new(),
            retention_days: None,
        }
    }
}

/// Where a desk keeps its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a file, which is made if it is not there.
    File(PathBuf),
    /// In PostgreSQL, at an address such as `postgres://desk@db.example/desk`. Several desks may
    /// share it.
    Postgres(String),
    /// In memory, until the desk is dropped.
    Memory,
}

impl Place {
    /// The place that an operator names: the address of a PostgreSQL database, or a path.
    pub fn named(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::File(PathBuf::from(text))
        }
    }
}
