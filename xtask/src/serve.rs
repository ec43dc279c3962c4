//! `cargo xtask serve`: the example help page, the widget and the desk on this machine.

use std::process::Child;

use crate::{
    native,
    problem::Problem,
    process::{show, words},
    setup::{Goal, Tools, set_up},
    watch::{self, Changed},
    widget, workspace,
};

/// Builds everything, serves it, and builds again what is edited, until it is interrupted.
pub fn serve(arguments: &[&str]) -> Result<(), Problem> {
    let tools = set_up(Goal::Build)?;
    widget::build(&tools)?;
    binary(&tools)?;
    let mut server = Server::start(&tools, arguments)?;
    let mut watch = watch::Watch::begin();
    loop {
        match watch.next(|| server.ended()) {
            Changed::Widget => say(widget::build(&tools)),
            Changed::Binary => {
                // The old server stays up when the edit does not compile.
                if say_failed(binary(&tools)) {
                    continue;
                }
                drop(server);
                server = Server::start(&tools, arguments)?;
            }
            Changed::Stopped(problem) => return Err(problem),
        }
    }
}

fn binary(tools: &Tools) -> Result<(), Problem> {
    eprintln!("unstuck: building (2 to 5 minutes the first time)");
    let mut build = tools.cargo(&["build", "--bin", "unstuck"]);
    show(build.args(native::CRATES))
}

/// The running `unstuck serve`, ended when it is dropped.
struct Server(Child);

impl Server {
    fn start(tools: &Tools, arguments: &[&str]) -> Result<Self, Problem> {
        let mut command = tools.command(workspace::binary("unstuck"));
        command.args(["serve", "content", "--host-pages"]).arg(workspace::widget()).args(arguments);
        command.spawn().map(Self).map_err(|error| {
            Problem::machine(format!("`{}` could not run: {error}.", words(&command)), "")
        })
    }

    /// Why it has ended by itself, if it has.
    fn ended(&mut self) -> Option<Problem> {
        let status = self.0.try_wait().ok()??;
        Some(Problem {
            sentence: format!("unstuck serve has ended: {status}."),
            way_out: String::new(),
            code: status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2),
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has no state of worth: the desk of `serve` keeps its rows in memory.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn say(result: Result<(), Problem>) {
    say_failed(result);
}

fn say_failed(result: Result<(), Problem>) -> bool {
    match result {
        Ok(()) => false,
        Err(problem) => {
            eprintln!("{problem}\nThe page still shows the last good build.");
            true
        }
    }
}
