//! `cargo xtask test`: every check in the order in which the cheap ones fail first.

mod stage;

use std::time::{Duration, Instant};

use crate::{
    problem::Problem,
    setup::{Goal, set_up},
    span::span,
    tally::Tally,
};
use stage::Stage;

/// Runs all stages; the first that fails ends the run.
pub fn all() -> Result<(), Problem> {
    run(&Stage::ALL)
}

/// Runs the set-up and one stage.
pub fn one(name: &str) -> Result<(), Problem> {
    match Stage::ALL.into_iter().find(|stage| stage.name() == name) {
        Some(stage) => run(&[stage]),
        None => {
            let names: Vec<&str> = Stage::ALL.into_iter().map(Stage::name).collect();
            Err(Problem::machine(
                format!("There is no stage called `{name}`."),
                format!("The stages are: {}.", names.join(", ")),
            ))
        }
    }
}

fn run(stages: &[Stage]) -> Result<(), Problem> {
    let begun = Instant::now();
    let mut times: Vec<(&str, Duration)> = Vec::new();
    let mut tally = Tally::default();
    println!("== set-up ==");
    let tools = set_up(Goal::Test)?;
    times.push(("set-up", begun.elapsed()));
    let mut result = Ok(());
    for stage in stages {
        println!("\n== {} ==", stage.name());
        let stage_begun = Instant::now();
        result = stage.run(&tools, &mut tally);
        times.push((stage.name(), stage_begun.elapsed()));
        if let Err(problem) = &mut result {
            problem.way_out = format!(
                "The stage `{0}` failed. To run it alone: cargo xtask test {0}",
                stage.name()
            );
            break;
        }
    }
    println!();
    for (name, time) in times {
        println!("{name:<8} {:>13}", span(time));
    }
    println!("{:<8} {:>13}", "total", span(begun.elapsed()));
    println!("{} passed, {} failed", tally.passed, tally.failed);
    result
}
