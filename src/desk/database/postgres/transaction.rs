use std::{collections::HashMap, error::Error};

use bytes::BytesMut;
use postgres::{
    Client, Statement,
    error::SqlState,
    types::{FromSql, IsNull, ToSql, Type},
};

use crate::database::{Fault, Row, Transaction, Value};

/// A connection with the statements that it has prepared.
pub struct Session {
    client: Client,
    prepared: HashMap<String, Statement>,
}

/// What every connection is told first: where the tables are, and how long anything may take, so
/// that no customer waits for a lock that nobody lets go.
const SETTINGS: &str = "SET search_path = unstuck; SET statement_timeout = '5s'; \
    SET lock_timeout = '3s'; SET idle_in_transaction_session_timeout = '10s'";

impl Session {
    /// The session of a new connection.
    pub fn begin(mut client: Client) -> Result<Self, Fault> {
        client.batch_execute(SETTINGS).map_err(|error| fault(&error))?;
        Ok(Self { client, prepared: HashMap::new() })
    }

    /// Whether the connection has not been closed as far as is known.
    pub fn is_alive(&self) -> bool {
        !self.client.is_closed()
    }

    /// Carries out a statement that has no values.
    pub fn run(&mut self, statement: &str) -> Result<(), Fault> {
        self.client.batch_execute(statement).map_err(|error| fault(&error))
    }

    fn statement(&mut self, text: &str) -> Result<Statement, Fault> {
        if let Some(statement) = self.prepared.get(text) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(text).map_err(|error| fault(&error))?;
        self.prepared.insert(text.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Transaction for Session {
    fn execute(&mut self, statement: &str, values: &[Value]) -> Result<u64, Fault> {
        let statement = self.statement(statement)?;
        self.client.execute(&statement, &referred(values)).map_err(|error| fault(&error))
    }

    fn query(&mut self, statement: &str, values: &[Value]) -> Result<Vec<Row>, Fault> {
        let statement = self.statement(statement)?;
        let rows =
            self.client.query(&statement, &referred(values)).map_err(|error| fault(&error))?;
        rows.iter()
            .map(|row| {
                let values = (0..row.len()).map(|column| {
                    row.try_get::<_, Option<Value>>(column)
                        .map(|value| value.unwrap_or(Value::Null))
                });
                values.collect::<Result<_, _>>().map(Row).map_err(|_| Fault::Row)
            })
            .collect()
    }
}

fn referred(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(integer) if *ty == Type::INT4 => i32::try_from(*integer)?.to_sql(ty, out),
            Self::Integer(integer) => integer.to_sql(ty, out),
            // PostgreSQL's texts hold every character but this one.
            Self::Text(text) if text.contains('\0') => {
                text.replace('\0', "\u{fffd}").to_sql(ty, out)
            }
            Self::Text(text) => text.to_sql(ty, out),
            Self::Bytes(bytes) => bytes.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT4 | Type::INT8 | Type::TEXT | Type::VARCHAR | Type::BYTEA)
    }

    postgres::types::to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Self::Integer(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Integer(i32::from_sql(ty, raw)?.into()),
            Type::BYTEA => Self::Bytes(Vec::from_sql(ty, raw)?),
            _ => Self::Text(String::from_sql(ty, raw)?),
        })
    }

    fn accepts(ty: &Type) -> bool {
        matches!(
            *ty,
            Type::INT4 | Type::INT8 | Type::TEXT | Type::VARCHAR | Type::NAME | Type::BYTEA
        )
    }
}

/// The kind of failure only: a message of the server might quote what was to be stored.
pub fn fault(error: &postgres::Error) -> Fault {
    let Some(state) = error.code() else {
        return if error.is_closed() || error.as_db_error().is_none() {
            Fault::Lost
        } else {
            Fault::Row
        };
    };
    match *state {
        SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::T_R_DEADLOCK_DETECTED
        | SqlState::UNIQUE_VIOLATION => Fault::Conflict,
        // A server that takes no changes any more has left its part to another one.
        SqlState::READ_ONLY_SQL_TRANSACTION
        | SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT => Fault::Lost,
        SqlState::TOO_MANY_CONNECTIONS
        | SqlState::QUERY_CANCELED
        | SqlState::LOCK_NOT_AVAILABLE => Fault::Busy,
        ref other => Fault::Failed(format!("SQLSTATE {}", other.code())),
    }
}
