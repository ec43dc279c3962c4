//! The desk's pages: HTML drawn here, with no script and one stylesheet.

mod call;
mod call_words;
mod card;
mod counts;
mod frame;
mod journey;
mod notice;
mod problem;
mod questions;
mod queue;
mod record;
mod sign_in;
mod who;

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

pub use self::{
    call::{Call, CallNotice, CallProblem, call, call_problem},
    call_words::CallWords,
    counts::{COUNTED_DAYS, counts},
    frame::Frame,
    notice::Notice,
    problem::problem,
    questions::questions,
    queue::queue,
    record::record,
    sign_in::{SignInFace, sign_in},
};

/// `GET /desk/style.css`
pub async fn stylesheet() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=300"),
    ];
    (headers, include_str!("pages/style.css")).into_response()
}
