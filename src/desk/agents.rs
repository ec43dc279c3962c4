//! What agents see and do: sign in, the queue, one request, questions, the dashboard.

mod act;
pub mod attempts;
mod cookie;
mod dashboard;
mod guard;
mod hand_offs;
mod live;
pub mod password;
mod questions;
mod queue;
mod replies;
pub mod reply;
mod reply_form;
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

/// The most bytes of the form of a reply: nothing that is typed is lost, however long it is.
const REPLY_LIMIT: usize = 128 * 1024;

/// The routes of agents.
pub fn routes() -> Router<Arc<Inner>> {
    Router::new()
        .route("/desk", get(queue::queue))
        .route("/desk/", get(|| async { Redirect::to("/desk") }))
        .route("/desk/sign-in", post(sign_in::sign_in).get(|| async { Redirect::to("/desk") }))
        .route("/desk/sign-out", post(sign_in::sign_out).get(|| async { Redirect::to("/desk") }))
        .route("/desk/requests/{reference}", get(queue::request).post(act::act))
        .route("/desk/hand-offs", get(hand_offs::chats))
        .route("/desk/hand-offs/{reference}", get(hand_offs::chat).post(hand_offs::act))
        .route("/desk/search", get(search::search))
        .route("/desk/events", get(live::events))
        .route("/desk/questions", get(questions::questions).post(questions::settle))
        .route("/desk/dashboard", get(dashboard::dashboard))
        .route("/desk/dashboard/{file}", get(dashboard::sheet))
        // What pages count was once a page of its own.
        .route("/desk/counts", get(|| async { Redirect::to("/desk/dashboard") }))
        .route(
            "/desk/replies",
            get(replies::replies)
                .merge(post(reply_form::act).layer(DefaultBodyLimit::max(REPLY_LIMIT))),
        )
        .route("/desk/replies/new", get(reply_form::new))
        .route("/desk/replies/{id}", get(reply_form::kept))
        .route("/desk/style.css", get(pages::stylesheet))
        .route("/desk/desk.js", get(pages::script))
        .layer(DefaultBodyLimit::max(LIMIT))
        .layer(map_response(reply::guarded))
}
