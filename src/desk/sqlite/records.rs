use rusqlite::{Connection, OptionalExtension, Row, params, types::Type};

use crate::record::{Agent, Consent, Event, Outcome, Queue, Record, State};

/// How many open requests an agent is shown at once, and how many finished ones.
const SHOWN: (i64, i64) = (200, 20);

const RECORD: &str = "SELECT callback.id, reference, received, request, state, changed, outcome,
    agent.id, agent.name, consent_text, consent_version, consent_language, consent_at
    FROM callback LEFT JOIN agent ON agent.id = callback.agent";

/// What is open, and what was finished last.
pub fn queue(connection: &mut Connection, site: &str) -> rusqlite::Result<Queue> {
    // One transaction, so that the count and the rows are of one moment.
    let transaction = connection.transaction()?;
    let (open, done) = SHOWN;
    let rows = |sql: &str, limit: i64| -> rusqlite::Result<Vec<Record>> {
        let mut statement = transaction.prepare(&format!("{RECORD} {sql}"))?;
        let rows = statement.query_map(params![site, limit], record_of)?;
        rows.map(|row| Ok(row?.1)).collect()
    };
    let count: i64 = transaction.query_row(
        "SELECT count(*) FROM callback WHERE site = ?1 AND state IN ('waiting', 'claimed')",
        params![site],
        |row| row.get(0),
    )?;
    Ok(Queue {
        open: rows(
            "WHERE callback.site = ?1 AND state IN ('waiting', 'claimed')
             ORDER BY slot_from, callback.id LIMIT ?2",
            open,
        )?,
        open_count: usize::try_from(count).unwrap_or_default(),
        done: rows(
            "WHERE callback.site = ?1 AND state = 'done'
             ORDER BY changed DESC, callback.id DESC LIMIT ?2",
            done,
        )?,
    })
}

/// The request with a reference, and its history.
pub fn record(
    connection: &mut Connection,
    site: &str,
    reference: &str,
) -> rusqlite::Result<Option<Record>> {
    let transaction = connection.transaction()?;
    let found = transaction
        .query_row(
            &format!("{RECORD} WHERE callback.site = ?1 AND reference = ?2"),
            params![site, reference],
            record_of,
        )
        .optional()?;
    let Some((id, mut record)) = found else { return Ok(None) };
    let mut statement = transaction.prepare(
        "SELECT at, agent.name, act, note FROM event JOIN agent ON agent.id = event.agent
         WHERE callback = ?1 ORDER BY event.id",
    )?;
    let events = statement.query_map(params![id], |row| {
        Ok(Event { at: row.get(0)?, agent: row.get(1)?, act: row.get(2)?, note: row.get(3)? })
    })?;
    record.history = events.collect::<rusqlite::Result<_>>()?;
    Ok(Some(record))
}

fn record_of(row: &Row<'_>) -> rusqlite::Result<(i64, Record)> {
    let request: String = row.get(3)?;
    let request = serde_json::from_str(&request)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(3, Type::Text, error.into()))?;
    let record = Record {
        reference: row.get(1)?,
        received: row.get(2)?,
        request,
        consent: Consent {
            text: row.get(9)?,
            version: row.get(10)?,
            language: row.get(11)?,
            at: row.get(12)?,
        },
        state: state_of(row)?,
        history: Vec::new(),
    };
    Ok((row.get(0)?, record))
}

fn state_of(row: &Row<'_>) -> rusqlite::Result<State> {
    let Some(id) = row.get(7)? else { return Ok(State::Waiting) };
    let agent = Agent { id, name: row.get(8)? };
    let at = row.get(5)?;
    Ok(match row.get::<_, Option<String>>(6)? {
        None => State::Claimed { agent, at },
        Some(name) => {
            let outcome = Outcome::named(&name).ok_or(rusqlite::Error::InvalidQuery)?;
            State::Done { agent, at, outcome }
        }
    })
}
