//! `unstuck`: guided help from a folder of Markdown files.

mod against;
mod arguments;
mod assets;
mod browser;
mod build;
mod check;
mod clock;
mod desk;
mod failure;
mod findability;
mod link;
mod output;
mod pipeline;
mod redact;
mod report;
mod search;
mod serve;
mod shutdown;
mod source;
mod table_export;

fn main() -> std::process::ExitCode {
    arguments::run()
}
