use unstuck_model::hours::Seconds;

use crate::database::{Fault, Transaction, values};

/// The secret with a name; the one that is given, if it is the first.
pub fn shared(
    rows: &mut dyn Transaction,
    name: &str,
    made: &[u8; 32],
    at: Seconds,
) -> Result<[u8; 32], Fault> {
    rows.execute(
        "INSERT INTO secret (name, value, made) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        values![name, made, at],
    )?;
    rows.value("SELECT value FROM secret WHERE name = $1", values![name])?.ok_or(Fault::Row)
}
