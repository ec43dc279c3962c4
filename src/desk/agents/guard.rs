use std::sync::Arc;

use axum::{http::HeaderMap, response::Response};

use super::{cookie, reply::Problem, same_origin::is_same_origin};
use crate::{desk::Inner, guides::Shelf, record::Agent, site::Site, team::Role, token::Token};

/// An agent who is signed in.
pub struct Signed<'a> {
    pub agent: Agent,
    pub role: Role,
    /// The site that the agent belongs to.
    pub site: &'a Site,
    token: Token,
}

impl Signed<'_> {
    /// The proof that the agent's forms carry.
    pub fn proof(&self) -> String {
        self.token.form_proof()
    }

    /// The guides of the agent's site, if the desk knows them.
    pub fn shelf(&self) -> Option<Arc<Shelf>> {
        self.site.options.guides.as_ref().map(|guides| guides.now())
    }

    /// The session as the store names it.
    pub fn session(&self) -> [u8; 32] {
        self.token.hash()
    }
}

/// Who is signed in, if anybody.
pub async fn signed<'a>(
    desk: &'a Inner,
    headers: &HeaderMap,
) -> Result<Option<Signed<'a>>, Problem> {
    let Some(token) = cookie::read(headers, desk.options.https) else { return Ok(None) };
    let session = desk.store.session(token.hash(), desk.now());
    let session = session.await.map_err(|error| Problem::of_store(desk, &error))?;
    // The desk may have stopped serving the site meanwhile.
    let found = session.and_then(|session| Some((desk.sites.get(&session.site)?, session)));
    Ok(found.map(|(site, session)| Signed {
        agent: session.agent,
        role: session.role,
        site,
        token,
    }))
}

/// Refuses a form that none of the desk's pages sent.
pub fn own_form(desk: &Inner, headers: &HeaderMap) -> Result<(), Box<Response>> {
    if is_same_origin(headers) { Ok(()) } else { Err(Box::new(Problem::Stranger.response(desk))) }
}

/// Refuses a form that was drawn for another session.
pub fn proven(signed: &Signed<'_>, proof: &str) -> Result<(), Problem> {
    if signed.token.proves(proof) { Ok(()) } else { Err(Problem::Stranger) }
}
