use axum::{http::HeaderMap, response::Response};

use super::{cookie, reply::Problem, same_origin::is_same_origin};
use crate::{desk::Inner, record::Agent, token::Token};

/// An agent who is signed in.
pub struct Signed {
    pub agent: Agent,
    token: Token,
}

impl Signed {
    /// The proof that the agent's forms carry.
    pub fn proof(&self) -> String {
        self.token.form_proof()
    }

    /// The session as the store names it.
    pub fn session(&self) -> [u8; 32] {
        self.token.hash()
    }
}

/// Who is signed in, if anybody.
pub async fn signed(desk: &Inner, headers: &HeaderMap) -> Result<Option<Signed>, Problem> {
    let Some(token) = cookie::read(headers, desk.options.https) else { return Ok(None) };
    let session = desk.store.session(desk.site(), token.hash(), desk.now());
    let agent = session.await.map_err(|error| Problem::of_store(desk, &error))?;
    Ok(agent.map(|agent| Signed { agent, token }))
}

/// Refuses a form that none of the desk's pages sent.
pub fn own_form(desk: &Inner, headers: &HeaderMap) -> Result<(), Box<Response>> {
    if is_same_origin(headers) { Ok(()) } else { Err(Box::new(Problem::Stranger.response(desk))) }
}

/// Refuses a form that was drawn for another session.
pub fn proven(signed: &Signed, proof: &str) -> Result<(), Problem> {
    if signed.token.proves(proof) { Ok(()) } else { Err(Problem::Stranger) }
}
