//! `cargo xtask compare`: search beside JavaScript libraries.

use crate::{
    problem::Problem,
    release,
    setup::{Goal, libraries, set_up},
    widget,
};

/// Fetches the libraries and asks all of them the same questions in Chromium.
pub fn compare(arguments: &[&str]) -> Result<(), Problem> {
    let tools = set_up(Goal::Test)?;
    let libraries = libraries::fetch()?;
    widget::build(&tools)?;
    release::build(&tools)?;
    let mut compare = release::benches(&tools);
    compare.env("UNSTUCK_LIBRARIES", libraries).arg("compare").args(arguments);
    crate::process::forward(&mut compare)
}
