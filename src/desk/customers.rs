//! What a customer sees and does with the link to their request: how it stands, another time, no
//! call after all.

use std::{net::IpAddr, sync::Arc};

use axum::{
    Form, Router,
    extract::{
        DefaultBodyLimit, Path, Query, State,
        rejection::{FormRejection, QueryRejection},
    },
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::map_response,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use serde::Deserialize;
use unstuck_model::hours::Seconds;

use crate::{
    agents::{
        attempts::WINDOW,
        reply::{self, page},
        same_origin::is_same_origin,
    },
    caller,
    clock::Clock,
    desk::Inner,
    intake::PAUSE,
    link::{Opened, Signer},
    pages::{Call, CallNotice, CallProblem, CallWords, call, call_problem},
    record::Acted,
    slots::choices,
    standing::{Standing, Wish},
    store::StoreError,
};

/// The most bytes of a form.
const LIMIT: usize = 4 * 1024;

/// The routes of customers.
pub fn routes() -> Router<Arc<Inner>> {
    Router::new()
        .route("/r/{link}", get(show).post(change))
        .layer(DefaultBodyLimit::max(LIMIT))
        .layer(map_response(reply::guarded))
        .layer(map_response(unlisted))
}

/// No search engine keeps the page, whoever has shown it the link.
async fn unlisted(mut response: Response) -> Response {
    let name = HeaderName::from_static("x-robots-tag");
    response.headers_mut().insert(name, HeaderValue::from_static("noindex, nofollow"));
    response
}

/// What the page says above itself.
#[derive(Default, Deserialize)]
struct Said {
    #[serde(default)]
    said: String,
}

/// The forms of the page.
#[derive(Deserialize)]
struct Press {
    #[serde(default)]
    proof: String,
    #[serde(default)]
    act: String,
    /// When the chosen slot begins.
    #[serde(default)]
    from: Option<Seconds>,
}

/// A request of whose link somebody came.
struct Visit<'a> {
    desk: &'a Inner,
    link: &'a str,
    signer: &'a Signer,
    opened: Opened<'a>,
}

async fn show(
    State(desk): State<Arc<Inner>>,
    extensions: Extensions,
    headers: HeaderMap,
    Path(link): Path<String>,
    said: Result<Query<Said>, QueryRejection>,
) -> Response {
    let said = said.map(|Query(said)| said).unwrap_or_default();
    let shown = async {
        let caller = caller::of(&extensions, &headers, &desk.options.trusted_proxies);
        let visit = visit(&desk, caller, &link).await?;
        visit.show(StatusCode::OK, CallNotice::named(&said.said)).await
    };
    shown.await.unwrap_or_else(|problem| problem_of(&desk, &headers, problem))
}

async fn change(
    State(desk): State<Arc<Inner>>,
    extensions: Extensions,
    headers: HeaderMap,
    Path(link): Path<String>,
    form: Result<Form<Press>, FormRejection>,
) -> Response {
    let changed = async {
        let caller = caller::of(&extensions, &headers, &desk.options.trusted_proxies);
        let visit = visit(&desk, caller, &link).await?;
        let Ok(Form(press)) = form else { return Err(CallProblem::Form) };
        if !is_same_origin(&headers) || !visit.signer.proves(&link, &press.proof) {
            return Err(CallProblem::Form);
        }
        visit.perform(&press).await
    };
    changed.await.unwrap_or_else(|problem| problem_of(&desk, &headers, problem))
}

/// Whoever comes with a link; all links that lead nowhere are answered alike.
async fn visit<'a>(
    desk: &'a Inner,
    caller: Option<IpAddr>,
    link: &'a str,
) -> Result<Visit<'a>, CallProblem> {
    let signer = desk.links.signer(desk).await.map_err(|error| later(desk, &error))?;
    let now = desk.now();
    let Some(opened) = signer.open(&desk.sites, link, now) else {
        let few = desk.links.wrong.begin("link", caller, now);
        return Err(if few { CallProblem::Unknown } else { CallProblem::TooMany });
    };
    Ok(Visit { desk, link, signer, opened })
}

impl Visit<'_> {
    async fn standing(&self) -> Result<Standing, CallProblem> {
        let Self { desk, opened, .. } = self;
        let found = desk.store.standing(opened.site.id(), opened.reference.clone(), desk.now());
        found.await.map_err(|error| later(desk, &error))?.ok_or(CallProblem::Unknown)
    }

    async fn show(
        &self,
        status: StatusCode,
        notice: Option<CallNotice>,
    ) -> Result<Response, CallProblem> {
        let standing = self.standing().await?;
        let site = self.opened.site;
        let own = Clock::of(&standing.zone);
        let clock = own.as_ref().unwrap_or(&site.clock);
        let call = call(&Call {
            words: CallWords::of(&standing.language),
            company: &site.options.company,
            reference: &self.opened.reference,
            clock,
            is_own_clock: own.is_some(),
            now: self.desk.now(),
            choices: choices(clock.zone(), standing.slot, self.desk.now()),
            standing: &standing,
            link: self.link,
            proof: self.signer.proof(self.link),
            notice,
        });
        Ok(page(status, call))
    }

    async fn perform(&self, press: &Press) -> Result<Response, CallProblem> {
        let (desk, now) = (self.desk, self.desk.now());
        let (wish, said) = match press.act.as_str() {
            "cancel" => (Wish::Cancel, CallNotice::Cancelled),
            "move" => {
                let standing = self.standing().await?;
                let own = Clock::of(&standing.zone);
                let clock = own.as_ref().unwrap_or(&self.opened.site.clock);
                let choices = choices(clock.zone(), standing.slot, now);
                // Nobody is phoned at a time that was not offered, whatever a form says.
                let slot = press
                    .from
                    .and_then(|from| choices.into_iter().flatten().find(|slot| slot.from == from));
                let Some(slot) = slot else {
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    return self.show(status, Some(CallNotice::Choose)).await;
                };
                (Wish::Move(slot), CallNotice::Moved)
            }
            _ => return Err(CallProblem::Form),
        };
        let Opened { site, reference } = &self.opened;
        let acted = desk.store.change(site.id(), reference.clone(), wish, now);
        match acted.await.map_err(|error| later(desk, &error))? {
            Acted::Done => {
                let to = format!("/r/{}?said={}", self.link, said.name());
                Ok(Redirect::to(&to).into_response())
            }
            Acted::Refused => self.show(StatusCode::CONFLICT, Some(CallNotice::TooLate)).await,
            Acted::Unknown => Err(CallProblem::Unknown),
        }
    }
}

fn later(desk: &Inner, error: &StoreError) -> CallProblem {
    desk.fault(error);
    CallProblem::Later
}

/// The page of a problem, in the language that the browser asks for first: which request it is about
/// is not known, or not told.
fn problem_of(desk: &Inner, headers: &HeaderMap, problem: CallProblem) -> Response {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let words = CallWords::of(asked.unwrap_or_default());
    let status = match problem {
        CallProblem::Unknown => StatusCode::NOT_FOUND,
        CallProblem::TooMany => StatusCode::TOO_MANY_REQUESTS,
        CallProblem::Form => StatusCode::FORBIDDEN,
        CallProblem::Later => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut response = page(status, call_problem(words, desk.sites.title(), problem));
    let wait = match problem {
        CallProblem::Unknown | CallProblem::Form => None,
        CallProblem::TooMany => Some(HeaderValue::from(WINDOW)),
        CallProblem::Later => Some(PAUSE),
    };
    if let Some(wait) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, wait);
    }
    response
}
