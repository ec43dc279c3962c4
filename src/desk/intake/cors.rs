use axum::{
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::refusal::Refusal;
use crate::agents::same_origin::is_own;

/// Whether the sender may post. A caller without an origin is no page, so that there is no page to
/// keep out.
pub fn allowed(headers: &HeaderMap, allowed: &[String]) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    allowed.iter().any(|entry| entry == "*" || entry == origin) || is_own(origin, headers)
}

/// The answer to what nothing is taken in from: a page that may not post, a browser that asks whether
/// it may, and any other method than POST.
pub fn answered(allowed: bool, method: &Method) -> Option<Response> {
    match *method {
        _ if !allowed => Some(Refusal::Origin.into_response()),
        Method::OPTIONS => Some(preflight()),
        Method::POST => None,
        _ => Some(Refusal::Method.into_response()),
    }
}

/// The answer to a browser that asks whether a page may post.
fn preflight() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type, idempotency-key"),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Lets the page that asked read the answer.
pub fn open_to(mut response: Response, request: &HeaderMap, allowed: bool) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let exposed = HeaderValue::from_static("retry-after");
    if let Some(origin) = request.get(header::ORIGIN).filter(|_| allowed) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    response
}
