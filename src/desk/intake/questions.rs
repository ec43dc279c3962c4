//! `POST /v1/questions`: what the help does not answer, for those who write it.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use unstuck_model::question::{Question, QuestionAccepted};

use super::{acknowledged, body, cors, honeypot, limits::Sort, refusal::Refusal, sender::Sender};
use crate::{desk::Inner, record::NewQuestion, reference, token::sha256};

/// Takes a question in.
pub async fn questions(State(desk): State<Arc<Inner>>, request: Request) -> Response {
    let answer = async |request| {
        let (status, reference) = accept(&desk, request).await?;
        Ok((status, Json(QuestionAccepted { reference })).into_response())
    };
    cors::guarded(&desk, &Method::POST, request, answer).await
}

async fn accept(desk: &Inner, request: Request) -> Result<(StatusCode, String), Refusal> {
    let headers = request.headers().clone();
    let sender = Sender::of(desk, &request)?;
    let mut body = body::read(request).await?;
    let is_filled = honeypot::is_filled(&mut body);
    let mut question: Question = body::typed(body)?;
    question.check().map_err(Refusal::Question)?;
    let site = cors::site(desk, Some(&question.site), &headers)?;
    if question.site != site.id() {
        return Err(Refusal::Site);
    }
    sender.has_worked(desk, site)?;
    let key = sender.key.clone();
    // Nothing that is compared or stored from here on holds what was masked.
    question = question.redacted();
    let text = serde_json::to_string(&question).map_err(|_| Refusal::Later)?;
    let fingerprint = sha256(&["question", &text]);
    let busy = |error| {
        desk.fault(&error);
        Refusal::Later
    };
    // A repetition is answered as it was the first time, however many have come since.
    let known = desk.store.asked(site.id(), key.clone(), fingerprint);
    let outcome = match known.await.map_err(busy)? {
        Some(outcome) => outcome,
        None => {
            sender.is_within_limits(desk, site, Sort::Question)?;
            if is_filled {
                let own = &question.reference;
                return Ok((StatusCode::CREATED, honeypot::reference(&desk.secret, &key, own)));
            }
            question.reference = match reference::read(&question.reference) {
                Some(reference) => reference,
                None => reference::random().map_err(|_| Refusal::Later)?,
            };
            let new = NewQuestion { key, fingerprint, question, received: desk.now() };
            desk.store.ask(new).await.map_err(busy)?
        }
    };
    acknowledged(desk, outcome, Refusal::Later)
}
