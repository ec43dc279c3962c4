use std::sync::Arc;

use axum::{
    Form,
    extract::{
        Path, Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    act::note,
    guard::{self, Signed},
    queue::{Said, frame, unknown},
    reply::{Problem, page},
    sign_in,
};
use crate::{
    desk::Inner,
    hand_offs::{ChatAct, ChatDeed, NOT_SOLVED, SOLVED},
    pages::{self, Filled, Notice, OpenChat, SignInFace},
    record::{About, Acted},
    reference,
};

/// The form of the buttons on a chat.
#[derive(Deserialize)]
pub struct Press {
    proof: String,
    act: String,
    #[serde(default)]
    outcome: String,
    #[serde(default)]
    purpose: String,
    #[serde(default)]
    action: String,
    #[serde(default)]
    note: String,
}

/// `GET /desk/hand-offs`
pub async fn chats(State(desk): State<Arc<Inner>>, headers: HeaderMap) -> Response {
    let drawn = draw_all(&desk, &headers).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw_all(desk: &Inner, headers: &HeaderMap) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else {
        return Ok(sign_in::first(desk, SignInFace::Page, "hand-offs"));
    };
    let chats = desk.store.chats(signed.site.id()).await;
    let chats = chats.map_err(|error| Problem::of_store(desk, &error))?;
    Ok(page(StatusCode::OK, pages::chats(&frame(desk, &signed), &chats)))
}

/// `GET /desk/hand-offs/{reference}`
pub async fn chat(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    Path(reference): Path<String>,
    said: Result<Query<Said>, QueryRejection>,
) -> Response {
    let notice = said.ok().and_then(|Query(said)| said.notice());
    let drawn = draw(&desk, &headers, &reference, notice).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw(
    desk: &Inner,
    headers: &HeaderMap,
    text: &str,
    notice: Option<Notice>,
) -> Result<Response, Problem> {
    let reference = reference::read(text);
    let Some(signed) = guard::signed(desk, headers).await? else {
        let to = format!("hand-offs/{}", reference.unwrap_or_default());
        return Ok(sign_in::first(desk, SignInFace::Page, &to));
    };
    let reference = reference.ok_or(Problem::Unknown)?;
    show(desk, &signed, StatusCode::OK, &reference, notice, &Filled::default()).await
}

/// One chat's page, with a notice above it and what was chosen in its form.
async fn show(
    desk: &Inner,
    signed: &Signed<'_>,
    status: StatusCode,
    reference: &str,
    notice: Option<Notice>,
    filled: &Filled,
) -> Result<Response, Problem> {
    let busy = |error| Problem::of_store(desk, &error);
    let chat = desk.store.chat(signed.site.id(), reference.to_owned()).await.map_err(busy)?;
    let Some(chat) = chat else { return Err(unknown(desk, signed, reference).await) };
    let choices = desk.store.choices(signed.site.id()).await.map_err(busy)?;
    let inboxes = &signed.site.options.inboxes;
    let inbox = inboxes.iter().find(|(kind, _)| *kind == chat.channel);
    let inbox = inbox.map(|(_, inbox)| inbox.as_str());
    let open = OpenChat { chat: &chat, choices: &choices, inbox, filled };
    Ok(page(status, pages::chat(&frame(desk, signed), &open, notice)))
}

/// `POST /desk/hand-offs/{reference}`
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
        let to = format!("hand-offs/{reference}");
        return Ok(sign_in::first(desk, SignInFace::Ended, &to));
    };
    guard::proven(&signed, &press.proof)?;
    let press = Press { note: note(&press.note)?, ..press };
    let act = match press.act.as_str() {
        "answer" => ChatAct::Answer,
        "settle" => match press.settled() {
            Ok(act) => act,
            Err(notice) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                let (notice, filled) = (Some(notice), press.filled());
                return show(desk, &signed, status, &reference, notice, &filled).await;
            }
        },
        _ => return Err(Problem::Form),
    };
    let (said, late) = match &act {
        ChatAct::Answer => (Notice::ChatAnswered, Notice::ChatTaken),
        ChatAct::Settle { .. } => (Notice::ChatSettled, Notice::ChatOver),
    };
    let deed = ChatDeed {
        site: signed.site.id(),
        reference: reference.clone(),
        agent: signed.agent.id,
        act,
        at: desk.now(),
    };
    let acted = desk.store.act_on_chat(deed).await;
    match acted.map_err(|error| Problem::of_store(desk, &error))? {
        Acted::Done => {
            let to = format!("/desk/hand-offs/{reference}?said={}", said.name());
            Ok(Redirect::to(&to).into_response())
        }
        Acted::Unknown => Err(unknown(desk, &signed, &reference).await),
        Acted::Refused => {
            let (status, filled) = (StatusCode::CONFLICT, press.filled());
            show(desk, &signed, status, &reference, Some(late), &filled).await
        }
    }
}

impl Press {
    /// How the chat ended, or what is missing.
    fn settled(&self) -> Result<ChatAct, Notice> {
        let is_solved = match self.outcome.as_str() {
            SOLVED => true,
            NOT_SOLVED => false,
            _ => return Err(Notice::ChooseEnd),
        };
        let about = About::read(&self.purpose, &self.action).ok_or(Notice::ChooseAbout)?;
        Ok(ChatAct::Settle { is_solved, about, note: self.note.clone() })
    }

    fn filled(&self) -> Filled {
        Filled {
            outcome: self.outcome.clone(),
            purpose: self.purpose.clone(),
            action: self.action.clone(),
            note: self.note.clone(),
            ..Filled::default()
        }
    }
}
