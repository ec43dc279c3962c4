use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use unstuck_desk::{Erasure, read_erasures, written_erasures};

use super::{Options, erase::told, failure};
use crate::failure::Failure;

/// Print what was erased, without a word of it, so that a backup cannot bring it back
#[derive(Args)]
pub struct Erasures {
    /// Erase again what a list names that was printed before, instead of printing one
    #[arg(long, value_name = "FILE")]
    replay: Option<PathBuf>,
    #[command(flatten)]
    options: Options,
}

impl Erasures {
    /// Carries out the command.
    pub fn run(self) -> Result<ExitCode, Failure> {
        match &self.replay {
            Some(path) => {
                let erasures = read(path)?;
                let desk = self.options.open()?;
                let erased = desk.replay(&erasures).map_err(|error| failure(&error))?;
                println!("{}", told(erased));
            }
            None => {
                let desk = self.options.open()?;
                let erasures = desk.erasures().map_err(|error| failure(&error))?;
                print!("{}", written_erasures(&erasures));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Reads a list of erasures.
pub fn read(path: &Path) -> Result<Vec<Erasure>, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
    // A list that could not be written is empty, and erases nothing.
    if text.trim().is_empty() {
        return Err(Failure::new(format!("{}: this list is empty", path.display())).help(
            "a list begins with a line of its own even if nothing was erased: write it again",
        ));
    }
    read_erasures(&text).map_err(|line| {
        Failure::new(format!("{}, line {line}: this is no erasure", path.display()))
            .help("name a list that `unstuck desk erasures` or `unstuck desk backup` wrote")
    })
}
