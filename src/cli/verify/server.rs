//! The two origins of the journey, on loopback ports: the built site, and a page with its tag.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request as Asked,
    http::{HeaderValue, Response, StatusCode, header},
};
use tokio::net::TcpListener;
use url::Url;

use super::seen::Request;
use crate::{failure::Failure, media_type::media_type, serve::host};

/// More of a body is not looked into.
const LONGEST_BODY: usize = 1_000_000;

/// A server and what it was asked for.
pub struct Server {
    requests: Arc<Mutex<Vec<Request>>>,
}

/// What a server serves.
pub enum Pages {
    /// The files of a folder, to pages of every origin.
    Folder(PathBuf),
    /// A page with the tag at `/`, and the same without it at `/without`.
    Page { with: String, without: String },
}

impl Server {
    /// Listens on a free port of this machine, under a name of its own: cookies are shared between
    /// the ports of one name, and third parties are told by theirs. Browsers resolve the names below
    /// `localhost` by themselves.
    pub async fn listen(name: &str) -> Result<(TcpListener, Url), Failure> {
        let failed = |error: std::io::Error| Failure::new(format!("listening failed: {error}"));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let origin = Url::parse(&format!("http://{name}.localhost:{port}/"));
        Ok((listener, origin.map_err(|error| Failure::new(error.to_string()))?))
    }

    /// Serves until the runtime ends.
    pub fn start(listener: TcpListener, origin: Url, pages: Pages) -> Self {
        let requests = Arc::default();
        let server = Self { requests: Arc::clone(&requests) };
        let pages = Arc::new(pages);
        let router = Router::new().fallback(move |asked: Asked<Body>| {
            let (requests, pages) = (Arc::clone(&requests), Arc::clone(&pages));
            let origin = origin.clone();
            async move {
                let path = asked.uri().path().to_owned();
                if let Some(request) = seen(&origin, asked).await {
                    requests.lock().unwrap_or_else(PoisonError::into_inner).push(request);
                }
                answer(&pages, &path)
            }
        });
        tokio::spawn(axum::serve(listener, router).into_future());
        server
    }

    /// What it was asked for since the last time.
    pub fn take(&self) -> Vec<Request> {
        std::mem::take(&mut *self.requests.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A request as the server sees it.
async fn seen(origin: &Url, asked: Asked<Body>) -> Option<Request> {
    let url = origin.join(asked.uri().path_and_query()?.as_str()).ok()?;
    let mut request = Request::new(asked.method().as_str(), url);
    request.by_server = true;
    let headers = asked.headers().iter().filter(|(name, _)| *name != header::REFERER);
    request.headers = headers
        .map(|(name, value)| format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    let body = to_bytes(asked.into_body(), LONGEST_BODY).await;
    request.body = body.map(|bytes| bytes.to_vec()).unwrap_or_default();
    Some(request)
}

fn answer(pages: &Pages, path: &str) -> Response<Body> {
    let found = match pages {
        Pages::Folder(folder) => host::page(folder, path.trim_start_matches('/')),
        Pages::Page { with, without } => {
            let page = match path {
                "/" => Some(with),
                "/without" => Some(without),
                _ => None,
            };
            page.map(|page| ("index.html".to_owned(), page.as_bytes().to_vec()))
        }
    };
    let is_found = found.is_some();
    let (name, bytes) = found.unwrap_or_else(|| ("none.txt".to_owned(), Vec::new()));
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = if is_found { StatusCode::OK } else { StatusCode::NOT_FOUND };
    for (name, value) in [
        (header::CONTENT_TYPE, media_type(&name)),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "no-cache"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Both witnesses' requests in one list: what the servers saw belongs to what the browser said of it.
pub fn together(mut browser: Vec<Request>, servers: Vec<Request>) -> Vec<Request> {
    for seen in servers {
        let same = browser.iter_mut().find(|request| {
            !request.by_server && request.url == seen.url && request.method == seen.method
        });
        match same {
            Some(request) => {
                request.by_server = true;
                if request.body.is_empty() {
                    request.body = seen.body;
                }
                request.headers.push_str(&seen.headers);
            }
            None => browser.push(seen),
        }
    }
    browser
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::made::request;

    #[test]
    fn a_request_that_only_one_has_seen_stays() {
        let by = |address: &str, browser: bool| {
            let request = request(address);
            Request { by_browser: browser, by_server: !browser, ..request }
        };
        let (a, b, c) = ("http://a.example/", "http://b.example/", "http://a.example/c");
        let all = together(vec![by(a, true), by(b, true)], vec![by(a, false), by(c, false)]);
        let seen: Vec<(&str, bool, bool)> =
            all.iter().map(|it| (it.url.as_str(), it.by_browser, it.by_server)).collect();
        assert_eq!(seen, [(a, true, true), (b, true, false), (c, false, true)]);
    }
}
