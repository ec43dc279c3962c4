//! `cargo xtask eval`: how well search answers recorded questions.

use crate::{
    problem::Problem,
    release,
    setup::{Goal, set_up},
    widget,
};

/// Builds sites of folders of questions and measures their search; with `--wasm`, in Chromium too.
pub fn eval(arguments: &[&str]) -> Result<(), Problem> {
    if arguments.contains(&"--wasm") {
        let tools = set_up(Goal::Test)?;
        widget::build(&tools)?;
        return release::measure(&tools, &["eval"], arguments);
    }
    let tools = set_up(Goal::Build)?;
    // Only the packs are read, so a change of the search need not wait for the browser's part.
    widget::build_any(&tools)?;
    release::measure(&tools, &["eval"], arguments)
}
