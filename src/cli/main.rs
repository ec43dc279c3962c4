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
mod media_type;
mod output;
mod pipeline;
mod redact;
mod report;
mod search;
mod serve;
mod shutdown;
mod source;
mod table_export;
mod verify;

fn main() -> std::process::ExitCode {
    arguments::run()
}
