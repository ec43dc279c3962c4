//! What can be typed after `unstuck`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{build, check, desk, link, redact, search, serve, verify};

/// Guided help: answers and step-by-step guides in your own words, on any website.
#[derive(Parser)]
#[command(name = "unstuck", version, propagate_version = true, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Check(Box<check::Check>),
    Build(build::Build),
    Verify(verify::Verify),
    Search(search::Search),
    Link(link::Link),
    Redact(redact::Redact),
    Desk(Box<desk::Desk>),
}

/// Reads the command line and carries it out. Exit codes: 0 well, 1 problems in the content or a
/// broken rule of privacy, 2 wrong use or a machine that fails.
pub fn run() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Serve(serve) => serve.run(),
        Command::Check(check) => check.run(),
        Command::Build(build) => build.run(),
        Command::Verify(verify) => verify.run(),
        Command::Search(search) => search.run(),
        Command::Link(link) => link.run(),
        Command::Redact(redact) => redact.run(),
        Command::Desk(desk) => desk.run(),
    };
    result.unwrap_or_else(|failure| {
        eprintln!("{failure}");
        failure.code()
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// Names that are in use twice, and the like, which clap finds only when a command is read.
    #[test]
    fn every_command_can_be_read() {
        Arguments::command().debug_assert();
    }
}
