use postgres::Client;

use crate::{
    database::schema::{BEGINNING, BEGINNING_TABLES, NEWEST, STEPS, postgres},
    error::DeskError,
};

/// The number of the lock under which one desk at a time changes the schema: `UNST`.
const LOCK: i64 = 0x554e_5354;

/// Why a database was not brought up to date.
pub enum Failure {
    Database(postgres::Error),
    Newer(DeskError),
}

impl From<postgres::Error> for Failure {
    fn from(error: postgres::Error) -> Self {
        Self::Database(error)
    }
}

/// Brings the schema up to date, in one transaction, so that one that was interrupted is begun anew.
/// All tables stand in a schema of their own, `unstuck`, apart from whatever else the database holds.
pub fn migrate(client: &mut Client, place: &str) -> Result<(), Failure> {
    let mut transaction = client.transaction()?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
    transaction.batch_execute(
        "CREATE SCHEMA IF NOT EXISTS unstuck;
         SET LOCAL search_path = unstuck;
         CREATE TABLE IF NOT EXISTS version (version BIGINT NOT NULL)",
    )?;
    let found: Option<i64> =
        transaction.query_opt("SELECT version FROM version", &[])?.map(|row| row.get(0));
    match found {
        Some(found) if found > NEWEST => {
            return Err(Failure::Newer(DeskError::NewerSchema {
                place: place.to_owned(),
                found,
                known: NEWEST,
            }));
        }
        Some(NEWEST) => return Ok(transaction.commit()?),
        Some(_) => {}
        None => {
            transaction.batch_execute(&postgres(BEGINNING_TABLES))?;
            transaction.execute("INSERT INTO version VALUES ($1)", &[&BEGINNING])?;
        }
    }
    let from = found.unwrap_or(BEGINNING);
    for step in STEPS.iter().filter(|step| step.version > from) {
        transaction.batch_execute(&postgres(step.sqlite))?;
    }
    transaction.execute("UPDATE version SET version = $1", &[&NEWEST])?;
    Ok(transaction.commit()?)
}
