//! What the operator asks and is told: health, numbers, a line for each answer.

use std::{sync::Arc, time::Instant};

use axum::{
    Json, Router,
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};

use crate::{desk::Inner, intake::PAUSE, log::LogEvent};

/// Whether the desk is well and what it understands, for whoever sends it requests.
pub fn health_routes() -> Router<Arc<Inner>> {
    Router::new().route("/healthz", get(health)).route("/openapi.json", get(description))
}

/// What only the operator should see.
pub fn routes() -> Router<Arc<Inner>> {
    health_routes().route("/metrics", get(metrics))
}

async fn health(State(desk): State<Arc<Inner>>) -> Response {
    let said = |word: &str| Json(serde_json::json!({ "status": word }));
    match desk.store.ready().await {
        Ok(()) => said("ok").into_response(),
        Err(error) => {
            desk.fault(&error);
            let wait = [(header::RETRY_AFTER, PAUSE)];
            (StatusCode::SERVICE_UNAVAILABLE, wait, said("store")).into_response()
        }
    }
}

/// The description of what customers' browsers and other programs send, by OpenAPI 3.1.
async fn description() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], include_str!("openapi.json")).into_response()
}

async fn metrics(State(desk): State<Arc<Inner>>) -> Response {
    for site in desk.sites.iter() {
        match desk.store.load(site.id(), desk.now()).await {
            Ok(load) => desk.metrics.load(&site.id(), &load),
            // What was counted in memory is told all the same.
            Err(error) => desk.fault(&error),
        }
    }
    match desk.metrics.text() {
        Ok(text) => {
            let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
            ([(header::CONTENT_TYPE, kind)], text).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Counts and tells each answer, by the pattern of its path: paths hold references.
pub async fn observe(State(desk): State<Arc<Inner>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = known(request.method());
    let matched = request.extensions().get::<MatchedPath>();
    let route = matched.map_or("other", MatchedPath::as_str).to_owned();
    let response = next.run(request).await;
    let took = begun.elapsed();
    let status = response.status().as_u16();
    desk.metrics.served(method, &route, status, took);
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    (desk.options.log)(&LogEvent::Served { method, route, status, milliseconds });
    response
}

/// The method by its name, if it is a usual one: anybody can make up others.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::OPTIONS => "OPTIONS",
        Method::HEAD => "HEAD",
        _ => "other",
    }
}
