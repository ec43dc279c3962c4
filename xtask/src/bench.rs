//! `cargo xtask bench`: measures what the README claims.

use crate::{
    problem::Problem,
    process::show,
    setup::{Goal, set_up},
    widget, workspace,
};

/// Builds everything as it is released, then runs the program in `benches/`.
pub fn bench(arguments: &[&str]) -> Result<(), Problem> {
    let tools = set_up(Goal::Test)?;
    widget::build(&tools)?;
    show(&mut tools.cargo(&["build", "--release", "--package", "unstuck"]))?;
    // What measures need not be fast itself; what is measured is named in the environment.
    let mut bench = tools.cargo(&["run", "--package", "unstuck-benches", "--"]);
    show(bench.args(arguments).env("UNSTUCK_BIN", workspace::released("unstuck")))
}
