use std::sync::Arc;

use axum::{
    Form,
    extract::{Path, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    guard,
    queue::show_record,
    reply::{Problem, page},
    sign_in,
};
use crate::{
    desk::Inner,
    pages::{Notice, SignInFace},
    record::{Act, Acted, Deed, Outcome},
    reference,
};

/// The form of the buttons on a request.
#[derive(Deserialize)]
pub struct Press {
    proof: String,
    act: String,
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    note: String,
}

/// `POST /desk/requests/{reference}`
pub async fn act(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    Path(reference): Path<String>,
    form: Result<Form<Press>, FormRejection>,
) -> Response {
    if let Err(response) = guard::own_form(&desk, &headers) {
        return *response;
    }
    let Ok(Form(press)) = form else { return Problem::Form.response(&desk) };
    let done = perform(&desk, &headers, &reference, press).await;
    done.unwrap_or_else(|problem| problem.response(&desk))
}

async fn perform(
    desk: &Inner,
    headers: &HeaderMap,
    text: &str,
    press: Press,
) -> Result<Response, Problem> {
    let reference = reference::read(text).ok_or(Problem::Unknown)?;
    let Some(signed) = guard::signed(desk, headers).await? else {
        let form = sign_in::face(desk, SignInFace::Ended, &reference);
        return Ok(page(StatusCode::UNAUTHORIZED, form));
    };
    guard::proven(&signed, &press.proof)?;
    let Some(act) = meant(&press) else {
        let notice = Some(Notice::ChooseOutcome);
        return show_record(desk, &signed, StatusCode::UNPROCESSABLE_ENTITY, text, notice).await;
    };
    if press.note.chars().count() > 2_000 {
        return Err(Problem::Form);
    }
    let at = desk.now();
    let to = match &act {
        Act::Claim | Act::Reopen => format!("/desk/requests/{reference}"),
        Act::Release => format!("/desk?said={}", Notice::Released.name()),
        Act::Finish { .. } => format!("/desk?said={}", Notice::Finished.name()),
    };
    let deed = Deed { site: signed.site.id(), reference, agent: signed.agent.id, act, at };
    let acted = desk.store.act(deed).await.map_err(|error| Problem::of_store(desk, &error))?;
    match acted {
        Acted::Done => Ok(Redirect::to(&to).into_response()),
        Acted::Unknown => Err(Problem::Unknown),
        Acted::Refused => {
            show_record(desk, &signed, StatusCode::CONFLICT, text, Some(Notice::TooLate)).await
        }
    }
}

/// What the agent means, or nothing if the outcome is missing or the form is not the desk's.
fn meant(press: &Press) -> Option<Act> {
    match press.act.as_str() {
        "claim" => Some(Act::Claim),
        "release" => Some(Act::Release),
        "reopen" => Some(Act::Reopen),
        "finish" => {
            let outcome = Outcome::named(&press.outcome)?;
            Some(Act::Finish { outcome, note: press.note.trim().to_owned() })
        }
        _ => None,
    }
}
