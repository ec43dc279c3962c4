use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use clap::Args;
use unstuck_desk::{
    Allowed, Desk, DeskOptions, LogEvent, MailOptions, Network, Place, SiteOptions,
};
use unstuck_model::id::SiteId;

use super::{failure, guides, inboxes, options_of, promises, sites};
use crate::failure::Failure;

/// Whose desk it is and where it keeps its rows.
#[derive(Clone, Args)]
pub struct Options {
    /// The database: a file, or the address of a PostgreSQL database, which is better given by the
    /// environment variable DATABASE_URL, because others on the machine can read arguments
    #[arg(long, value_name = "PATH|URL")]
    database: Option<String>,
    /// A file that describes the sites of the desk, instead of the options for one site
    #[arg(long, value_name = "FILE", conflicts_with_all = ["company", "country", "time_zone", "allow_origin", "retention_days", "content", "promise", "inbox"])]
    sites: Option<PathBuf>,
    /// The id of the site, as in unstuck.toml; with `--sites`, which one an administrator means
    #[arg(long, value_name = "ID")]
    site: Option<String>,
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
    /// For how many days requests and questions are kept after they are done; for ever, if not given
    #[arg(long, value_name = "DAYS")]
    retention_days: Option<u32>,
    /// The site's content folder, for replies in public that lead to its guides, and for the hours in
    /// which agents and customers choose another time
    #[arg(long, value_name = "DIR")]
    content: Option<PathBuf>,
    /// Within how many minutes customers are promised a first answer, as callback=60; for callbacks or
    /// a kind of channel, and may be given several times
    #[arg(long, value_name = "CHANNEL=MINUTES", value_parser = promises::option)]
    promise: Vec<(String, u32)>,
    /// Where agents read what comes by a channel, as `whatsapp=https://...`; may be given several times
    #[arg(long, value_name = "CHANNEL=URL")]
    inbox: Vec<String>,
    /// Agents reach the desk by https, through a proxy
    #[arg(long)]
    https: bool,
    /// A proxy in front of the desk, or a network of them, whose word on who calls is taken; may be
    /// given several times
    #[arg(long, value_name = "ADDR")]
    trust_proxy: Vec<Network>,
    /// The address that agents reach the desk by, for links in webhooks and mail; without it the one
    /// to listen on
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// A receiver of hooks inside the company's network: a host, host:port or a network; may be given
    /// several times
    #[arg(long, value_name = "HOST")]
    allow_hook: Vec<String>,
    /// Whom the desk's mail is from, as `Tern <desk@example.com>`. The server is told by the
    /// environment variable UNSTUCK_SMTP, as smtps://USER:PASSWORD@HOST
    #[arg(long, value_name = "MAILBOX", default_value = "Callback desk <desk@localhost>")]
    mail_from: String,
    /// Take requests without a proof of work, for callers that are machines
    #[arg(long)]
    no_proof_of_work: bool,
    /// Take as many requests as come from one address, network or site
    #[arg(long)]
    no_limits: bool,
}

/// A variable of the environment; one that is empty says nothing.
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The site of a desk that was told of none.
const SITE: &str = "site";

impl Options {
    /// Opens the desk to serve with, at an address and with a log.
    pub fn serve(
        &self,
        listen: SocketAddr,
        log: Arc<dyn Fn(&LogEvent) + Send + Sync>,
    ) -> Result<Desk, Failure> {
        let mut options = self.desk()?;
        self.read_content(&mut options)?;
        options.log = log;
        if options.address.is_empty() {
            options.address = format!("http://{listen}");
        }
        Desk::serving(&self.place(), options).map_err(|error| failure(&error))
    }

    /// Opens the desk to administer it; with the site that is meant, which the database has to know.
    pub fn administer(&self) -> Result<(Desk, String), Failure> {
        self.is_there()?;
        self.at_site(false)
    }

    /// Opens the desk to administer it; a database that is not there is made, and its site may be new.
    pub fn begin(&self) -> Result<(Desk, String), Failure> {
        self.at_site(true)
    }

    fn at_site(&self, may_be_new: bool) -> Result<(Desk, String), Failure> {
        let options = self.desk()?;
        let named = match (&self.site, options.sites.as_slice()) {
            (Some(site), _) => Some(site.clone()),
            (None, [only]) if self.sites.is_some() => Some(only.site.to_string()),
            (None, [_]) => None,
            (None, _) => {
                return Err(Failure::new("the desk has several sites".to_owned())
                    .help("say which one is meant, with `--site ID`"));
            }
        };
        let desk = Desk::open(&self.place(), options).map_err(|error| failure(&error))?;
        let known = desk.known_sites().map_err(|error| failure(&error))?;
        let list = || known.join(", ");
        match (named, known.as_slice()) {
            (Some(site), []) => Ok((desk, site)),
            (Some(site), _) if may_be_new || known.contains(&site) => Ok((desk, site)),
            (Some(site), _) => {
                Err(Failure::new(format!("the desk knows nothing of a site `{site}`"))
                    .help(format!("name one that it knows, with `--site ID`: {}", list())))
            }
            (None, []) => Ok((desk, SITE.to_owned())),
            (None, [only]) => {
                drop(desk);
                let meant = Self { site: Some(only.clone()), ..self.clone() };
                let desk = Desk::open(&self.place(), meant.desk()?);
                Ok((desk.map_err(|error| failure(&error))?, only.clone()))
            }
            (None, _) => Err(Failure::new("the desk has several sites".to_owned())
                .help(format!("say which one is meant, with `--site ID`: {}", list()))),
        }
    }

    /// Whether there is a database: one that is made by a mistyped path is empty, and a list of what
    /// is in it tells nothing.
    fn is_there(&self) -> Result<(), Failure> {
        match self.place() {
            Place::File(path) if !path.exists() => Err(Failure::new(format!(
                "{}: there is no database",
                path.display()
            ))
            .help(
                "name it with `--database`; `unstuck desk` makes one, and `unstuck desk agent add`",
            )),
            Place::File(_) | Place::Postgres(_) | Place::Memory | Place::Vfs { .. } => Ok(()),
        }
    }

    /// Opens the desk to administer all its sites.
    pub fn open(&self) -> Result<Desk, Failure> {
        self.is_there()?;
        Desk::open(&self.place(), self.desk()?).map_err(|error| failure(&error))
    }

    /// Where the desk keeps its rows.
    pub fn place(&self) -> Place {
        let told = self.database.clone().or_else(|| environment("DATABASE_URL"));
        Place::named(&told.unwrap_or_else(|| "desk.sqlite".to_owned()))
    }

    fn desk(&self) -> Result<DeskOptions, Failure> {
        let sites = match &self.sites {
            Some(path) => sites::read(path)?,
            None => vec![self.one()?],
        };
        let mut options = options_of(sites);
        options.https = self.https;
        options.address = self.address.clone().unwrap_or_default();
        options.hooks_allowed = Allowed::parse(&self.allow_hook)
            .map_err(|error| Failure::new(error.to_string()).help("it stands in `--allow-hook`"))?;
        options.mail = environment("UNSTUCK_SMTP")
            .map(|server| MailOptions { server, from: self.mail_from.clone() });
        options.trusted_proxies.clone_from(&self.trust_proxy);
        options.proof_of_work = !self.no_proof_of_work;
        options.limits = !self.no_limits;
        Ok(options)
    }

    /// Reads the guides and hours of each site whose content is known. Only a desk that serves needs
    /// them.
    fn read_content(&self, options: &mut DeskOptions) -> Result<(), Failure> {
        let folders = match &self.sites {
            Some(path) => sites::content(path)?,
            None => self.content.iter().map(|dir| (0, dir.clone())).collect(),
        };
        for (place, dir) in folders {
            if let Some(site) = options.sites.get_mut(place) {
                guides::read(&dir, site)?;
            }
        }
        Ok(())
    }

    fn one(&self) -> Result<SiteOptions, Failure> {
        let id = self.site.as_deref().unwrap_or(SITE);
        let site = SiteId::new(id).ok_or_else(|| {
            Failure::new(format!("`{id}` is not the id of a site"))
                .help("write small letters, digits and hyphens, as `id` in unstuck.toml")
        })?;
        let company = self.company.clone().unwrap_or_else(|| id.to_owned());
        let mut site = SiteOptions::new(site, company);
        site.country.clone_from(&self.country);
        site.zone.clone_from(&self.time_zone);
        site.allowed_origins.clone_from(&self.allow_origin);
        site.retention_days = self.retention_days;
        site.promises = self.promise.iter().cloned().collect();
        site.inboxes =
            self.inbox.iter().map(|text| inboxes::option(text)).collect::<Result<_, _>>()?;
        Ok(site)
    }
}
