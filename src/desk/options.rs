use std::{collections::BTreeMap, path::PathBuf, sync::Arc, time::Duration};

use unstuck_model::{
    channel::Kind,
    hours::{Hours, Seconds},
    id::SiteId,
    schedule::Schedule,
};

use crate::{guides::Guides, log::LogEvent, network::Network, webhook::allowed::Allowed};

/// What a desk is told when it is opened: which sites it serves, and the world's clock.
#[derive(Clone)]
pub struct DeskOptions {
    /// The sites, each of which owns its rows, agents and limits; at least one.
    pub sites: Vec<SiteOptions>,
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
    /// Whether it is limited how much one address, one network and all callers of a site may send. Off
    /// for callers that are machines of the operator's own, and for measurements.
    pub limits: bool,
    /// How much work: each bit more is twice as much. With 16 it is some 65,000 hashes.
    pub proof_bits: u32,
    /// The address that agents reach the desk by, such as `https://desk.example.com`, for links to it.
    pub address: String,
    /// Receivers inside the company's own network that hooks may write to, beside those of the web.
    pub hooks_allowed: Allowed,
    /// The server that sends the desk's mail, if there is one.
    pub mail: Option<MailOptions>,
    /// The time now.
    pub clock: Arc<dyn Fn() -> Seconds + Send + Sync>,
    /// How often the store is asked whether a queue changed that somebody has open.
    pub look_every: Duration,
    /// Told of what happens, for the operator's log.
    pub log: Arc<dyn Fn(&LogEvent) + Send + Sync>,
}

impl DeskOptions {
    /// Options of a desk on plain http.
    pub fn new(sites: Vec<SiteOptions>, clock: Arc<dyn Fn() -> Seconds + Send + Sync>) -> Self {
        Self {
            sites,
            https: false,
            trusted_proxies: Vec::new(),
            proof_of_work: true,
            limits: true,
            proof_bits: 16,
            address: String::new(),
            hooks_allowed: Allowed::default(),
            mail: None,
            clock,
            look_every: Duration::from_secs(2),
            log: Arc::new(|_| ()),
        }
    }
}

/// How the desk sends mail.
#[derive(Clone)]
pub struct MailOptions {
    /// The server, as `smtps://user:password@host`.
    pub server: String,
    /// Whom the mail is from, as `Tern <desk@example.com>`.
    pub from: String,
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
    /// The company's hours and the timetable of callbacks, if they are known: outside of them no
    /// time for another try is offered to agents.
    pub hours: Option<(Hours, Schedule)>,
    /// The origins whose pages may post callbacks, such as `https://shop.example.com`; `*` allows
    /// every one. The desk's own origin is always allowed.
    pub allowed_origins: Vec<String>,
    /// For how many days after they are done requests and questions are kept; for ever, if nothing
    /// is said.
    pub retention_days: Option<u32>,
    /// Within how many minutes customers are promised a first answer, by the name of the channel, such
    /// as `callback`.
    pub promises: BTreeMap<String, u32>,
    /// Where agents read what comes by each channel, as addresses of the web by https.
    pub inboxes: Vec<(Kind, String)>,
    /// The site's guides and answers, for replies in public, if the desk was told where they are.
    pub guides: Option<Guides>,
}

impl SiteOptions {
    /// A site of the United States in UTC, which only pages of the desk's own origin may post to.
    pub fn new(site: SiteId, company: impl Into<String>) -> Self {
        Self {
            site,
            company: company.into(),
            country: "US".to_owned(),
            zone: "UTC".to_owned(),
            hours: None,
            allowed_origins: Vec::new(),
            retention_days: None,
            promises: BTreeMap::new(),
            inboxes: Vec::new(),
            guides: None,
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
    /// In a file of a file system that the program has made known to SQLite by a name, and on which
    /// this desk is alone: for tests of what disks do.
    Vfs { name: String, path: String },
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
