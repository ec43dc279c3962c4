//! `unstuck build`: static files for any web server.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;

use crate::{
    assets::Assets,
    failure::Failure,
    output,
    pipeline::{self, Indexes},
    report::{self, Format},
    source,
};

/// Write the help centre as static files
#[derive(Args)]
pub struct Build {
    /// The content folder
    #[arg(default_value = "content")]
    dir: PathBuf,
    /// The folder to write; one of an earlier build is replaced
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// Where callbacks go, besides the endpoints of unstuck.toml; may be given several times
    #[arg(long, value_name = "URL", value_parser = endpoint)]
    callback_endpoint: Vec<String>,
    /// Take a missing translation for an error
    #[arg(long)]
    strict: bool,
}

impl Build {
    /// Compiles, reports and writes; nothing is written if there is an error.
    pub fn run(self) -> Result<ExitCode, Failure> {
        refuse_inside(&self.dir, &self.output)?;
        let files = source::read(&self.dir)?;
        let (site, diagnostics) = pipeline::site(&files, self.strict);
        eprint!("{}", report::written(Format::Human, &diagnostics, &files));
        let Some(mut site) = site else {
            let summary = report::summary(&diagnostics, files.len());
            return Err(Failure::content(format!("nothing was written: {summary}")));
        };
        site.settings.callback.endpoints.extend(self.callback_endpoint);
        let assets = Assets::load()?;
        let packs = pipeline::packs(&site, &mut Indexes::default())?;
        let files = output::assemble(&site, packs, &assets)?;
        output::write(&files, &self.output)?;

        let entries = site.books.first().map_or(0, |book| book.entries.len());
        let (entries, files) =
            (report::amount(entries, "page"), report::amount(files.len(), "file"));
        println!("{}: {entries} as {files}", self.output.display());
        println!(
            "Serve the folder with the header `Access-Control-Allow-Origin: *`, so that pages of other origins may load it."
        );
        Ok(ExitCode::SUCCESS)
    }
}

/// An endpoint as `unstuck.toml` may name it.
fn endpoint(written: &str) -> Result<String, String> {
    match unstuck_compiler::refused_endpoint(written) {
        Some((message, help)) => Err(format!("{message}; {help}")),
        None => Ok(written.to_owned()),
    }
}

/// A build among the content would be read as content the next time, or replace it.
fn refuse_inside(content: &Path, output: &Path) -> Result<(), Failure> {
    let (Ok(content), Ok(output)) = (content.canonicalize(), std::path::absolute(output)) else {
        return Ok(());
    };
    let output = output.canonicalize().unwrap_or(output);
    if output.starts_with(&content) || content.starts_with(&output) {
        return Err(Failure::new("the output and the content would lie inside one another")
            .help("name an output folder outside of the content"));
    }
    Ok(())
}
