//! The desk that `serve` brings along.

use std::{path::Path, sync::Arc};

use unstuck_desk::{Desk, DeskError, DeskOptions};
use unstuck_model::{id::SiteId, site::Settings};

use crate::{
    clock,
    desk::{failure, generated, options_of},
    failure::Failure,
};

/// The agent who can sign in.
pub const AGENT: &str = "demo";

/// A desk and the demo agent's password, new with each start.
pub struct Demo {
    /// The desk.
    pub desk: Desk,
    /// The password.
    pub password: String,
}

/// Opens the desk of a site, in memory if there is no database. While the settings cannot be read,
/// the desk has a site of no name.
pub fn desk(settings: Option<&Settings>, database: Option<&Path>) -> Result<Demo, Failure> {
    let mut options = match settings {
        Some(settings) => options_of(settings),
        None => DeskOptions::new(SiteId::default(), "Unstuck", Arc::new(clock::now)),
    };
    options.allowed_origins = vec!["*".to_owned()];
    let desk = match database {
        Some(path) => Desk::open(path, options),
        None => Desk::in_memory(options),
    };
    let desk = desk.map_err(|error| failure(&error))?;
    let password = generated()?;
    let added = match desk.add_agent(AGENT, &password) {
        // A database of an earlier run knows the agent.
        Err(DeskError::AgentExists) => desk.set_password(AGENT, &password),
        added => added,
    };
    added.map_err(|error| failure(&error))?;
    Ok(Demo { desk, password })
}
