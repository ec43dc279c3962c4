use std::sync::Arc;

use axum::{
    Form,
    extract::{
        Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    guard::{self, Signed},
    queue::{Said, frame},
    reply::{Problem, page},
    sign_in,
};
use crate::{
    desk::Inner,
    pages::{self, Notice, SignInFace},
    record::{Acted, Settle, Settlement},
};

/// The form of the button on a question.
#[derive(Deserialize)]
pub struct Press {
    proof: String,
    act: String,
    question: i64,
}

/// `GET /desk/questions`
pub async fn questions(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    said: Result<Query<Said>, QueryRejection>,
) -> Response {
    let notice = said.ok().and_then(|Query(said)| said.notice());
    let drawn = draw(&desk, &headers, notice).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw(
    desk: &Inner,
    headers: &HeaderMap,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else {
        return Ok(sign_in::first(desk, SignInFace::Page, "questions"));
    };
    show(desk, &signed, StatusCode::OK, notice).await
}

async fn show(
    desk: &Inner,
    signed: &Signed<'_>,
    status: StatusCode,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let questions = desk.store.questions(signed.site.id());
    let questions = questions.await.map_err(|error| Problem::of_store(desk, &error))?;
    Ok(page(status, pages::questions(&frame(desk, signed), &questions, notice)))
}

/// `POST /desk/questions`
pub async fn settle(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    form: Result<Form<Press>, FormRejection>,
) -> Response {
    if let Err(response) = guard::own_form(&desk, &headers) {
        return *response;
    }
    let Ok(Form(press)) = form else { return Problem::Form.response(&desk) };
    let done = perform(&desk, &headers, &press).await;
    done.unwrap_or_else(|problem| problem.response(&desk))
}

async fn perform(desk: &Inner, headers: &HeaderMap, press: &Press) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else {
        return Ok(sign_in::first(desk, SignInFace::Ended, "questions"));
    };
    guard::proven(&signed, &press.proof)?;
    let (settle, notice) = match press.act.as_str() {
        "done" => (Settle::Done, Notice::QuestionDone),
        "reopen" => (Settle::Reopen, Notice::QuestionOpen),
        _ => return Err(Problem::Form),
    };
    let settlement = Settlement {
        site: signed.site.id(),
        question: press.question,
        agent: signed.agent.id,
        settle,
        at: desk.now(),
    };
    let acted = desk.store.settle(settlement).await;
    match acted.map_err(|error| Problem::of_store(desk, &error))? {
        Acted::Done => {
            Ok(Redirect::to(&format!("/desk/questions?said={}", notice.name())).into_response())
        }
        Acted::Unknown => Err(Problem::NoQuestion),
        Acted::Refused => {
            show(desk, &signed, StatusCode::CONFLICT, Some(Notice::QuestionTooLate)).await
        }
    }
}
