use std::{path::PathBuf, sync::Arc};

use clap::Args;
use unstuck_desk::{Desk, DeskOptions, Network};
use unstuck_model::id::SiteId;

use super::failure;
use crate::{clock, failure::Failure};

/// Whose desk it is and where it keeps its rows.
#[derive(Args)]
pub struct Options {
    /// The database, a file
    #[arg(long, value_name = "PATH", default_value = "desk.sqlite")]
    database: PathBuf,
    /// The id of the site, as in unstuck.toml
    #[arg(long, value_name = "ID", default_value = "site")]
    site: String,
    /// The company's name, shown to agents
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// The company's country, for phone numbers without a prefix
    #[arg(long, value_name = "CODE", default_value = "US")]
    country: String,
    /// The company's time zone
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    time_zone: String,
    /// An origin whose pages may ask for callbacks; may be given several times
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
    /// Agents reach the desk by https, through a proxy
    #[arg(long)]
    https: bool,
    /// A proxy in front of the desk, or a network of them, whose word on who calls is taken; may be
    /// given several times
    #[arg(long, value_name = "ADDR")]
    trust_proxy: Vec<Network>,
    /// Take requests without a proof of work, for callers that are machines
    #[arg(long)]
    no_proof_of_work: bool,
}

impl Options {
    /// Opens the desk.
    pub fn open(&self) -> Result<Desk, Failure> {
        let site = SiteId::new(&self.site).ok_or_else(|| {
            Failure::new(format!("`{}` is not the id of a site", self.site))
                .help("write small letters, digits and hyphens, as `id` in unstuck.toml")
        })?;
        let company = self.company.clone().unwrap_or_else(|| self.site.clone());
        let mut options = DeskOptions::new(site, company, Arc::new(clock::now));
        options.country.clone_from(&self.country);
        options.zone.clone_from(&self.time_zone);
        options.allowed_origins.clone_from(&self.allow_origin);
        options.https = self.https;
        options.trusted_proxies.clone_from(&self.trust_proxy);
        options.proof_of_work = !self.no_proof_of_work;
        options.on_fault = Arc::new(|error| eprintln!("desk: {error}"));
        Desk::open(&self.database, options).map_err(|error| failure(&error))
    }
}
