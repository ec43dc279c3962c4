use rusqlite::{
    Connection, Statement,
    types::{ToSqlOutput, Value as Stored, ValueRef},
};

use crate::database::{Fault, Row, Transaction, Value};

/// Statements on a connection that is within a transaction.
pub struct Statements<'a>(pub &'a Connection);

impl Statements<'_> {
    fn prepared<T>(
        &self,
        statement: &str,
        values: &[Value],
        run: impl FnOnce(&mut Statement<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, Fault> {
        // `$1` would be a name to SQLite, whose number depends on where it stands first.
        let statement = statement.replace('$', "?");
        let mut prepared = self.0.prepare_cached(&statement).map_err(|error| fault(&error))?;
        for (number, value) in (1..).zip(values) {
            prepared.raw_bind_parameter(number, value).map_err(|error| fault(&error))?;
        }
        run(&mut prepared).map_err(|error| fault(&error))
    }
}

impl Transaction for Statements<'_> {
    fn execute(&mut self, statement: &str, values: &[Value]) -> Result<u64, Fault> {
        let changed = self.prepared(statement, values, |prepared| prepared.raw_execute())?;
        Ok(u64::try_from(changed).unwrap_or(u64::MAX))
    }

    fn query(&mut self, statement: &str, values: &[Value]) -> Result<Vec<Row>, Fault> {
        self.prepared(statement, values, |prepared| {
            let columns = prepared.column_count();
            let mut rows = prepared.raw_query();
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let values = (0..columns).map(|column| Ok(read(row.get_ref(column)?)));
                found.push(Row(values.collect::<rusqlite::Result<_>>()?));
            }
            Ok(found)
        })
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Stored::Null),
            Self::Integer(integer) => ToSqlOutput::Owned(Stored::Integer(*integer)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

/// A stored value. The tables hold no fractions, and texts that are not UTF-8 are no texts.
fn read(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Integer(integer) => Value::Integer(integer),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Value::Text(text.to_owned()),
            Err(_) => Value::Bytes(bytes.to_vec()),
        },
        ValueRef::Null | ValueRef::Real(_) => Value::Null,
    }
}

/// The kind of failure only: a message of SQLite might quote what was to be stored.
pub fn fault(error: &rusqlite::Error) -> Fault {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
            Fault::Busy
        }
        Some(code) => Fault::Failed(format!("{code:?}")),
        None => Fault::Row,
    }
}
