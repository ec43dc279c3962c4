//! The stores that a desk can have.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use unstuck_load::{Program, Store};
use unstuck_postgres::{Options, Server};
use unstuck_tests::Outcome;

/// New databases of one kind.
pub struct Stores {
    kind: Kind,
    made: u32,
}

enum Kind {
    Sqlite(PathBuf),
    /// The server is started with the first database.
    Postgres(Option<Arc<Server>>),
}

impl Stores {
    /// All kinds, in the order of the table.
    pub fn all(folder: &Path) -> [Self; 2] {
        [Kind::Sqlite(folder.to_owned()), Kind::Postgres(None)].map(|kind| Self { kind, made: 0 })
    }

    /// Its name in the table.
    pub fn name(&self) -> &'static str {
        match self.kind {
            Kind::Sqlite(_) => "SQLite",
            Kind::Postgres(_) => "PostgreSQL",
        }
    }

    /// An empty database that the desk has been seen to start with, or why there is none.
    pub async fn usable(&mut self, program: &Program) -> Outcome<Store> {
        let store = self.fresh()?;
        program.start(&store).await?.kill().await?;
        Ok(store)
    }

    /// An empty database.
    pub fn fresh(&mut self) -> Outcome<Store> {
        self.made += 1;
        let name = format!("load{}", self.made);
        match &mut self.kind {
            Kind::Sqlite(folder) => Ok(Store::Sqlite(folder.join(format!("{name}.sqlite")))),
            Kind::Postgres(server) => {
                let server = match server {
                    Some(server) => server,
                    None => server.insert(Arc::new(Server::with(Options::default())?)),
                };
                let url = server.database(&name)?;
                Ok(Store::Postgres(Arc::clone(server), url))
            }
        }
    }
}
