use unstuck_model::{
    callback::{CallbackRequest, Slot},
    hours::Seconds,
};

use crate::{
    database::{Fault, Row, Transaction, Value, values},
    record::{About, Action, Agent, Consent, Event, Load, Outcome, Queue, Record, State},
    store::pulse::pulse,
};

/// How many open requests an agent is shown at once, and how many finished ones.
const SHOWN: (i64, i64) = (200, 20);

pub const RECORD: &str =
    "SELECT callback.id, reference, received, request, state, changed, outcome,
    agent.id, agent.name, consent_text, consent_version, consent_language, consent_at, lease,
    slot_from, slot_to, tries, purpose, action
    FROM callback LEFT JOIN agent ON agent.id = callback.agent";

/// What is open, and what was finished last.
pub fn queue(rows: &mut dyn Transaction, site: &str, now: Seconds) -> Result<Queue, Fault> {
    let (open, done) = SHOWN;
    let count: Option<i64> = rows.value(
        "SELECT count(*) FROM callback WHERE site = $1 AND state IN ('waiting', 'claimed')",
        values![site],
    )?;
    Ok(Queue {
        open: records(
            rows,
            "WHERE callback.site = $1 AND state IN ('waiting', 'claimed')
             ORDER BY slot_from, callback.id LIMIT $2",
            values![site, open],
        )?,
        open_count: usize::try_from(count.unwrap_or_default()).unwrap_or_default(),
        done: records(
            rows,
            "WHERE callback.site = $1 AND state = 'done'
             ORDER BY changed DESC, callback.id DESC LIMIT $2",
            values![site, done],
        )?,
        pulse: pulse(rows, site, now)?,
    })
}

fn records(
    rows: &mut dyn Transaction,
    selected: &str,
    values: &[Value],
) -> Result<Vec<Record>, Fault> {
    rows.query(&format!("{RECORD} {selected}"), values)?.iter().map(record_of).collect()
}

/// How many requests are open, and how many messages have not arrived.
pub fn load(rows: &mut dyn Transaction, site: &str, now: Seconds) -> Result<Load, Fault> {
    let row = rows.first(
        "SELECT count(CASE state WHEN 'waiting' THEN 1 END),
         count(CASE state WHEN 'claimed' THEN 1 END), count(CASE WHEN slot_to <= $2 THEN 1 END)
         FROM callback WHERE site = $1 AND state IN ('waiting', 'claimed')",
        values![site, now],
    )?;
    let row = row.ok_or(Fault::Row)?;
    let told = rows.first(
        "SELECT count(due), count(CASE WHEN due IS NULL THEN 1 END)
         FROM outgoing WHERE site = $1 AND delivered IS NULL",
        values![site],
    )?;
    let told = told.ok_or(Fault::Row)?;
    Ok(Load {
        waiting: row.get(0)?,
        claimed: row.get(1)?,
        overdue: row.get(2)?,
        untold: told.get(0)?,
        given_up: told.get(1)?,
    })
}

/// The request with a reference, and its history.
pub fn record(
    rows: &mut dyn Transaction,
    site: &str,
    reference: &str,
) -> Result<Option<Record>, Fault> {
    let found = rows.first(
        &format!("{RECORD} WHERE callback.site = $1 AND reference = $2"),
        values![site, reference],
    )?;
    let Some(row) = found else { return Ok(None) };
    let id: i64 = row.get(0)?;
    let mut record = record_of(&row)?;
    let events = rows.query(
        "SELECT at, agent.name, act, detail, note FROM event LEFT JOIN agent ON agent.id = event.agent
         WHERE callback = $1 ORDER BY event.id",
        values![id],
    )?;
    record.history = events.iter().map(event_of).collect::<Result<_, _>>()?;
    Ok(Some(record))
}

fn event_of(row: &Row) -> Result<Event, Fault> {
    Ok(Event {
        at: row.get(0)?,
        agent: row.get(1)?,
        act: row.get(2)?,
        detail: row.get(3)?,
        note: row.get(4)?,
    })
}

/// A request without its history, from the columns of [`RECORD`].
pub fn record_of(row: &Row) -> Result<Record, Fault> {
    let request: String = row.get(3)?;
    let mut request: CallbackRequest = serde_json::from_str(&request).map_err(|_| Fault::Row)?;
    // The slot that counts may be a later one than was asked for.
    request.slot = Slot { from: row.get(14)?, to: row.get(15)? };
    Ok(Record {
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
        tries: row.get(16)?,
        about: about_of(row)?,
        history: Vec::new(),
    })
}

fn about_of(row: &Row) -> Result<Option<About>, Fault> {
    let (purpose, action): (Option<String>, Option<String>) = (row.get(17)?, row.get(18)?);
    let Some((purpose, action)) = purpose.zip(action) else { return Ok(None) };
    Ok(Some(About { purpose, action: Action::named(&action).ok_or(Fault::Row)? }))
}

fn state_of(row: &Row) -> Result<State, Fault> {
    let outcome: Option<String> = row.get(6)?;
    let agent = match row.get(7)? {
        Some(id) => Agent { id, name: row.get(8)? },
        None if outcome.is_none() => return Ok(State::Waiting),
        // No agent ended what the customer called off.
        None => Agent { id: 0, name: "the customer".to_owned() },
    };
    let at = row.get(5)?;
    Ok(match outcome {
        None => State::Claimed { agent, at, until: row.get(13)? },
        Some(name) => {
            let outcome = Outcome::stored(&name).ok_or(Fault::Row)?;
            State::Done { agent, at, outcome }
        }
    })
}
