use std::sync::Arc;

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    guard::{self, Signed},
    reply::{Problem, page},
    sign_in,
};
use crate::{
    again::When,
    clock::Clock,
    desk::Inner,
    pages::{self, Filled, Frame, Notice, Open, SignInFace},
    record::{self, CLAIM_HOLDS, Choices, Record},
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
    let queue = desk.store.queue(signed.site.id(), desk.now());
    let queue = queue.await.map_err(|error| Problem::of_store(desk, &error))?;
    Ok(page(StatusCode::OK, pages::queue(&frame(desk, &signed), &queue, said.notice())))
}

/// `GET /desk/requests/{reference}`
pub async fn request(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    Path(reference): Path<String>,
    said: Result<Query<Said>, QueryRejection>,
) -> Response {
    let notice = said.ok().and_then(|Query(said)| said.notice());
    let drawn = draw_record(&desk, &headers, &reference, notice).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw_record(
    desk: &Inner,
    headers: &HeaderMap,
    text: &str,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else {
        let to = reference::read(text).unwrap_or_default();
        return Ok(sign_in::first(desk, SignInFace::First, &to));
    };
    show_record(desk, &signed, StatusCode::OK, text, notice, &Filled::default()).await
}

/// One request's page, with a notice above it and what was chosen in its form.
pub async fn show_record(
    desk: &Inner,
    signed: &Signed<'_>,
    status: StatusCode,
    text: &str,
    notice: Option<Notice>,
    filled: &Filled,
) -> Result<Response, Problem> {
    let reference = reference::read(text).ok_or(Problem::Unknown)?;
    hold(desk, signed).await?;
    let found = desk.store.record(signed.site.id(), reference.clone());
    let found = found.await.map_err(|error| Problem::of_store(desk, &error))?;
    let Some(record) = found else { return chat_of(desk, signed, &reference).await };
    let choices = match &record.state {
        record::State::Claimed { .. } => desk.store.choices(signed.site.id()).await,
        record::State::Waiting | record::State::Done { .. } => Ok(Choices::default()),
    };
    let choices = choices.map_err(|error| Problem::of_store(desk, &error))?;
    let again = when(desk, signed, &record, |when| when.choices());
    let open = Open { record: &record, choices: &choices, again: &again, filled };
    Ok(page(status, pages::record(&frame(desk, signed), &open, notice)))
}

/// Where a reference leads that no request has: to a chat, if there is one.
async fn chat_of(desk: &Inner, signed: &Signed<'_>, reference: &str) -> Result<Response, Problem> {
    let chat = desk.store.chat(signed.site.id(), reference.to_owned()).await;
    match chat.map_err(|error| Problem::of_store(desk, &error))? {
        Some(_) => Ok(Redirect::to(&format!("/desk/hand-offs/{reference}")).into_response()),
        None => Err(unknown(desk, signed, reference).await),
    }
}

/// A request that is not of the agent's site, whether another site has it or nobody: that it was
/// asked for is written down.
pub async fn unknown(desk: &Inner, signed: &Signed<'_>, reference: &str) -> Problem {
    let what = format!("asked for {reference}, which is not a request of the site");
    let noted = desk.store.audit(signed.site.id(), signed.agent.id, desk.now(), what);
    match noted.await {
        Ok(()) => Problem::Unknown,
        Err(error) => Problem::of_store(desk, &error),
    }
}

/// Something about when to phone again, by the clocks of the company and the customer.
pub fn when<T>(
    desk: &Inner,
    signed: &Signed<'_>,
    record: &Record,
    ask: impl FnOnce(&When<'_>) -> T,
) -> T {
    let company = &signed.site.clock;
    let customer = Clock::of(&record.request.time_zone);
    ask(&When {
        now: desk.now(),
        company,
        customer: customer.as_ref().unwrap_or(company),
        hours: signed.site.options.hours.as_ref(),
    })
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
        role: signed.role,
        proof: signed.proof(),
        shelf: signed.shelf(),
    }
}
