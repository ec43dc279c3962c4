//! What agents see and do: sign in, the queue, one request, questions, the dashboard.

mod act;
pub mod attempts;
mod cookie;
mod dashboard;
mod guard;
mod live;
pub mod password;
mod questions;
mod queue;
pub mod reply;
pub mod same_origin;
mod search;
mod sign_in;

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::map_response,
    response::Redirect,
    routing::{get, post},
};

use crate::{desk::Inner, pages};

/// The most bytes of a form.
const LIMIT: usize = 16 * 1024;

/// The routes of agents.
pub fn routes() -> Router<Arc<Inner>> {
    Router::new()
        .route("/desk", get(queue::queue))
        .route("/desk/", get(|| async { Redirect::to("/desk") }))
        .route("/desk/sign-in", post(sign_in::sign_in).get(|| async { Redirect::to("/desk") }))
        .route("/desk/sign-out", post(sign_in::sign_out).get(|| async { Redirect::to("/desk") }))
        .route("/desk/requests/{reference}", get(queue::request).post(act::act))
        .route("/desk/search", get(search::search))
        .route("/desk/events", get(live::events))
        .route("/desk/questions", get(questions::questions).post(questions::settle))
        .route("/desk/dashboard", get(dashboard::dashboard))
        .route("/desk/dashboard/{file}", get(dashboard::sheet))
        // What pages count was once a page of its own.
        .route("/desk/counts", get(|| async { Redirect::to("/desk/dashboard") }))
        .route("/desk/style.css", get(pages::stylesheet))
        .route("/desk/desk.js", get(pages::script))
        .layer(DefaultBodyLimit::max(LIMIT))
        .layer(map_response(reply::guarded))
}
