use std::sync::{Arc, atomic::AtomicBool};

use axum::{Router, middleware::from_fn_with_state};
use tokio::sync::Notify;
use unstuck_model::hours::Seconds;

use crate::{
    agents::{self, attempts::Attempts, password},
    customers,
    database::{Owner, Postgres, Sqlite},
    deliver::{self, Couriers},
    error::DeskError,
    intake::{self, Limits},
    link::Links,
    live::{Live, Stopper},
    log::LogEvent,
    mail::Mailer,
    metrics::Metrics,
    operator,
    options::{DeskOptions, Place},
    secret::Secret,
    site::{Site, Sites},
    store::{Store, StoreError},
    sweep,
    team::{Account, Audited, Role},
    webhook::delivery::Client,
};

/// A callback desk: a store, and the routes of customers and agents over it.
///
/// The database is closed, and everything acknowledged is in it, when the desk and every router made
/// of it are dropped; to stop, let `axum::serve` end gracefully and drop them.
pub struct Desk {
    pub(crate) inner: Arc<Inner>,
}

/// What every route sees.
pub struct Inner {
    pub options: DeskOptions,
    pub sites: Sites,
    pub store: Store,
    pub attempts: Attempts,
    pub passwords: password::Checker,
    pub metrics: Metrics,
    /// What came from whom lately.
    pub limits: Limits,
    /// What goes out through whom.
    pub couriers: Couriers,
    /// Wakes whoever sends what is due.
    pub news: Notify,
    /// Seals what the desk gives out and wants back. Desks on one database share it.
    pub secret: Secret,
    pub live: Live,
    pub links: Links,
    /// What this instance calls itself among those of one database.
    pub instance: [u8; 32],
    /// Whether something was erased that may still be in the database's files.
    pub owes_scrub: AtomicBool,
}

impl Inner {
    /// The time now.
    pub fn now(&self) -> Seconds {
        (self.options.clock)()
    }

    /// Tells the operator of a failure of the store.
    pub fn fault(&self, error: &StoreError) {
        (self.options.log)(&LogEvent::fault(error));
    }
}

impl Desk {
    /// Opens a desk to administer it, beside one that may serve the same database.
    pub fn open(place: &Place, options: DeskOptions) -> Result<Self, DeskError> {
        let store = match place {
            Place::File(path) => Store::new(Sqlite::open(path, None)?),
            Place::Postgres(address) => Store::new(Postgres::open(address)?),
            Place::Memory => Store::new(Sqlite::in_memory()?),
            Place::Vfs { name, path } => Store::new(Sqlite::on_vfs(name, path)?),
        };
        Self::over(store, options)
    }

    /// Opens a desk to serve with. A file is served by one desk at a time.
    pub fn serving(place: &Place, options: DeskOptions) -> Result<Self, DeskError> {
        match place {
            Place::File(path) => {
                let owner = Owner::of(path)?;
                Self::over(Store::new(Sqlite::open(path, Some(owner))?), options)
            }
            Place::Postgres(_) | Place::Memory | Place::Vfs { .. } => Self::open(place, options),
        }
    }

    fn over(store: Store, options: DeskOptions) -> Result<Self, DeskError> {
        let sites = Sites::new(&options.sites)?;
        let passwords = password::Checker::new()?;
        let mailer = match &options.mail {
            Some(mail) => Some(Mailer::new(&mail.server, &mail.from).map_err(DeskError::Mail)?),
            None => None,
        };
        let couriers = Couriers { client: Client::new(options.hooks_allowed.clone()), mailer };
        let chance =
            || Secret::bytes().map_err(|error| DeskError::System { cause: error.to_string() });
        let (made, instance) = (chance()?, chance()?);
        let now = (options.clock)();
        let secret = Secret::new(now_or_wait(store.secret("seal", made, now))?);
        let live = Live::new(&sites);
        let inner = Inner {
            options,
            sites,
            store,
            attempts: Attempts::default(),
            passwords,
            metrics: Metrics::default(),
            limits: Limits::default(),
            couriers,
            news: Notify::new(),
            secret,
            live,
            links: Links::default(),
            instance,
            owes_scrub: AtomicBool::new(false),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The routes: `/v1/callbacks` and its like for the widget, `/r` for customers, `/desk` for
    /// agents, `/healthz` for whoever sends it requests.
    /// Where peers' addresses are known (`into_make_service_with_connect_info::<SocketAddr>`),
    /// sign-ins are limited by them too.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(operator::health_routes())
            .merge(intake::routes())
            .merge(agents::routes())
            .merge(customers::routes())
            .layer(from_fn_with_state(Arc::clone(&self.inner), operator::observe))
            .with_state(Arc::clone(&self.inner))
    }

    /// The routes of the operator, `/metrics` and `/healthz`, for an address of their own: how much a
    /// company's customers wait is nobody else's business.
    pub fn operator_router(&self) -> Router {
        operator::routes().with_state(Arc::clone(&self.inner))
    }

    /// What the desk does beside its routes, for as long as it is polled: it tells hooks what happens,
    /// and erases what is no longer kept. What is under way when it is dropped, the next one does.
    pub fn background(&self) -> impl Future<Output = ()> + Send + use<> {
        let (deliver, sweep) = (Arc::clone(&self.inner), Arc::clone(&self.inner));
        async move {
            tokio::join!(deliver::run(deliver), sweep::run(sweep));
        }
    }

    /// Sends what hooks are to be told now. For tests, and for whoever runs a desk without a
    /// background.
    pub async fn deliver(&self) {
        while deliver::once(&self.inner).await {}
    }

    /// What every route sees.
    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    /// Adds an agent to a site, who can then sign in.
    pub fn add_agent(&self, site: &str, name: &str, password: &str) -> Result<(), DeskError> {
        let site = self.site(site)?;
        let name = password::name(name)?;
        let hash = password::hash(password)?;
        let now = self.inner.now();
        let added = now_or_wait(self.inner.store.add_agent(site, name, hash, now))?;
        if added { Ok(()) } else { Err(DeskError::AgentExists) }
    }

    /// Gives an agent a new password and signs the agent out everywhere.
    pub fn set_password(&self, site: &str, name: &str, password: &str) -> Result<(), DeskError> {
        let site = self.site(site)?;
        let name = password::name(name)?;
        let hash = password::hash(password)?;
        let set = now_or_wait(self.inner.store.set_password(site, name, hash))?;
        known(set)
    }

    /// The agents of a site, by name.
    pub fn agents(&self, site: &str) -> Result<Vec<Account>, DeskError> {
        now_or_wait(self.inner.store.agents(self.site(site)?))
    }

    /// Changes what an agent may do.
    pub fn set_role(&self, site: &str, name: &str, role: Role) -> Result<(), DeskError> {
        let (site, name) = (self.site(site)?, password::name(name)?);
        known(now_or_wait(self.inner.store.set_role(site, name, role))?)
    }

    /// Lets an agent sign in no more, signs them out everywhere, and gives back what they claimed.
    pub fn disable_agent(&self, site: &str, name: &str) -> Result<(), DeskError> {
        let (site, name) = (self.site(site)?, password::name(name)?);
        known(now_or_wait(self.inner.store.disable_agent(site, name, self.inner.now()))?)
    }

    /// Lets an agent sign in again.
    pub fn enable_agent(&self, site: &str, name: &str) -> Result<(), DeskError> {
        let (site, name) = (self.site(site)?, password::name(name)?);
        known(now_or_wait(self.inner.store.enable_agent(site, name))?)
    }

    /// What agents of a site tried lately that was not theirs to do, the latest first.
    pub fn audited(&self, site: &str) -> Result<Vec<Audited>, DeskError> {
        now_or_wait(self.inner.store.audited(self.site(site)?))
    }

    /// Ends the streams by which open pages hear of changes. To be used when a graceful stop begins,
    /// which would otherwise wait for them.
    pub fn stopper(&self) -> Stopper {
        self.inner.live.stopper()
    }

    /// The site with an id, if the desk serves it.
    pub(crate) fn site(&self, id: &str) -> Result<String, DeskError> {
        self.inner.sites.served(id).map(Site::id)
    }
}

fn known(found: bool) -> Result<(), DeskError> {
    if found { Ok(()) } else { Err(DeskError::AgentUnknown) }
}

/// Waits for the store on a thread of its own, for the caller may be in a runtime that must not be
/// blocked from within.
pub fn now_or_wait<T: Send>(
    reply: impl Future<Output = Result<T, StoreError>> + Send,
) -> Result<T, DeskError> {
    let system = |cause: String| DeskError::System { cause };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| system(error.to_string()))?;
    std::thread::scope(|scope| scope.spawn(move || runtime.block_on(reply)).join())
        .map_err(|_| system("a thread ended early".to_owned()))?
        .map_err(DeskError::Store)
}
