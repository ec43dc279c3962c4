use std::{path::Path, sync::Arc};

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
    clock::Clock,
    error::DeskError,
    intake::{self, Kept, Limits, PAUSE},
    options::DeskOptions,
    secret::Secret,
    sqlite::{Place, Sqlite},
    store::{Store, StoreError},
};

/// A callback desk: a store, and the routes of customers and agents over it.
///
/// The file is closed, and everything acknowledged is in it, when the desk and every router made
/// of it are dropped; to stop, let `axum::serve` end gracefully and drop them.
pub struct Desk {
    inner: Arc<Inner>,
}

/// What every route sees.
pub struct Inner {
    pub options: DeskOptions,
    pub store: Box<dyn Store>,
    pub clock: Clock,
    pub attempts: Attempts,
    pub passwords: password::Checker,
    /// What came from whom lately.
    pub limits: Limits,
    /// Seals what the desk gives out and wants back. Instances that serve one site share it.
    pub secret: Secret,
    /// What was told last of how long customers wait.
    pub estimates: Kept,
}

impl Inner {
    /// The time now.
    pub fn now(&self) -> Seconds {
        (self.options.clock)()
    }

    /// The site as the store names it.
    pub fn site(&self) -> String {
        self.options.site.to_string()
    }
}

impl Desk {
    /// Opens the desk whose database is a file, which is made if it is not there.
    pub fn open(path: &Path, options: DeskOptions) -> Result<Self, DeskError> {
        Self::at(&Place::File(path.to_owned()), options)
    }

    /// A desk whose requests are gone when it is dropped: for trying out, and for tests.
    pub fn in_memory(options: DeskOptions) -> Result<Self, DeskError> {
        Self::at(&Place::Memory, options)
    }

    fn at(place: &Place, options: DeskOptions) -> Result<Self, DeskError> {
        let clock = Clock::of(&options.zone)
            .ok_or_else(|| DeskError::Zone { name: options.zone.clone() })?;
        let store = Box::new(Sqlite::open(place)?);
        let passwords = password::Checker::new()?;
        // The one place where the secret comes from. A challenge of before a restart is asked anew.
        let secret =
            Secret::random().map_err(|error| DeskError::System { cause: error.to_string() })?;
        let inner = Inner {
            options,
            store,
            clock,
            attempts: Attempts::default(),
            passwords,
            limits: Limits::default(),
            secret,
            estimates: Kept::default(),
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// The routes: `/v1/callbacks` and its like for customers, `/desk` for agents, `/health` for the operator.
    /// Where peers' addresses are known (`into_make_service_with_connect_info::<SocketAddr>`),
    /// sign-ins are limited by them too.
    pub fn router(&self) -> Router {
        Router::new()
            .route("/health", get(health))
            .merge(intake::routes())
            .merge(agents::routes())
            .with_state(Arc::clone(&self.inner))
    }

    /// Adds an agent, who can then sign in.
    pub fn add_agent(&self, name: &str, password: &str) -> Result<(), DeskError> {
        let name = password::name(name)?;
        let hash = password::hash(password)?;
        let now = self.inner.now();
        let added = now_or_wait(self.inner.store.add_agent(self.inner.site(), name, hash, now))?;
        if added { Ok(()) } else { Err(DeskError::AgentExists) }
    }

    /// Gives an agent a new password and signs the agent out everywhere.
    pub fn set_password(&self, name: &str, password: &str) -> Result<(), DeskError> {
        let name = password::name(name)?;
        let hash = password::hash(password)?;
        let set = now_or_wait(self.inner.store.set_password(self.inner.site(), name, hash))?;
        if set { Ok(()) } else { Err(DeskError::AgentUnknown) }
    }
}

/// Waits for the store on a thread of its own, for the caller may be in a runtime that must not be
/// blocked from within.
fn now_or_wait<T: Send>(
    reply: impl Future<Output = Result<T, StoreError>> + Send,
) -> Result<T, DeskError> {
    let system = |cause: String| DeskError::System { cause };
    let runtime = tokio::runtime::Builder::new_current_thread()
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
            (desk.options.on_fault)(&error);
            let wait = [(header::RETRY_AFTER, PAUSE)];
            (StatusCode::SERVICE_UNAVAILABLE, wait, said("store")).into_response()
        }
    }
}
