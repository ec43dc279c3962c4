//! The command line of `cargo xtask`.

use crate::{bench, compare, eval, problem::Problem, serve, size, test};

const USAGE: &str = "\
cargo xtask serve [ARGUMENTS OF unstuck serve]   build everything and open the example help page
cargo xtask test [STAGE]                         run every test, or one stage of them
cargo xtask size [--json]                        print what the browser downloads, in bytes
cargo xtask bench [guide | redact | on-page | scale [ENTRIES...]]
                                                 measure what the README claims, or made-up sites
cargo xtask bench desk [SECONDS | kills [KILLS [REQUESTS [SEED]]]]
                                                 the desk under load, or killed under load
cargo xtask eval [--json] [--wasm] [--features] [--misses] [--typos FILE] DIR...
                                                 measure search on folders of recorded questions
cargo xtask compare [--typos FILE] [--only NAME,...] DIR...
                                                 the same beside JavaScript libraries, in Chromium";

/// Runs the command that the arguments name.
pub fn run(arguments: impl Iterator<Item = String>) -> Result<(), Problem> {
    let arguments: Vec<String> = arguments.collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["serve", rest @ ..] => serve::serve(rest),
        ["test"] => test::all(),
        ["test", stage] => test::one(stage),
        ["size"] => size::size(&[]),
        ["size", "--json"] => size::size(&["--json"]),
        ["bench", rest @ ..] => bench::bench(rest),
        ["eval", rest @ ..] => eval::eval(rest),
        ["compare", rest @ ..] => compare::compare(rest),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        [] => Err(Problem::machine("cargo xtask needs a command:", USAGE)),
        _ => Err(Problem::machine(
            format!("cargo xtask does not know `{}`. It knows:", arguments.join(" ")),
            USAGE,
        )),
    }
}
