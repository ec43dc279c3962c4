use std::fmt::Write;

use unstuck_model::hours::Seconds;

use super::act::lapsed;
use crate::{
    database::{Fault, Row, Transaction, values},
    record::{Pulse, is_lapsed},
    token::sha256,
};

/// How many open requests are looked at: as many as agents see at once.
const LOOKED_AT: i64 = 200;

/// What tells whether a queue changed. It is made of the rows themselves, because numbers that only
/// grow would miss a transaction that began early and was committed late.
pub fn pulse(rows: &mut dyn Transaction, site: &str, now: Seconds) -> Result<Pulse, Fault> {
    let waiting = rows.first(
        &format!(
            "SELECT count(*), max(id) FROM callback WHERE site = $1
             AND state IN ('waiting', 'claimed') AND (state = 'waiting' OR {})",
            lapsed("$2")
        ),
        values![site, now],
    )?;
    let waiting = waiting.ok_or(Fault::Row)?;
    let (count, newest) = (waiting.get(0)?, waiting.get::<Option<i64>>(1)?.unwrap_or_default());
    let open = rows.query(
        "SELECT id, agent, changed, lease, slot_from, slot_to FROM callback
         WHERE site = $1 AND state IN ('waiting', 'claimed') ORDER BY slot_from, id LIMIT $2",
        values![site, LOOKED_AT],
    )?;
    let mut text = format!("{count} {newest}");
    for row in &open {
        line(&mut text, row, now)?;
    }
    let mut version = String::new();
    for byte in sha256(&[&text]).iter().take(8) {
        // Writing to a string cannot fail.
        let _ = write!(version, "{byte:02x}");
    }
    Ok(Pulse { version, waiting: count, newest })
}

/// What agents see of a row, and where it stands by its deadline.
fn line(text: &mut String, row: &Row, now: Seconds) -> Result<(), Fault> {
    let (id, from, to): (i64, i64, i64) = (row.get(0)?, row.get(4)?, row.get(5)?);
    let (agent, changed): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
    let lapsed = row.get::<Option<i64>>(3)?.is_some_and(|until| is_lapsed(until, now));
    let _ = write!(
        text,
        "|{id} {} {} {lapsed} {from} {to} {} {}",
        agent.unwrap_or_default(),
        changed.unwrap_or_default(),
        from <= now,
        to <= now,
    );
    Ok(())
}
