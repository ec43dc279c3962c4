//! The desk's pages: HTML drawn here, with one stylesheet, and one script that they can do without.

mod call;
mod call_words;
mod card;
mod chat;
mod chats;
mod dashboard;
mod finish;
mod frame;
mod history;
mod journey;
mod notice;
mod plot;
mod problem;
mod questions;
mod queue;
mod record;
mod replies;
mod reply;
mod search;
mod sign_in;
mod who;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

pub use self::{
    call::{Call, CallNotice, CallProblem, call, call_problem},
    call_words::CallWords,
    chat::{OpenChat, chat},
    chats::chats,
    dashboard::dashboard,
    finish::Filled,
    frame::Frame,
    notice::Notice,
    problem::problem,
    questions::questions,
    queue::queue,
    record::{Open, record},
    replies::{Found as RepliesFound, replies},
    reply::{Said as ReplySaid, Writing as ReplyWriting, reply, reply_to},
    search::{search, too_short},
    sign_in::{SignInFace, sign_in},
};

/// `GET /desk/style.css`
pub async fn stylesheet() -> Response {
    file("text/css; charset=utf-8", include_str!("pages/style.css"))
}

/// `GET /desk/desk.js`
pub async fn script() -> Response {
    file("text/javascript; charset=utf-8", include_str!("pages/desk.js"))
}

fn file(kind: &'static str, text: &'static str) -> Response {
    let keep = "public, max-age=300";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], text).into_response()
}
