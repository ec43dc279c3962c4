use std::sync::Arc;

use unstuck_model::{hours::Seconds, id::SiteId};

use crate::{network::Network, store::StoreError};

/// What a desk is told when it is opened: whose it is, who may post to it, and the world's clock.
#[derive(Clone)]
pub struct DeskOptions {
    /// The site that owns every row.
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
    /// Whether agents reach the desk by https, itself or through a proxy: then its cookie is
    /// never sent in the clear. A proxy must pass the `Host` header on, by which the desk knows
    /// its own pages.
    pub https: bool,
    /// The proxies in front of the desk, which say whom they had before them in `X-Forwarded-For` or
    /// `Forwarded`. Without them a caller is whoever holds the other end of the connection.
    pub trusted_proxies: Vec<Network>,
    /// Whether whoever sends a callback or a question must do some work first. Off for callers that are
    /// machines of the operator's own.
    pub proof_of_work: bool,
    /// How much work: each bit more is twice as much. With 16 it is some 65,000 hashes.
    pub proof_bits: u32,
    /// The time now.
    pub clock: Arc<dyn Fn() -> Seconds + Send + Sync>,
    /// Told of each failure of the store, for the operator's log. It never sees personal data.
    pub on_fault: Arc<dyn Fn(&StoreError) + Send + Sync>,
}

impl DeskOptions {
    /// Options of a desk on plain http in UTC, which only pages of its own origin may post to.
    pub fn new(
        site: SiteId,
        company: impl Into<String>,
        clock: Arc<dyn Fn() -> Seconds + Send + Sync>,
    ) -> Self {
        Self {
            site,
            company: company.into(),
            country: "US".to_owned(),
            zone: "UTC".to_owned(),
            allowed_origins: Vec::new(),
            https: false,
            trusted_proxies: Vec::new(),
            proof_of_work: true,
            proof_bits: 16,
            clock,
            on_fault: Arc::new(|_| ()),
        }
    }
}
