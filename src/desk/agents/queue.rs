use std::sync::Arc;

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;

use super::{
    guard::{self, Signed},
    reply::{Problem, page},
    sign_in,
};
use crate::{
    desk::Inner,
    pages::{self, Frame, Notice, SignInFace},
    record::CLAIM_HOLDS,
    reference,
};

/// What the queue says above itself.
#[derive(Default, Deserialize)]
pub struct Said {
    #[serde(default)]
    said: String,
}

impl Said {
    /// The notice that is meant, if there is such a one.
    pub fn notice(&self) -> Option<Notice> {
        Notice::named(&self.said)
    }
}

/// `GET /desk`
pub async fn queue(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    said: Result<Query<Said>, QueryRejection>,
) -> Response {
    let said = said.map(|Query(said)| said).unwrap_or_default();
    let drawn = draw_queue(&desk, &headers, &said).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw_queue(desk: &Inner, headers: &HeaderMap, said: &Said) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else {
        let form = sign_in::face(desk, SignInFace::Plain, "");
        return Ok(page(StatusCode::OK, form));
    };
    hold(desk, &signed).await?;
    let queue = desk.store.queue(signed.site.id());
    let queue = queue.await.map_err(|error| Problem::of_store(desk, &error))?;
    Ok(page(StatusCode::OK, pages::queue(&frame(desk, &signed), &queue, said.notice())))
}

/// `GET /desk/requests/{reference}`
pub async fn record(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    Path(reference): Path<String>,
) -> Response {
    let drawn = draw_record(&desk, &headers, &reference).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw_record(desk: &Inner, headers: &HeaderMap, text: &str) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else {
        let to = reference::read(text).unwrap_or_default();
        let form = sign_in::face(desk, SignInFace::First, &to);
        return Ok(page(StatusCode::UNAUTHORIZED, form));
    };
    show_record(desk, &signed, StatusCode::OK, text, None).await
}

/// One request's page, with a notice above it.
pub async fn show_record(
    desk: &Inner,
    signed: &Signed<'_>,
    status: StatusCode,
    text: &str,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let reference = reference::read(text).ok_or(Problem::Unknown)?;
    hold(desk, signed).await?;
    let found = desk.store.record(signed.site.id(), reference.clone());
    let found = found.await.map_err(|error| Problem::of_store(desk, &error))?;
    let Some(record) = found else {
        let what = format!("looked for {reference}, which is not a request of the site");
        let noted = desk.store.audit(signed.site.id(), signed.agent.id, desk.now(), what);
        noted.await.map_err(|error| Problem::of_store(desk, &error))?;
        return Err(Problem::Unknown);
    };
    Ok(page(status, pages::record(&frame(desk, signed), &record, notice)))
}

/// An agent who looks at the desk is there, and keeps what they claimed.
async fn hold(desk: &Inner, signed: &Signed<'_>) -> Result<(), Problem> {
    let now = desk.now();
    let held = desk.store.hold(signed.agent.id, now, now.saturating_add(CLAIM_HOLDS));
    held.await.map_err(|error| Problem::of_store(desk, &error))
}

/// What surrounds the pages of an agent.
pub fn frame<'a>(desk: &'a Inner, signed: &'a Signed<'a>) -> Frame<'a> {
    Frame {
        company: &signed.site.options.company,
        clock: &signed.site.clock,
        now: desk.now(),
        agent: &signed.agent,
        proof: signed.proof(),
    }
}
