use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use unstuck_model::counts::Counted;

use super::{
    guard,
    queue::frame,
    reply::{Problem, page},
    sign_in,
};
use crate::{
    desk::Inner,
    pages::{self, SignInFace},
};

const DAY: i64 = 24 * 3600;

/// `GET /desk/counts`
pub async fn counts(State(desk): State<Arc<Inner>>, headers: HeaderMap) -> Response {
    let drawn = draw(&desk, &headers).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw(desk: &Inner, headers: &HeaderMap) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else {
        let form = sign_in::face(desk, SignInFace::Page, "counts");
        return Ok(page(StatusCode::UNAUTHORIZED, form));
    };
    let since = desk.now().div_euclid(DAY).saturating_sub(pages::COUNTED_DAYS - 1);
    let mut counted = Vec::new();
    for kind in Counted::ALL {
        let rows = desk.store.counted(signed.site.id(), kind, since).await;
        counted.push((kind, rows.map_err(|error| Problem::of_store(desk, &error))?));
    }
    Ok(page(StatusCode::OK, pages::counts(&frame(desk, &signed), &counted)))
}
