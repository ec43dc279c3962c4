//! The desk that `serve` brings along.

use std::path::Path;

use unstuck_desk::{Desk, DeskError, Guides, Place, SiteOptions};
use unstuck_model::{id::SiteId, site::Settings};

use crate::{
    desk::{failure, generated, options_of, site_of},
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
pub fn desk(
    settings: Option<&Settings>,
    guides: Guides,
    database: Option<&Path>,
) -> Result<Demo, Failure> {
    let mut site = match settings {
        Some(settings) => site_of(settings),
        None => SiteOptions::new(SiteId::default(), "Unstuck"),
    };
    site.guides = Some(guides);
    site.allowed_origins = vec!["*".to_owned()];
    let id = site.site.to_string();
    let place = database.map_or(Place::Memory, |path| Place::File(path.to_owned()));
    let desk = Desk::serving(&place, options_of(vec![site])).map_err(|error| failure(&error))?;
    let password = generated()?;
    let added = match desk.add_agent(&id, AGENT, &password) {
        // A database of an earlier run knows the agent.
        Err(DeskError::AgentExists) => desk.set_password(&id, AGENT, &password),
        added => added,
    };
    added.map_err(|error| failure(&error))?;
    Ok(Demo { desk, password })
}
