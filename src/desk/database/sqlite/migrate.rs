use rusqlite::{Connection, TransactionBehavior};

use crate::database::schema::{NEWEST, STEPS};

/// Marks the file as a desk's: `UNST`.
pub const APPLICATION: i64 = 0x554e_5354;

/// What a database is to this version.
#[derive(Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has the newest schema.
    Current,
    /// A later version wrote it.
    Newer { found: i64 },
    /// Something else wrote it.
    Foreign,
}

/// Brings the schema up to date, each step in a transaction, so that one that was interrupted is
/// begun anew. References between tables are not looked at meanwhile, for a table that is written
/// anew is dropped while others refer to it.
pub fn migrate(connection: &mut Connection) -> rusqlite::Result<Standing> {
    let found = pragma(connection, "user_version")?;
    let application = pragma(connection, "application_id")?;
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION && (application != 0 || found != 0 || tables != 0) {
        return Ok(Standing::Foreign);
    }
    if found > NEWEST {
        return Ok(Standing::Newer { found });
    }
    connection.pragma_update(None, "foreign_keys", false)?;
    for step in &STEPS {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another process may have been quicker.
        if pragma(&transaction, "user_version")? < step.version {
            transaction.execute_batch(step.sqlite)?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", step.version)?;
        }
        transaction.commit()?;
    }
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(Standing::Current)
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::schema::{BEGINNING, BEGINNING_TABLES};

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
        let newer = NEWEST + 1;
        check(
            &format!("PRAGMA application_id = 0x554e5354; PRAGMA user_version = {newer}"),
            Standing::Newer { found: newer },
        );
    }

    #[test]
    fn a_second_start_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        for _ in 0..2 {
            assert_eq!(migrate(&mut connection).unwrap(), Standing::Current);
        }
    }

    /// PostgreSQL begins with the tables of one version, SQLite comes to them by steps.
    #[test]
    fn both_beginnings_lead_to_the_same_tables() {
        let tables = |prepare: &dyn Fn(&Connection)| -> Vec<String> {
            let connection = Connection::open_in_memory().unwrap();
            prepare(&connection);
            let columns = "SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\"
                           || ' ' || coalesce(c.dflt_value, '') || ' ' || c.pk
                           FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
                           WHERE m.type = 'table' ORDER BY 1";
            let mut statement = connection.prepare(columns).unwrap();
            let rows = statement.query_map([], |row| row.get(0)).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let steps = tables(&|connection| {
            for step in STEPS.iter().filter(|step| step.version <= BEGINNING) {
                connection.execute_batch(step.sqlite).unwrap();
            }
        });
        let beginning = tables(&|connection| connection.execute_batch(BEGINNING_TABLES).unwrap());
        assert_eq!(steps, beginning);
    }
}
