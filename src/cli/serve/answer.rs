//! One request, one file.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, Response, StatusCode, Uri, header},
};

use super::{host, live::Live, map, range, reload};
use crate::{
    media_type::media_type,
    output::{Files, is_immutable},
};

/// Shown until the content is free of errors for the first time.
const NOT_YET: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not built yet</title></head>\
<body><h1>Not built yet</h1><p>The terminal says why. This page loads again by itself once that is mended.</p></body></html>";
const NOT_FOUND: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not found</title></head>\
<body><h1>Not found</h1><p>There is no such page here. <a href=\"/help/\">Help</a></p></body></html>";

const ICON: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><circle cx=\"4\" cy=\"4\" r=\"3\" fill=\"#0a5c44\"/></svg>";

/// The file that a path means: a map, one of the build, else one of the host's pages.
pub async fn answer(State(live): State<Arc<Live>>, uri: Uri, headers: HeaderMap) -> Response<Body> {
    let files = live.files();
    let path = uri.path().trim_start_matches('/');
    let host = |path: &str| live.host_pages.as_deref().and_then(|folder| host::page(folder, path));
    // The host's home takes the place of the one that only leads on to the help pages.
    let found = match path {
        "" | "index.html" => host("index.html").or_else(|| built(&files, "index.html")),
        path if map::FOLDER.trim_end_matches('/') == path => built(&live.maps(), map::FOLDER),
        path if path.starts_with(map::FOLDER) => built(&live.maps(), path),
        path => built(&files, path).or_else(|| host(path)),
    };
    match found {
        Some((name, bytes)) if media_type(&name).starts_with("video/") => {
            let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
            video(&name, bytes, asked)
        }
        Some((name, bytes)) => file(StatusCode::OK, &name, bytes),
        // Browsers ask for it unasked; a company's own server has one.
        None if path == "favicon.ico" => file(StatusCode::OK, "favicon.svg", ICON.into()),
        None if files.is_empty() => page(StatusCode::SERVICE_UNAVAILABLE, NOT_YET),
        None => page(StatusCode::NOT_FOUND, NOT_FOUND),
    }
}

/// A file of the build; a folder means its index.
fn built(files: &Files, path: &str) -> Option<(String, Vec<u8>)> {
    let index = format!("{path}index.html");
    let name = if path.ends_with('/') { index.as_str() } else { path };
    files.get(name).map(|bytes| (name.to_owned(), bytes.clone()))
}

/// A video, or the part of it that is asked for.
fn video(name: &str, bytes: Vec<u8>, asked: Option<&str>) -> Response<Body> {
    let length = bytes.len();
    let range = asked.and_then(|asked| range::part(asked, length));
    let part = range.clone().and_then(|range| bytes.get(range)).map(<[u8]>::to_vec);
    let (mut response, told) = match (part, range) {
        (Some(part), Some(range)) => {
            let told = format!("bytes {}-{}/{length}", range.start, range.end.saturating_sub(1));
            (file(StatusCode::PARTIAL_CONTENT, name, part), HeaderValue::try_from(told).ok())
        }
        _ => (file(StatusCode::OK, name, bytes), None),
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(told) = told {
        headers.insert(header::CONTENT_RANGE, told);
    }
    response
}

fn page(status: StatusCode, text: &str) -> Response<Body> {
    file(status, "index.html", text.as_bytes().to_vec())
}

fn file(status: StatusCode, name: &str, bytes: Vec<u8>) -> Response<Body> {
    let kind = media_type(name);
    let bytes = if kind.starts_with("text/html") { reload::with_tag(&bytes) } else { bytes };
    let cache = if is_immutable(name) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    for (name, value) in [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, cache),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
