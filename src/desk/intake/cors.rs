use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};

use unstuck_model::hours::Seconds;

use super::refusal::Refusal;
use crate::{agents::same_origin::is_own, clock::http_date, desk::Inner, site::Site};

/// Answers a request by the one method that is taken, of a page that may send it, and lets that page
/// read the answer.
pub async fn guarded<F>(
    desk: &Inner,
    taken: &Method,
    request: Request,
    answer: impl FnOnce(Request) -> F,
) -> Response
where
    F: Future<Output = Result<Response, Refusal>>,
{
    let headers = request.headers().clone();
    // Which site is meant stands in the request, whose browser asks before it sends it.
    let allowed = desk.sites.iter().any(|site| allowed(&headers, &site.options.allowed_origins));
    let response = match answered(allowed, request.method(), taken) {
        Some(response) => response,
        None => answer(request).await.unwrap_or_else(IntoResponse::into_response),
    };
    open_to(response, &headers, allowed, desk.now())
}

/// The site that a request names, if the sender may post to it. Without a name it is the only site of
/// the desk, so that whatever else is wrong with the request is said first.
pub fn site<'a>(
    desk: &'a Inner,
    named: Option<&str>,
    headers: &HeaderMap,
) -> Result<&'a Site, Refusal> {
    let site = match named {
        Some(id) => desk.sites.get(id).or(desk.sites.only()),
        None => desk.sites.only(),
    };
    let site = site.ok_or(Refusal::Site)?;
    if allowed(headers, &site.options.allowed_origins) { Ok(site) } else { Err(Refusal::Origin) }
}

/// Whether the sender may post. A caller without an origin is no page, so that there is no page to
/// keep out.
fn allowed(headers: &HeaderMap, allowed: &[String]) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    allowed.iter().any(|entry| entry == "*" || entry == origin) || is_own(origin, headers)
}

/// The answer to what nothing is taken in from: a page that may not post, a browser that asks whether
/// it may, and any other method than the one that is taken.
fn answered(allowed: bool, method: &Method, taken: &Method) -> Option<Response> {
    match method {
        _ if !allowed => Some(Refusal::Origin.into_response()),
        &Method::OPTIONS => Some(preflight(taken)),
        method if method == taken => None,
        _ => Some(Refusal::Method(taken.clone()).into_response()),
    }
}

/// The answer to a browser that asks whether a page may send a request.
fn preflight(taken: &Method) -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, taken.as_str()),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type, idempotency-key, unstuck-proof"),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Lets the page that asked read the answer, when to ask again, and the desk's time: slots are over
/// by this clock, and the customer's may be wrong.
fn open_to(mut response: Response, request: &HeaderMap, allowed: bool, now: Seconds) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if let Ok(date) = HeaderValue::try_from(http_date(now)) {
        headers.insert(header::DATE, date);
    }
    let exposed = HeaderValue::from_static("date, retry-after");
    if let Some(origin) = request.get(header::ORIGIN).filter(|_| allowed) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
    }
    response
}
