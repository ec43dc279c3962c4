use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use unstuck_desk::{Place, backup};

use super::{Options, failure};
use crate::failure::Failure;

/// Write the desk's database into a new file, while it may serve, and the list of erasures beside it
#[derive(Args)]
pub struct Backup {
    /// The file to write
    file: PathBuf,
    #[command(flatten)]
    options: Options,
}

impl Backup {
    /// Carries out the command.
    pub fn run(self) -> Result<ExitCode, Failure> {
        match self.options.place() {
            Place::File(path) => {
                let list = backup(&path, &self.file).map_err(|error| failure(&error))?;
                println!("Backup {}", self.file.display());
                println!("Erasures {}", list.display());
                Ok(ExitCode::SUCCESS)
            }
            Place::Postgres(_) => {
                let file = self.file.display();
                Err(Failure::new("PostgreSQL has its own tool for backups".to_owned()).help(format!(
                    "with the address in DATABASE_URL, run: pg_dump --dbname=\"$DATABASE_URL\" --schema=unstuck --format=custom --file='{file}'"
                )))
            }
            Place::Memory | Place::Vfs { .. } => {
                Err(Failure::new("what is in memory is not backed up".to_owned()))
            }
        }
    }
}
