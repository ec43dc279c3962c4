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
};
use crate::{
    desk::Inner,
    pages::{self, Frame, Notice, SignInFace},
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
        let form = pages::sign_in(&desk.options.company, SignInFace::Plain, "", "");
        return Ok(page(StatusCode::OK, form));
    };
    let queue = desk.store.queue(desk.site());
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
        let form = pages::sign_in(&desk.options.company, SignInFace::First, "", &to);
        return Ok(page(StatusCode::UNAUTHORIZED, form));
    };
    show_record(desk, &signed, StatusCode::OK, text, None).await
}

/// One request's page, with a notice above it.
pub async fn show_record(
    desk: &Inner,
    signed: &Signed,
    status: StatusCode,
    text: &str,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let reference = reference::read(text).ok_or(Problem::Unknown)?;
    let found = desk.store.record(desk.site(), reference);
    let found = found.await.map_err(|error| Problem::of_store(desk, &error))?;
    let record = found.ok_or(Problem::Unknown)?;
    Ok(page(status, pages::record(&frame(desk, signed), &record, notice)))
}

/// What surrounds the pages of an agent.
pub fn frame<'a>(desk: &'a Inner, signed: &'a Signed) -> Frame<'a> {
    Frame {
        company: &desk.options.company,
        clock: &desk.clock,
        now: desk.now(),
        agent: &signed.agent,
        proof: signed.proof(),
    }
}
