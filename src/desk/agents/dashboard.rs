use std::sync::Arc;

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use unstuck_model::estimates::CALLBACK;

use super::{
    guard::{self, Signed},
    queue::frame,
    reply::{Problem, page},
    sign_in,
};
use crate::{
    dashboard::{Figures, Part, Period, Span},
    desk::Inner,
    pages::{self, SignInFace},
};

/// The period that an address names.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    days: String,
}

/// `GET /desk/dashboard?days=`
pub async fn dashboard(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let drawn = draw(&desk, &headers, &asked).await;
    drawn.unwrap_or_else(|problem| problem.response(&desk))
}

async fn draw(desk: &Inner, headers: &HeaderMap, asked: &Asked) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else { return Ok(stranger(desk)) };
    let figures = figures(desk, &signed, asked).await?;
    Ok(page(StatusCode::OK, pages::dashboard(&frame(desk, &signed), &figures)))
}

fn stranger(desk: &Inner) -> Response {
    sign_in::first(desk, SignInFace::Page, "dashboard")
}

async fn figures(desk: &Inner, signed: &Signed<'_>, asked: &Asked) -> Result<Figures, Problem> {
    let (site, now) = (signed.site, desk.now());
    let period = Period::named(&asked.days);
    let span = Span::of(period, &site.clock, now);
    let selected = desk.store.dashboard(site.id(), span.since, span.counted_since());
    let selected = selected.await.map_err(|error| Problem::of_store(desk, &error))?;
    let promise = site.options.promises.get(CALLBACK).copied();
    Ok(Figures::of(selected, (period, span), &site.clock, promise, now))
}

/// `GET /desk/dashboard/NAME.csv?days=`: the table of one part, for spreadsheets.
pub async fn sheet(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    Path(file): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let written = write(&desk, &headers, &file, &asked).await;
    written.unwrap_or_else(|problem| problem.response(&desk))
}

async fn write(
    desk: &Inner,
    headers: &HeaderMap,
    file: &str,
    asked: &Asked,
) -> Result<Response, Problem> {
    let Some(signed) = guard::signed(desk, headers).await? else { return Ok(stranger(desk)) };
    let part = Part::of_file(file).ok_or(Problem::NoSheet)?;
    let figures = figures(desk, &signed, asked).await?;
    let text = part.sheet(&figures, &signed.site.clock).written().map_err(|_| Problem::Later)?;
    // Its parts are names of ours, an id and a number: signs that a header may hold.
    let name = format!(
        "attachment; filename=\"{}-{}-{}-days.csv\"",
        signed.site.id(),
        part.name(),
        figures.period.days()
    );
    let name = HeaderValue::from_str(&name).map_err(|_| Problem::Later)?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8; header=present");
    let head = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)];
    Ok((head, text).into_response())
}
