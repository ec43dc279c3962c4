use std::{net::IpAddr, sync::Arc};

use axum::{
    Form,
    extract::{State, rejection::FormRejection},
    http::{Extensions, HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use maud::Markup;
use serde::Deserialize;

use super::{
    attempts::WINDOW,
    cookie, guard,
    reply::{Problem, page},
};
use crate::{
    caller,
    desk::Inner,
    pages::{self, SignInFace},
    reference,
    sessions::NewSession,
    token::Token,
};

/// The fields of the sign-in form.
#[derive(Default, Deserialize)]
pub struct SignIn {
    /// The id of the site, where the desk serves several.
    #[serde(default)]
    site: String,
    name: String,
    password: String,
    /// The reference of the request to go on to, or the name of a page of the desk.
    #[serde(default)]
    to: String,
}

/// The form of a button that carries nothing but its proof.
#[derive(Deserialize)]
pub struct Button {
    proof: String,
}

/// The answer to somebody who is not signed in: the form, which leads on to what they asked for.
pub fn first(desk: &Inner, kind: SignInFace, to: &str) -> Response {
    page(StatusCode::UNAUTHORIZED, face(desk, kind, to))
}

/// The sign-in form, which leads on to a request or a page.
pub fn face(desk: &Inner, face: SignInFace, to: &str) -> Markup {
    form(desk, face, &SignIn { to: to.to_owned(), ..SignIn::default() })
}

fn form(desk: &Inner, face: SignInFace, filled: &SignIn) -> Markup {
    let sites = desk.sites.iter().map(|site| {
        let id = site.options.site.as_str();
        (id, site.options.company.as_str(), id == filled.site)
    });
    pages::sign_in(desk.sites.title(), &sites.collect::<Vec<_>>(), face, &filled.name, &filled.to)
}

/// `POST /desk/sign-in`
pub async fn sign_in(
    State(desk): State<Arc<Inner>>,
    extensions: Extensions,
    headers: HeaderMap,
    form: Result<Form<SignIn>, FormRejection>,
) -> Response {
    if let Err(response) = guard::own_form(&desk, &headers) {
        return *response;
    }
    let Ok(Form(form)) = form else { return Problem::Form.response(&desk) };
    let address = caller::of(&extensions, &headers, &desk.options.trusted_proxies);
    enter(&desk, &headers, address, form).await.unwrap_or_else(|problem| problem.response(&desk))
}

async fn enter(
    desk: &Inner,
    headers: &HeaderMap,
    address: Option<IpAddr>,
    form: SignIn,
) -> Result<Response, Problem> {
    let name = form.name.trim().to_owned();
    let again = |status, face| page(status, self::form(desk, face, &form));
    let Some(site) = desk.sites.get(&form.site).or(desk.sites.only()) else {
        return Ok(again(StatusCode::UNAUTHORIZED, SignInFace::Wrong));
    };
    // Agents of two sites may have the same name.
    let tried = format!("{}/{name}", site.id());
    if !desk.attempts.begin(&tried, address, desk.now()) {
        let wait = [(header::RETRY_AFTER, HeaderValue::from(WINDOW))];
        return Ok(
            (wait, again(StatusCode::TOO_MANY_REQUESTS, SignInFace::TooMany)).into_response()
        );
    }
    let found = desk.store.agent(site.id(), name);
    let found = found.await.map_err(|error| Problem::of_store(desk, &error))?;
    let (agent, hash) = found.unzip();
    let right = desk.passwords.matches(form.password.clone(), hash).await;
    let Some(agent) = agent.filter(|_| right) else {
        return Ok(again(StatusCode::UNAUTHORIZED, SignInFace::Wrong));
    };
    desk.attempts.succeeded(&tried, address);

    let token = Token::random().map_err(|_| Problem::Later)?;
    let begins = desk.now();
    let session = NewSession {
        token: token.hash(),
        replaces: cookie::read(headers, desk.options.https).map(|old| old.hash()),
        agent: agent.id,
        begins,
        ends: begins.saturating_add(cookie::LASTS),
    };
    let begun = desk.store.begin_session(session);
    begun.await.map_err(|error| Problem::of_store(desk, &error))?;
    let to = match (form.to.as_str(), reference::read(&form.to)) {
        (room @ ("hand-offs" | "questions" | "replies" | "dashboard"), _) => {
            format!("/desk/{room}")
        }
        (to, _) if to.starts_with("hand-offs/") => {
            let reference = to.split('/').nth(1).and_then(reference::read);
            format!("/desk/hand-offs/{}", reference.unwrap_or_default())
        }
        (_, Some(reference)) => format!("/desk/requests/{reference}"),
        (_, None) => "/desk".to_owned(),
    };
    Ok(with_cookie(Redirect::to(&to), cookie::begin(&token, desk.options.https)))
}

/// `POST /desk/sign-out`
pub async fn sign_out(
    State(desk): State<Arc<Inner>>,
    headers: HeaderMap,
    form: Result<Form<Button>, FormRejection>,
) -> Response {
    if let Err(response) = guard::own_form(&desk, &headers) {
        return *response;
    }
    let Ok(Form(form)) = form else { return Problem::Form.response(&desk) };
    leave(&desk, &headers, &form).await.unwrap_or_else(|problem| problem.response(&desk))
}

async fn leave(desk: &Inner, headers: &HeaderMap, form: &Button) -> Result<Response, Problem> {
    if let Some(signed) = guard::signed(desk, headers).await? {
        guard::proven(&signed, &form.proof)?;
        let ended = desk.store.end_session(signed.session());
        ended.await.map_err(|error| Problem::of_store(desk, &error))?;
    }
    Ok(with_cookie(Redirect::to("/desk"), cookie::end(desk.options.https)))
}

fn with_cookie(redirect: Redirect, cookie: Option<HeaderValue>) -> Response {
    let mut response = redirect.into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}
