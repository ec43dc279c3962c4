//! `GET /v1/estimates`: how long customers have waited lately.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{
    Json,
    extract::{Query, Request, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, Method, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use unstuck_model::{estimates::Estimates, hours::Seconds};

use super::{cors, refusal::Refusal};
use crate::{
    desk::Inner,
    waits::{self, WINDOW},
};

/// How long an answer is good, in seconds.
const FRESH: Seconds = 60;
const CACHED: HeaderValue = HeaderValue::from_static("max-age=60");

/// Which site is asked about.
#[derive(Deserialize)]
pub struct Asked {
    site: String,
}

/// The last answer, with its time. Anybody may ask, and the store has better things to do than to
/// work the same out for each.
#[derive(Default)]
pub struct Kept(Mutex<Option<(Seconds, Estimates)>>);

impl Kept {
    fn fresh(&self, now: Seconds) -> Option<Estimates> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that was set back makes an answer of the future, which is not good either.
        kept.as_ref()
            .filter(|(at, _)| (0..FRESH).contains(&now.saturating_sub(*at)))
            .map(|(_, estimates)| estimates.clone())
    }

    fn keep(&self, now: Seconds, estimates: &Estimates) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((now, estimates.clone()));
    }
}

/// Tells how long customers have waited.
pub async fn estimates(
    State(desk): State<Arc<Inner>>,
    asked: Result<Query<Asked>, QueryRejection>,
    request: Request,
) -> Response {
    let answer = async |request: Request| {
        let estimates = told(&desk, request.headers(), asked.ok()).await?;
        Ok(([(header::CACHE_CONTROL, CACHED)], Json(estimates)).into_response())
    };
    cors::guarded(&desk, &Method::GET, request, answer).await
}

async fn told(
    desk: &Inner,
    headers: &HeaderMap,
    asked: Option<Query<Asked>>,
) -> Result<Estimates, Refusal> {
    let Query(asked) = asked.ok_or(Refusal::Site)?;
    let site = cors::site(desk, Some(&asked.site), headers)?;
    let id = site.id();
    if asked.site != id {
        return Err(Refusal::Site);
    }
    let now = desk.now();
    if let Some(estimates) = site.estimates.fresh(now) {
        return Ok(estimates);
    }
    let since = now.saturating_sub(WINDOW);
    let busy = |error| {
        desk.fault(&error);
        Refusal::Later
    };
    let waits = desk.store.waits(id.clone(), since, now).await.map_err(busy)?;
    let chats = desk.store.chat_waits(id.clone(), since).await.map_err(busy)?;
    let estimates = waits::estimates(&id, &waits, &chats, &site.options.promises);
    site.estimates.keep(now, &estimates);
    Ok(estimates)
}
