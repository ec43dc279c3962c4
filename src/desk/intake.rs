//! What customers send. `POST /v1/callbacks`: a request is read, checked, stored once, and
//! acknowledged after commit.

mod body;
mod check;
mod cors;
mod counts;
mod estimates;
mod hand_offs;
mod honeypot;
mod key;
mod limits;
mod proof;
mod questions;
mod refusal;
mod sender;

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
    routing::any,
};
use serde_json::Value;
use unstuck_model::{
    callback::{CallbackAccepted, CallbackRequest},
    hours::Seconds,
};

pub use self::{estimates::Kept, limits::Limits, refusal::PAUSE};
use self::{limits::Sort, refusal::Refusal, sender::Sender};
use crate::{
    desk::Inner,
    record::{Intake, NewCallback},
    reference,
    token::sha256,
};

/// The most bytes of a request. The widget's longest is a tenth of it.
const LIMIT: usize = 64 * 1024;

/// The routes of the intake.
pub fn routes() -> Router<Arc<Inner>> {
    Router::new()
        .route("/v1/callbacks", any(callbacks))
        .route("/v1/questions", any(questions::questions))
        .route("/v1/hand-offs", any(hand_offs::hand_offs))
        .route("/v1/estimates", any(estimates::estimates))
        .route("/v1/counts", any(counts::counts))
        .layer(DefaultBodyLimit::max(LIMIT))
}

async fn callbacks(State(desk): State<Arc<Inner>>, request: Request) -> Response {
    let answer = async |request| {
        let (code, accepted) = accept(&desk, request).await?;
        Ok((code, Json(accepted)).into_response())
    };
    cors::guarded(&desk, &Method::POST, request, answer).await
}

async fn accept(desk: &Inner, request: Request) -> Result<(StatusCode, CallbackAccepted), Refusal> {
    let headers = request.headers().clone();
    let sender = Sender::of(desk, &request)?;
    let mut body = body::read(request).await?;
    let is_filled = honeypot::is_filled(&mut body);
    let named = body.pointer("/hand_off/site").and_then(Value::as_str);
    let site = cors::site(desk, named, &headers)?;
    let request = check::form(body, &site.options)?;
    sender.has_worked(desk, site)?;
    let key = sender.key.clone();
    let fingerprint = fingerprint(&request)?;
    let slot_ends = request.slot.to;
    let site_id = site.id();
    let busy = |error| {
        desk.fault(&error);
        Refusal::Later
    };
    // A repetition is answered as it was the first time, even if its slot has passed meanwhile.
    let known = desk.store.intake(site_id.clone(), key.clone(), fingerprint);
    let outcome = match known.await.map_err(busy)? {
        Some(outcome) => outcome,
        None => {
            let received = desk.now();
            check::slot(request.slot, received)?;
            sender.is_within_limits(desk, site, Sort::Callback)?;
            if is_filled {
                let own = &request.hand_off.reference;
                let reference = honeypot::reference(&desk.secret, &key, own);
                return Ok((
                    StatusCode::CREATED,
                    accepted(desk, NOWHERE, reference, slot_ends).await,
                ));
            }
            let references = references(&request)?;
            let new =
                NewCallback { site: site_id, key, fingerprint, references, request, received };
            desk.store.accept(new).await.map_err(busy)?
        }
    };
    let (code, reference) = acknowledged(desk, outcome, Refusal::Later)?;
    let site = site.options.site.as_str();
    Ok((code, accepted(desk, site, reference, slot_ends).await))
}

/// What the store says of what came in; `no_room` if there was no reference for it.
fn acknowledged(
    desk: &Inner,
    outcome: Intake,
    no_room: Refusal,
) -> Result<(StatusCode, String), Refusal> {
    match outcome {
        Intake::Accepted { reference } => {
            desk.news.notify_one();
            Ok((StatusCode::CREATED, reference))
        }
        Intake::Repeated { reference } => Ok((StatusCode::OK, reference)),
        Intake::KeyReused => Err(Refusal::KeyReused),
        Intake::Erased => Err(Refusal::Erased),
        Intake::NoReference => Err(no_room),
    }
}

/// The site of what is thanked for and not stored. No site is called so: its link looks like any other
/// and opens nothing, not even the request of somebody else whose reference was brought.
const NOWHERE: &str = "";

/// What the sender is told: the reference, and the link by which the customer sees how it stands.
async fn accepted(
    desk: &Inner,
    site: &str,
    reference: String,
    slot_ends: Seconds,
) -> CallbackAccepted {
    let status = match desk.links.signer(desk).await {
        Ok(signer) => signer.path(site, &reference, slot_ends),
        // The request is stored, with or without a link to it.
        Err(error) => {
            desk.fault(&error);
            String::new()
        }
    };
    CallbackAccepted { reference, status }
}

/// Two bodies that say the same are the same, however they are spaced.
fn fingerprint(request: &CallbackRequest) -> Result<[u8; 32], Refusal> {
    /// Fields that came later, while they are empty. Left out, a request that has waited since before
    /// they were there is still the same request. No customer's text holds these bytes: quotation
    /// marks in it are escaped.
    const LATER: [&str; 3] =
        [r#","consent_text":"""#, r#","consent_version":"""#, r#","device":"""#];
    let text = serde_json::to_string(request).map_err(|_| Refusal::Later)?;
    let text = LATER.iter().fold(text, |text, field| text.replace(field, ""));
    Ok(sha256(&["callback", &text]))
}

/// The customer's own code first, for it may stand in their messages already.
fn references(request: &CallbackRequest) -> Result<Vec<String>, Refusal> {
    let mut references: Vec<String> =
        reference::read(&request.hand_off.reference).into_iter().collect();
    for _ in 0..3 {
        references.push(reference::random().map_err(|_| Refusal::Later)?);
    }
    Ok(references)
}
