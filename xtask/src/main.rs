//! `cargo xtask`: installs the tools and orders the steps of development.

mod bench;
mod command;
mod compare;
mod eval;
mod inputs;
mod native;
mod problem;
mod process;
mod release;
mod serve;
mod setup;
mod size;
mod span;
mod steps;
mod tally;
mod test;
mod watch;
mod widget;
mod workspace;

use std::process::ExitCode;

fn main() -> ExitCode {
    match command::run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::from(problem.code)
        }
    }
}
