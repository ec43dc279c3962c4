use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use unstuck_desk::{Place, restore};

use super::{Options, erase::told, erasures, failure};
use crate::failure::Failure;

/// Put a backup in the place of the desk's database, without what was erased since; stop the desk
/// before
#[derive(Args)]
pub struct Restore {
    /// The file that `backup` wrote
    file: PathBuf,
    /// Replace a database that is there; it is kept under another name
    #[arg(long)]
    replace: bool,
    /// A list of what was erased since the backup, from `unstuck desk erasures` or a later backup
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
    #[command(flatten)]
    options: Options,
}

impl Restore {
    /// Carries out the command.
    pub fn run(self) -> Result<ExitCode, Failure> {
        let place = match self.options.place() {
            Place::File(path) => path,
            Place::Postgres(_) => {
                let file = self.file.display();
                return Err(Failure::new("PostgreSQL has its own tool for this".to_owned()).help(format!(
                    "with the address in DATABASE_URL, run: pg_restore --dbname=\"$DATABASE_URL\" --clean --if-exists --single-transaction '{file}', then: unstuck desk erasures --replay FILE"
                )));
            }
            Place::Memory | Place::Vfs { .. } => {
                return Err(Failure::new("nothing is restored into memory".to_owned()));
            }
        };
        let erasures = self.erasures.as_deref().map(erasures::read).transpose()?;
        let restored = restore(&unstuck_desk::Restore {
            backup: &self.file,
            place: &place,
            replace: self.replace,
            erasures: &erasures.unwrap_or_default(),
        });
        let restored = restored.map_err(|error| failure(&error))?;
        println!("Restored {}", place.display());
        if !restored.erased.is_nothing() {
            println!("{} It was erased after the backup was made.", told(restored.erased));
        }
        if let Some(kept) = &restored.kept {
            println!("The database before is kept as {}", kept.display());
        }
        if let Some(cause) = &restored.unread {
            eprintln!(
                "What was erased since the backup could not be read from the database before: {cause}. \
                 If you have a list of it, run: unstuck desk erasures --replay FILE"
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}
