//! `POST /v1/hand-offs`: what a customer tried who opens a chat, without a word that they typed.
//!
//! The page is being left when it is sent, so that no work is asked for.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use unstuck_model::{
    chat::{ChatOpened, ChatProblem},
    question::QuestionAccepted,
};

use super::{acknowledged, body, cors, honeypot, limits::Sort, refusal::Refusal, sender::Sender};
use crate::{desk::Inner, hand_offs::NewHandOff, token::sha256};

/// Takes the record of a chat in.
pub async fn hand_offs(State(desk): State<Arc<Inner>>, request: Request) -> Response {
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
    let opened: ChatOpened = body::typed(body)?;
    opened.check().map_err(Refusal::Chat)?;
    let site = cors::site(desk, Some(&opened.hand_off.site), &headers)?;
    if opened.hand_off.site != site.id() {
        return Err(Refusal::Site);
    }
    let key = sender.key.clone();
    // Nothing that is compared or stored from here on holds what was masked.
    let opened = opened.cleaned().ok_or(Refusal::Chat(ChatProblem::Name))?;
    let text = serde_json::to_string(&opened).map_err(|_| Refusal::Later)?;
    let fingerprint = sha256(&["hand-off", &text]);
    let busy = |error| {
        desk.fault(&error);
        Refusal::Later
    };
    // A repetition is answered as it was the first time, however many have come since.
    let known = desk.store.handed_off(site.id(), key.clone(), fingerprint);
    let outcome = match known.await.map_err(busy)? {
        Some(outcome) => outcome,
        None => {
            sender.is_within_limits(desk, site, Sort::HandOff)?;
            if is_filled {
                return Ok((StatusCode::CREATED, opened.hand_off.reference));
            }
            let new = NewHandOff { key, fingerprint, opened, received: desk.now() };
            desk.store.hand_off(new).await.map_err(busy)?
        }
    };
    acknowledged(desk, outcome, Refusal::ReferenceTaken)
}
