//! `cargo xtask size`: what the browser downloads.

use std::process::Command;

use crate::{
    native,
    problem::Problem,
    process::show,
    setup::{Goal, Tools, set_up},
    widget, workspace,
};

/// Builds the example site and prints the bytes of each artifact.
pub fn size(arguments: &[&str]) -> Result<(), Problem> {
    let tools = set_up(Goal::Build)?;
    widget::build(&tools)?;
    show(tools.cargo(&["build", "--bins", "--tests"]).args(native::CRATES))?;
    let site = site(&tools)?;
    show(Command::new(workspace::binary("unstuck-size")).args(arguments).arg(site))
}

/// Writes the example site as `unstuck build` would for any web server.
fn site(tools: &Tools) -> Result<std::path::PathBuf, Problem> {
    let site = workspace::root().join("target").join("site");
    let mut build = tools.command(workspace::binary("unstuck"));
    show(build.args(["build", "content", "-o"]).arg(&site))?;
    Ok(site)
}
