//! The stages of `cargo xtask test`.

use crate::{native, problem::Problem, process::show, setup::Tools, tally::Tally, widget};

/// One part of the run, which can be run alone.
#[derive(Clone, Copy)]
pub enum Stage {
    /// The code is formatted.
    Format,
    /// Clippy has nothing to say, natively and for the browser.
    Lint,
    /// The browser's part builds.
    Widget,
    /// The binaries and tests compile.
    Build,
    /// Tests that need nothing but the code, documentation's examples included.
    Native,
    /// Journeys in Chromium, on what was built.
    Browser,
    /// What the browser downloads keeps to its budget.
    Size,
}

impl Stage {
    /// In the order of the run.
    pub const ALL: [Self; 7] = [
        Self::Format,
        Self::Lint,
        Self::Widget,
        Self::Build,
        Self::Native,
        Self::Browser,
        Self::Size,
    ];

    /// Its name on the command line and in the list of times.
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Lint => "lint",
            Self::Widget => "widget",
            Self::Build => "build",
            Self::Native => "native",
            Self::Browser => "browser",
            Self::Size => "size",
        }
    }

    /// Runs it and counts its tests.
    pub fn run(self, tools: &Tools, tally: &mut Tally) -> Result<(), Problem> {
        match self {
            Self::Format => show(&mut tools.cargo(&["fmt", "--all", "--check"])),
            Self::Lint => lint(tools),
            Self::Widget => widget::build(tools),
            Self::Build => build(tools),
            Self::Native => {
                tally.run(tools.cargo(&["test", "--no-fail-fast"]).args(native::CRATES))
            }
            Self::Browser => end_to_end(tools, tally, &["harness", "journeys"]),
            Self::Size => end_to_end(tools, tally, &["size"]),
        }
    }
}

fn lint(tools: &Tools) -> Result<(), Problem> {
    const DENY: [&str; 3] = ["--", "-D", "warnings"];
    let mut native = tools.cargo(&["clippy", "--all-targets"]);
    show(native.args(native::CRATES).args(native::END_TO_END).args(DENY))?;
    const BROWSER: [&str; 6] = [
        "unstuck-outbox",
        "unstuck-phone",
        "unstuck-qr",
        "unstuck-walk",
        "unstuck-widget",
        "unstuck-worker",
    ];
    let browser = BROWSER.iter().flat_map(|name| ["--package", *name]);
    let mut wasm = tools.cargo(&["clippy", "--target", "wasm32-unknown-unknown"]);
    show(wasm.args(browser).args(DENY))
}

/// Binaries and tests in one go: apart, the features of what only tests need would make Cargo
/// compile some dependencies twice.
fn build(tools: &Tools) -> Result<(), Problem> {
    show(tools.cargo(&["build", "--bins", "--tests"]).args(native::CRATES))
}

fn end_to_end(tools: &Tools, tally: &mut Tally, tests: &[&str]) -> Result<(), Problem> {
    // The journeys run the binary, which a stage that runs alone has to bring up to date.
    build(tools)?;
    let mut command = tools.cargo(&["test", "--no-fail-fast"]);
    command.args(native::CRATES).args(native::END_TO_END);
    for test in tests {
        command.args(["--test", test]);
    }
    tally.run(&mut command)
}
