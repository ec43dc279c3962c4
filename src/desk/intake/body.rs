use std::time::Duration;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::refusal::Refusal;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// The body as JSON of any shape. Its size is limited by the route.
pub async fn read(request: Request) -> Result<Value, Refusal> {
    if !is_json(request.headers()) {
        return Err(Refusal::ContentType);
    }
    read_any(request).await
}

/// The body as JSON, whatever its sender calls it.
pub async fn read_any(request: Request) -> Result<Value, Refusal> {
    if request.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(Refusal::Encoding);
    }
    let arriving = tokio::time::timeout(PATIENCE, Bytes::from_request(request, &()));
    let bytes = arriving.await.map_err(|_| Refusal::TooSlow)?.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Refusal::TooLarge
        } else {
            Refusal::Broken
        }
    })?;
    serde_json::from_slice(&bytes).map_err(|_| Refusal::NotJson)
}

/// The body in the form that is expected of it.
pub fn typed<T: DeserializeOwned>(body: Value) -> Result<T, Refusal> {
    serde_json::from_value(body).map_err(|error| Refusal::Shape(what_is_wrong(&error)))
}

/// Which field is missing or too many. Other messages of the reader quote the value, which is the
/// customer's and does not belong into anybody's log.
fn what_is_wrong(error: &serde_json::Error) -> String {
    let text = error.to_string();
    if text.starts_with("missing field") || text.starts_with("unknown field") {
        text
    } else {
        "a field is of the wrong kind".to_owned()
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let stated = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    stated.is_some_and(|stated| {
        let essence = stated.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
    })
}
