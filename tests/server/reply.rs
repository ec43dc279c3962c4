//! What the server sends.

use std::{fs, path::Path};

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode},
    response::Response,
};

/// A status, headers and bytes, free for a test to change.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// A page.
    pub fn html(html: impl Into<String>) -> Self {
        let reply = Self { status: 200, headers: Vec::new(), bytes: html.into().into_bytes() };
        reply.header("content-type", "text/html; charset=utf-8")
    }

    /// Well, and nothing to send.
    pub fn empty() -> Self {
        Self { status: 204, ..Self::default() }
    }

    /// Nothing is there.
    pub fn not_found() -> Self {
        Self { status: 404, ..Self::html("Nothing is here.") }
    }

    /// The same with a header set.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A file of a folder, as a plain web server would send it: a folder's is its `index.html`.
    pub(super) fn file(folder: &Path, path: &str) -> Self {
        let mut file = folder.to_owned();
        for part in path.split('/').filter(|part| !part.is_empty()) {
            if part == ".." || part.contains(['\\', ':']) {
                return Self::not_found();
            }
            file.push(part);
        }
        if file.is_dir() {
            file.push("index.html");
        }
        match fs::read(&file) {
            Ok(bytes) => Self { status: 200, headers: Vec::new(), bytes }
                .header("content-type", media_type(&file)),
            Err(_) => Self::not_found(),
        }
    }
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        Some(_) | None => "application/octet-stream",
    }
}

impl From<Reply> for Response {
    fn from(reply: Reply) -> Self {
        let mut response = Self::new(Body::from(reply.bytes));
        *response.status_mut() =
            StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in reply.headers {
            let name = HeaderName::try_from(name);
            if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
