//! Where rows are kept: one interface, with SQLite and PostgreSQL behind it.

mod postgres;
mod schema;
mod sqlite;
mod value;
mod workers;

pub(crate) use self::value::values;
pub use self::{
    postgres::Postgres,
    sqlite::{Owner, Sqlite, copy, erasures, is_desk, new_private},
    value::{FromValue, Row, Value},
};

/// A database that does work in transactions, one connection after the other or many at once.
pub trait Database: Send + Sync {
    /// Hands work over, to be done as soon as there is a connection for it. Refused work is told
    /// so at once.
    fn submit(&self, work: Box<dyn Work>);

    /// What stands behind a selection of rows that this transaction takes, so that no other one
    /// takes them too, nor waits for them.
    fn taking(&self) -> &'static str;

    /// What stands behind a selection of rows that this transaction changes: others wait until it has,
    /// and rows that changed while it waited for others are looked at anew.
    fn locking(&self) -> &'static str;

    /// Sees to it that what was deleted is gone from the database's files too; with `whole` by
    /// writing them anew. It waits for the disk.
    fn scrub(&self, whole: bool) -> Result<(), Fault>;
}

/// What work does with the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It may change them.
    Changes,
    /// It is one statement that changes nothing and finds little, and so needs no transaction around it.
    LooksUp,
    /// It changes nothing and may read much, and those who change something need not wait for it.
    Reads,
}

/// Something to be done within one transaction.
pub trait Work: Send {
    /// Does it. It may be asked again, when nothing of the time before has remained.
    fn perform(&mut self, transaction: &mut dyn Transaction) -> Result<(), Fault>;

    /// What it does with the rows.
    fn manner(&self) -> Manner;

    /// Hears once that it is committed, or why it is not.
    fn tell(self: Box<Self>, outcome: Result<(), Fault>);
}

/// What can be asked of a database within a transaction. Statements name their values `$1`, `$2`
/// and so on, and are the same for every database.
pub trait Transaction {
    /// Carries a statement out; the answer is the number of rows that it changed.
    fn execute(&mut self, statement: &str, values: &[Value]) -> Result<u64, Fault>;

    /// The rows that a statement selects or returns.
    fn query(&mut self, statement: &str, values: &[Value]) -> Result<Vec<Row>, Fault>;
}

impl dyn Transaction + '_ {
    /// The first row that a statement selects or returns, if there is one.
    pub fn first(&mut self, statement: &str, values: &[Value]) -> Result<Option<Row>, Fault> {
        Ok(self.query(statement, values)?.into_iter().next())
    }

    /// The one value of the first row.
    pub fn value<T: FromValue>(
        &mut self,
        statement: &str,
        values: &[Value],
    ) -> Result<Option<T>, Fault> {
        self.first(statement, values)?.map(|row| row.get(0)).transpose()
    }
}

/// Why work was not done. Never with a stored text in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Another transaction was in the way; the whole may be tried again.
    Conflict,
    /// The connection has ended; nothing is committed unless a commit was under way.
    Lost,
    /// More is asked than the database can do.
    Busy,
    /// The database was closed.
    Stopped,
    /// The database failed in a way of its own, named by its kind.
    Failed(String),
    /// A row is not as it was written.
    Row,
}
