//! Sessions of agents who are signed in.

use unstuck_model::hours::Seconds;

use crate::{record::Agent, team::Role};

/// A session that begins. Only hashes of tokens are stored.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub token: [u8; 32],
    pub replaces: Option<[u8; 32]>,
    pub agent: i64,
    pub begins: Seconds,
    pub ends: Seconds,
}

/// A session that is not over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    pub agent: Agent,
    pub role: Role,
    /// The site that the agent belongs to.
    pub site: String,
}
