//! `unstuck check`: every problem with its place.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use crate::{
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
}

impl Check {
    /// Prints the problems; exit code 1 if one of them is an error.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let files = source::read(&self.dir)?;
        let (site, mut diagnostics) = pipeline::site(&files, self.strict);
        if let Some(site) = &site {
            diagnostics.extend(findability::check(site, &files)?);
            diagnostics
                .sort_by(|a, b| (&a.path, a.line, a.column).cmp(&(&b.path, b.line, b.column)));
        }
        print!("{}", report::written(self.format, &diagnostics, &files));
        if self.format == Format::Human {
            println!("{}", report::summary(&diagnostics, files.len()));
        }
        let (errors, _) = report::count(&diagnostics);
        Ok(ExitCode::from(u8::from(errors > 0)))
    }
}
