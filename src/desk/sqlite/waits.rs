use rusqlite::{Connection, params};
use unstuck_model::hours::Seconds;

use crate::waits::Wait;

/// How long those waited whose requests were received since a moment: until the first call was
/// recorded, whatever came of it. A claim is no call. Whoever was not phoned yet waits until now,
/// and at least until their slot begins, so that neither a stuck queue nor a rush of new requests
/// looks fast.
pub fn waits(
    connection: &Connection,
    site: &str,
    since: Seconds,
    now: Seconds,
) -> rusqlite::Result<Vec<Wait>> {
    let mut statement = connection.prepare(
        "SELECT topic, coalesce(contacted, max(slot_from, ?3)) - received FROM callback
         WHERE site = ?1 AND received > ?2",
    )?;
    let rows = statement.query_map(params![site, since, now], |row| {
        Ok(Wait { topic: row.get(0)?, seconds: row.get(1)? })
    })?;
    rows.collect()
}
