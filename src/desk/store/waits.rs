use unstuck_model::hours::Seconds;

use crate::{
    database::{Fault, Transaction, values},
    waits::Wait,
};

/// How long those waited whose requests were received since a moment: until the first call was
/// recorded, whatever came of it. A claim is no call. Whoever was not phoned yet waits until now,
/// and at least until their slot begins, so that neither a stuck queue nor a rush of new requests
/// looks fast. What a customer called off is nobody's wait.
pub fn waits(
    rows: &mut dyn Transaction,
    site: &str,
    since: Seconds,
    now: Seconds,
) -> Result<Vec<Wait>, Fault> {
    let found = rows.query(
        "SELECT topic, coalesce(contacted, CASE WHEN slot_from > $3 THEN slot_from ELSE $3 END)
         - received FROM callback
         WHERE site = $1 AND received > $2 AND (contacted IS NOT NULL OR state <> 'done')",
        values![site, since, now],
    )?;
    found.iter().map(|row| Ok(Wait { topic: row.get(0)?, seconds: row.get(1)? })).collect()
}
