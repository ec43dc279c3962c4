//! `cargo xtask bench`: measures what the README claims.

use crate::{
    problem::Problem,
    release,
    setup::{Goal, set_up},
    widget,
};

/// Builds everything as it is released, then runs the program in `benches/`.
pub fn bench(arguments: &[&str]) -> Result<(), Problem> {
    let tools = set_up(Goal::Test)?;
    // The desk serves no widget.
    if arguments.first() != Some(&"desk") {
        widget::build(&tools)?;
    }
    release::measure(&tools, &[], arguments)
}
