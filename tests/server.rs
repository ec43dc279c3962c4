//! A small web server that remembers what it was asked for.

use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use axum::{Router, body::Body, extract::Request as Asked, response::Response};
use tokio::sync::oneshot;

use crate::outcome::Outcome;

mod reply;

pub use reply::Reply;

/// One request that the server has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: String,
    /// The path and the query.
    pub path: String,
}

type Change = dyn Fn(&str, Reply) -> Reply + Send + Sync;

/// What the server knows; built up before it starts.
#[derive(Default)]
struct Pages {
    folder: Option<PathBuf>,
    pages: BTreeMap<String, Reply>,
    cors: bool,
    changes: Vec<Box<Change>>,
}

/// A server that has not started.
#[derive(Default)]
pub struct Plan(Pages);

/// A server on a free port of this machine, ended when it is dropped.
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Request>>>,
    _stop: oneshot::Sender<()>,
}

impl Server {
    /// A server without pages.
    pub fn plan() -> Plan {
        Plan::default()
    }

    /// The address of a path on this server.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What was asked for so far, in the order in which it came.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The paths that were asked for so far.
    pub fn paths(&self) -> Vec<String> {
        self.requests().into_iter().map(|request| request.path).collect()
    }

    /// Forgets what was asked for.
    pub fn forget(&self) {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Plan {
    /// Serves the files of a folder.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.0.folder = Some(folder.into());
        self
    }

    /// Serves a page of HTML at a path.
    pub fn page(mut self, path: &str, html: impl Into<String>) -> Self {
        self.0.pages.insert(path.to_owned(), Reply::html(html));
        self
    }

    /// Lets pages of other origins read what is served, as a host of assets has to.
    pub fn cors(mut self) -> Self {
        self.0.cors = true;
        self
    }

    /// Changes replies by their path before they are sent: a header, a status, the bytes.
    pub fn change(mut self, change: impl Fn(&str, Reply) -> Reply + Send + Sync + 'static) -> Self {
        self.0.changes.push(Box::new(change));
        self
    }

    /// Starts it on a thread of its own, so that a test that panics ends it too.
    pub fn start(self) -> Outcome<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let requests = Arc::new(Mutex::new(Vec::new()));
        let (stop, stopped) = oneshot::channel::<()>();
        let router = router(self.0, Arc::clone(&requests));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        thread::spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                let server = axum::serve(listener, router);
                tokio::select! {
                    _ = server => {}
                    _ = stopped => {}
                }
            });
        });
        Ok(Server { address, requests, _stop: stop })
    }
}

const FAVICON: &str = "/favicon.ico";

fn router(pages: Pages, requests: Arc<Mutex<Vec<Request>>>) -> Router {
    let pages = Arc::new(pages);
    Router::new().fallback(move |asked: Asked<Body>| {
        let path = asked.uri().path().to_owned();
        let full = asked.uri().path_and_query().map_or(path.as_str(), |full| full.as_str());
        let request = Request { method: asked.method().to_string(), path: full.to_owned() };
        // Browsers ask for it unasked; no page and no widget does.
        if path != FAVICON {
            requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
        }
        let reply = reply(&pages, &path);
        async move { Response::from(reply) }
    })
}

fn reply(pages: &Pages, path: &str) -> Reply {
    let mut reply = match (pages.pages.get(path), &pages.folder) {
        (Some(page), _) => page.clone(),
        // A refusal would stand in the console.
        (None, _) if path == FAVICON => Reply::empty(),
        (None, Some(folder)) => Reply::file(folder, path),
        (None, None) => Reply::not_found(),
    };
    if pages.cors {
        reply = reply.header("access-control-allow-origin", "*");
    }
    pages.changes.iter().fold(reply, |reply, change| change(path, reply))
}
