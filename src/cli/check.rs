//! `unstuck check`: every problem with its place.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use crate::{
    against,
    failure::Failure,
    findability, pipeline,
    report::{self, Format},
    source,
};

/// Report every problem in the content, with its place and a way out
#[derive(Args)]
pub struct Check {
    /// The content folder
    #[arg(default_value = "content")]
    dir: PathBuf,
    /// How problems are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Take a missing translation for an error
    #[arg(long)]
    strict: bool,
    #[command(flatten, next_help_heading = "On the real site")]
    against: against::Options,
}

impl Check {
    /// Prints the problems; exit code 1 if one of them is an error.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let files = source::read(&self.dir)?;
        let (site, mut diagnostics) = pipeline::site(&files, self.strict);
        if let Some(site) = &site {
            diagnostics.extend(findability::check(site, &files)?);
        }
        let address = self.against.against();
        let mut outcome = against::Outcome::default();
        // Steps that are not yet right are not looked for.
        if let (Some(address), Some(site)) = (address, &site) {
            outcome = against::look(address, &self.against, &site.settings.languages, &files)?;
            diagnostics.extend(outcome.diagnostics());
        }
        diagnostics.sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        match (self.format, address) {
            (Format::Json, Some(_)) => print!("{}", against::json(&outcome, &diagnostics)),
            _ => print!("{}", report::written(self.format, &diagnostics, &files)),
        }
        if self.format == Format::Human {
            println!("{}", report::summary(&diagnostics, files.len()));
        }
        if address.is_some() && site.is_some() {
            eprintln!("{}", outcome.summary());
        }
        let (errors, _) = report::count(&diagnostics);
        Ok(ExitCode::from(u8::from(errors > 0)))
    }
}
