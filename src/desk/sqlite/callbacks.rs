use rusqlite::{
    Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params, types::Type,
};

use crate::{
    record::{Act, Acted, Agent, Event, Intake, NewCallback, Outcome, Queue, Record, State},
    store::Deed,
};

/// How many open requests an agent is shown at once, and how many finished ones.
const SHOWN: (i64, i64) = (200, 20);

const RECORD: &str = "SELECT callback.id, reference, received, request, state, changed, outcome,
    agent.id, agent.name FROM callback LEFT JOIN agent ON agent.id = callback.agent";

pub fn intake(
    connection: &Connection,
    site: &str,
    key: &str,
    print: &[u8; 32],
) -> rusqlite::Result<Option<Intake>> {
    connection
        .query_row(
            "SELECT reference, fingerprint FROM callback WHERE site = ?1 AND idempotency_key = ?2",
            params![site, key],
            |row| {
                let same = row.get::<_, [u8; 32]>(1)? == *print;
                let reference = row.get(0)?;
                Ok(if same { Intake::Repeated { reference } } else { Intake::KeyReused })
            },
        )
        .optional()
}

pub fn accept(connection: &mut Connection, new: &NewCallback) -> rusqlite::Result<Intake> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(before) = intake(&transaction, &new.site, &new.key, &new.fingerprint)? {
        return Ok(before);
    }
    let Some(reference) = free_reference(&transaction, new)? else {
        return Ok(Intake::NoReference);
    };
    let request = serde_json::to_string(&new.request)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    transaction.execute(
        "INSERT INTO callback (site, reference, idempotency_key, fingerprint, received, slot_from,
         slot_to, request) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            new.site,
            reference,
            new.key,
            new.fingerprint,
            new.received,
            new.request.slot.from,
            new.request.slot.to,
            request
        ],
    )?;
    transaction.commit()?;
    Ok(Intake::Accepted { reference })
}

fn free_reference(
    transaction: &Transaction<'_>,
    new: &NewCallback,
) -> rusqlite::Result<Option<String>> {
    let mut taken =
        transaction.prepare("SELECT 1 FROM callback WHERE site = ?1 AND reference = ?2")?;
    for reference in &new.references {
        if !taken.exists(params![new.site, reference])? {
            return Ok(Some(reference.clone()));
        }
    }
    Ok(None)
}

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

pub fn act(connection: &mut Connection, deed: &Deed) -> rusqlite::Result<Acted> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let id: Option<i64> = transaction
        .query_row(
            "SELECT id FROM callback WHERE site = ?1 AND reference = ?2",
            params![deed.site, deed.reference],
            |row| row.get(0),
        )
        .optional()?;
    let Some(id) = id else { return Ok(Acted::Unknown) };
    let (changed, note) = match &deed.act {
        Act::Claim => (
            transaction.execute(
                "UPDATE callback SET state = 'claimed', agent = ?2, changed = ?3 WHERE id = ?1
                 AND (state = 'waiting' OR (state = 'claimed' AND changed <= ?4))",
                params![id, deed.agent, deed.at, deed.lapsed],
            )?,
            "",
        ),
        Act::Release => (
            transaction.execute(
                "UPDATE callback SET state = 'waiting', agent = NULL, changed = ?3 WHERE id = ?1
                 AND state = 'claimed' AND agent = ?2",
                params![id, deed.agent, deed.at],
            )?,
            "",
        ),
        Act::Finish { outcome, note } => (
            transaction.execute(
                "UPDATE callback SET state = 'done', outcome = ?4, changed = ?3 WHERE id = ?1
                 AND state = 'claimed' AND agent = ?2",
                params![id, deed.agent, deed.at, outcome.name()],
            )?,
            note.as_str(),
        ),
        Act::Reopen => (
            transaction.execute(
                "UPDATE callback SET state = 'waiting', agent = NULL, outcome = NULL, changed = ?2
                 WHERE id = ?1 AND state = 'done'",
                params![id, deed.at],
            )?,
            "",
        ),
    };
    if changed == 0 {
        return Ok(Acted::Refused);
    }
    transaction.execute(
        "INSERT INTO event (site, callback, agent, at, act, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![deed.site, id, deed.agent, deed.at, deed.act.name(), note],
    )?;
    transaction.commit()?;
    Ok(Acted::Done)
}

fn record_of(row: &Row<'_>) -> rusqlite::Result<(i64, Record)> {
    let request: String = row.get(3)?;
    let request = serde_json::from_str(&request)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(3, Type::Text, error.into()))?;
    let record = Record {
        reference: row.get(1)?,
        received: row.get(2)?,
        request,
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
