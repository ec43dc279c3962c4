//! What became of a request or question that was sent before.

use crate::{
    database::{Fault, Transaction, values},
    erasure::Scope,
    record::Intake,
};

/// What became of the one with a key, or nothing if the key is new.
pub fn known(
    rows: &mut dyn Transaction,
    scope: Scope,
    site: &str,
    key: &str,
    print: &[u8; 32],
) -> Result<Option<Intake>, Fault> {
    let table = scope.table();
    let row = rows.first(
        &format!(
            "SELECT reference, fingerprint FROM {table} WHERE site = $1 AND idempotency_key = $2
             UNION ALL SELECT reference, NULL FROM erased WHERE site = $1 AND key_hash = $3"
        ),
        values![site, key, &scope.hash(key)],
    )?;
    row.map(|row| {
        let reference = row.get(0)?;
        Ok(match row.get::<Option<[u8; 32]>>(1)? {
            None => Intake::Erased,
            Some(known) if known == *print => Intake::Repeated { reference },
            Some(_) => Intake::KeyReused,
        })
    })
    .transpose()
}
