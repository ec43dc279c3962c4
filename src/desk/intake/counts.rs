//! `POST /v1/counts`: what a site's pages have counted, without a word of anybody.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use unstuck_model::counts::Counts;

use super::{
    body, cors,
    limits::Sort,
    refusal::Refusal,
    sender::{caller, within_limits},
};
use crate::desk::Inner;

/// The most that one page counts, and how often.
const MOST: usize = 200;
const TIMES: u32 = 1_000;
/// The longest id: those of an entry and a step, and the sign between.
const LONGEST: usize = 200;
const DAY: i64 = 24 * 3600;

/// Takes counts in. Browsers send them as plain text when a page goes, because that needs no question
/// before.
pub async fn counts(State(desk): State<Arc<Inner>>, request: Request) -> Response {
    let answer =
        async |request| take(&desk, request).await.map(|()| StatusCode::NO_CONTENT.into_response());
    cors::guarded(&desk, &Method::POST, request, answer).await
}

async fn take(desk: &Inner, request: Request) -> Result<(), Refusal> {
    let headers = request.headers().clone();
    let caller = caller(desk, &request);
    let body = body::read_any(request).await?;
    let counts: Counts = serde_json::from_value(body)
        .map_err(|_| Refusal::Shape("it is not a list of counts".to_owned()))?;
    let site = cors::site(desk, Some(&counts.site), &headers)?;
    if counts.site != site.id() {
        return Err(Refusal::Site);
    }
    let is_id = |id: &str| {
        id.len() <= LONGEST && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_/".contains(&b))
    };
    let fits = counts.counts.len() <= MOST
        && counts.counts.iter().all(|one| is_id(&one.id) && (1..=TIMES).contains(&one.times));
    if !fits {
        return Err(Refusal::Shape("a count is out of bounds".to_owned()));
    }
    within_limits(desk, site, Sort::Count, caller)?;
    let day = desk.now().div_euclid(DAY);
    desk.store.count(site.id(), day, counts.counts).await.map_err(|error| {
        desk.fault(&error);
        Refusal::Later
    })
}
