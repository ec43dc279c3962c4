use std::sync::{Arc, atomic::AtomicBool};

use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use unstuck_model::hours::Seconds;

use crate::{
    agents::{self, attempts::Attempts, password},
    customers,
    database::{Owner, Postgres, Sqlite},
    error::DeskError,
    intake::{self, PAUSE},
    link::Links,
    options::{DeskOptions, Place},
    site::Sites,
    store::{Store, StoreError},
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
        (self.options.on_fault)(error);
    }
}

impl Desk {
    /// Opens a desk to administer it, beside one that may serve the same database.
    pub fn open(place: &Place, options: DeskOptions) -> Result<Self, DeskError> {
        let store = match place {
            Place::File(path) => Store::new(Sqlite::open(path, None)?),
            Place::Postgres(address) => Store::new(Postgres::open(address)?),
            Place::Memory => Store::new(Sqlite::in_memory()?),
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
            Place::Postgres(_) | Place::Memory => Self::open(place, options),
        }
    }

    fn over(store: Store, options: DeskOptions) -> Result<Self, DeskError> {
        let sites = Sites::new(&options.sites)?;
        let passwords = password::Checker::new()?;
        let (attempts, links) = (Attempts::default(), Links::default());
        let mut instance = [0; 32];
        getrandom::fill(&mut instance)
            .map_err(|error| DeskError::System { cause: error.to_string() })?;
        let inner = Inner {
            options,
            sites,
            store,
            attempts,
            passwords,
            links,
            instance,
            owes_scrub: AtomicBool::new(false),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The routes: `/v1/callbacks` and its like for the widget, `/r` for customers, `/desk` for
    /// agents, `/health` for the operator.
    /// Where peers' addresses are known (`into_make_service_with_connect_info::<SocketAddr>`),
    /// sign-ins are limited by them too.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/health", get(health))
            .merge(intake::routes())
            .merge(agents::routes())
            .merge(customers::routes())
            .with_state(Arc::clone(&self.inner))
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
        if set { Ok(()) } else { Err(DeskError::AgentUnknown) }
    }

    fn site(&self, id: &str) -> Result<String, DeskError> {
        match self.inner.sites.get(id) {
            Some(site) => Ok(site.id()),
            None => Err(DeskError::SiteUnknown { site: id.to_owned() }),
        }
    }
}

/// Waits for the store on a thread of its own, for the caller may be in a runtime that must not be
/// blocked from within.
pub fn now_or_wait<T: Send>(
    reply: impl Future<Output = Result<T, StoreError>> + Send,
) -> Result<T, DeskError> {
    let system = |cause: String| DeskError::System { cause };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .map_err(|error| system(error.to_string()))?;
    std::thread::scope(|scope| scope.spawn(move || runtime.block_on(reply)).join())
        .map_err(|_| system("a thread ended early".to_owned()))?
        .map_err(DeskError::Store)
}

async fn health(State(desk): State<Arc<Inner>>) -> Response {
    let said = |word: &str| Json(serde_json::json!({ "status": word }));
    match desk.store.ready().await {
        Ok(()) => said("ok").into_response(),
        Err(error) => {
            desk.fault(&error);
            let wait = [(header::RETRY_AFTER, PAUSE)];
            (StatusCode::SERVICE_UNAVAILABLE, wait, said("store")).into_response()
        }
    }
}
