use rusqlite::{Connection, TransactionBehavior};

/// The steps from an empty file to the newest schema; step `n` leads to `user_version` `n`. A step
/// that was ever released is never changed: what comes later is a step of its own.
const STEPS: [&str; 3] =
    [include_str!("schema.sql"), include_str!("counts.sql"), include_str!("third.sql")];

/// Marks the file as a desk's: `UNST`.
const APPLICATION: i64 = 0x554e_5354;

/// What a database is to this version.
#[derive(Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has the newest schema.
    Current,
    /// A later version wrote it.
    Newer { found: i64, known: i64 },
    /// Something else wrote it.
    Foreign,
}

/// Brings the schema up to date, each step in a transaction, so that one that was interrupted is
/// begun anew.
pub fn migrate(connection: &mut Connection) -> rusqlite::Result<Standing> {
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let found = pragma(connection, "user_version")?;
    let application = pragma(connection, "application_id")?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && (application != 0 || found != 0 || tables != 0) {
        return Ok(Standing::Foreign);
    }
    if found > known {
        return Ok(Standing::Newer { found, known });
    }
    for (version, step) in (1_i64..).zip(STEPS) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been quicker.
        if pragma(&transaction, "user_version")? < version {
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", version)?;
        }
        transaction.commit()?;
    }
    Ok(Standing::Current)
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_desks_own_schema_up_to_the_newest_is_taken() {
        let check = |sql: &str, expect: Standing| {
            let mut connection = Connection::open_in_memory().unwrap();
            connection.execute_batch(sql).unwrap();
            assert_eq!(migrate(&mut connection).unwrap(), expect, "{sql}");
        };
        check("", Standing::Current);
        check("CREATE TABLE other (a)", Standing::Foreign);
        check("PRAGMA user_version = 1", Standing::Foreign);
        check(
            "PRAGMA application_id = 0x554e5354; PRAGMA user_version = 4",
            Standing::Newer { found: 4, known: 3 },
        );
    }

    #[test]
    fn a_second_start_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        for _ in 0..2 {
            assert_eq!(migrate(&mut connection).unwrap(), Standing::Current);
        }
    }
}
