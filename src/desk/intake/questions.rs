//! `POST /v1/questions`: what the help does not answer, for those who write it.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use unstuck_model::question::{Question, QuestionAccepted};

use super::{body, cors, key, refusal::Refusal};
use crate::{
    desk::Inner,
    record::{Intake, NewQuestion},
    reference,
    token::sha256,
};

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
    let key = key::read(&headers)?;
    let mut question: Question = body::typed(body::read(request).await?)?;
    question.check().map_err(Refusal::Question)?;
    if question.site != cors::site(desk, Some(&question.site), &headers)?.id() {
        return Err(Refusal::Site);
    }
    // Nothing that is compared or stored from here on holds what was masked.
    question = question.redacted();
    let text = serde_json::to_string(&question).map_err(|_| Refusal::Later)?;
    let fingerprint = sha256(&["question", &text]);
    question.reference = match reference::read(&question.reference) {
        Some(reference) => reference,
        None => reference::random().map_err(|_| Refusal::Later)?,
    };
    let new = NewQuestion { key, fingerprint, question, received: desk.now() };
    let outcome = desk.store.ask(new).await.map_err(|error| {
        desk.fault(&error);
        Refusal::Later
    })?;
    match outcome {
        Intake::Accepted { reference } => Ok((StatusCode::CREATED, reference)),
        Intake::Repeated { reference } => Ok((StatusCode::OK, reference)),
        Intake::KeyReused => Err(Refusal::KeyReused),
        Intake::Erased => Err(Refusal::Erased),
        Intake::NoReference => Err(Refusal::Later),
    }
}
