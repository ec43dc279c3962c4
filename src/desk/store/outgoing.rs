//! What is to be told to hooks. It is queued in the transaction of what it tells.

use unstuck_model::{callback::Slot, chat::ChatOpened, hours::Seconds, question::Question};

use crate::{
    database::{Fault, Row, Transaction, values},
    hooks::{Due, DueNews, GONE, Happened, Hook, Sent, What},
    record::Outcome,
    webhook::event::{Change, Kind},
};

/// Queues what happened for each hook that wants it.
pub fn tell(rows: &mut dyn Transaction, happened: &Happened<'_>) -> Result<(), Fault> {
    let outcome = match happened.what {
        What::Callback(Change::Finished(outcome)) => Some(outcome.name().to_owned()),
        What::Callback(_) | What::Question | What::HandOff => None,
    };
    // The slot is that of this moment: it may be another one when the message is sent.
    let from = match happened.what {
        What::Callback(_) => {
            "(SELECT slot_from FROM callback WHERE id = CAST($5 AS BIGINT)),
            (SELECT slot_to FROM callback WHERE id = CAST($5 AS BIGINT))"
        }
        What::Question | What::HandOff => "NULL, NULL",
    };
    rows.execute(
        &format!(
            "INSERT INTO outgoing (site, hook, kind, reference, subject, at, outcome, slot_from,
             slot_to, due)
             SELECT site, id, CAST($2 AS TEXT), CAST($4 AS TEXT), CAST($5 AS BIGINT),
             CAST($3 AS BIGINT), CAST($6 AS TEXT), {from}, CAST($3 AS BIGINT)
             FROM hook WHERE site = $1 AND disabled IS NULL
             AND ' ' || kinds || ' ' LIKE '% ' || CAST($2 AS TEXT) || ' %'"
        ),
        values![
            happened.site,
            happened.what.kind().name(),
            happened.at,
            happened.reference,
            happened.subject,
            &outcome,
        ],
    )
    .map(drop)
}

/// Takes messages that are due, so that no other desk sends them until a moment.
pub fn take(
    rows: &mut dyn Transaction,
    taking: &str,
    now: Seconds,
    lease: Seconds,
    most: i64,
) -> Result<Vec<Due>, Fault> {
    let taken = rows.query(
        &format!(
            "UPDATE outgoing SET lease = $2, tries = tries + 1 WHERE id IN
             (SELECT id FROM outgoing WHERE due <= $1 AND (lease IS NULL OR lease <= $1)
             AND hook IN (SELECT id FROM hook WHERE disabled IS NULL)
             ORDER BY due, id LIMIT $3{taking})
             RETURNING id, site, hook, kind, reference, subject, at, outcome, slot_from, slot_to, tries"
        ),
        values![now, lease, most],
    )?;
    let mut due = Vec::new();
    for row in &taken {
        if let Some(one) = due_of(rows, row, now)? {
            due.push(one);
        }
    }
    due.sort_by_key(|one| one.id);
    Ok(due)
}

fn due_of(rows: &mut dyn Transaction, row: &Row, now: Seconds) -> Result<Option<Due>, Fault> {
    let id: i64 = row.get(2)?;
    let found = rows.first(
        "SELECT address, format, personal, secret, CASE WHEN until > $2 THEN previous END
         FROM hook WHERE id = $1",
        values![id, now],
    )?;
    let Some(found) = found else { return Ok(None) };
    let hook = Hook {
        id,
        address: found.get(0)?,
        format: found.get(1)?,
        personal: found.get::<i64>(2)? != 0,
        secret: found.get(3)?,
        previous: found.get(4)?,
    };
    Ok(Some(Due {
        reference: row.get(4)?,
        id: row.get(0)?,
        site: row.get(1)?,
        hook,
        at: row.get(6)?,
        tries: u32::try_from(row.get::<i64>(10)?).unwrap_or(u32::MAX),
        news: news(rows, row)?,
    }))
}

fn news(rows: &mut dyn Transaction, row: &Row) -> Result<DueNews, Fault> {
    let kind = Kind::named(&row.get::<String>(3)?).ok_or(Fault::Row)?;
    let (reference, subject): (String, i64) = (row.get(4)?, row.get(5)?);
    let change = match kind {
        Kind::QuestionCreated => return question(rows, reference, subject),
        Kind::HandOffCreated => return hand_off(rows, subject),
        Kind::CallbackCreated => Change::Created,
        Kind::CallbackClaimed => Change::Claimed,
        Kind::CallbackFinished => {
            let outcome: String = row.get(7)?;
            Change::Finished(Outcome::named(&outcome).ok_or(Fault::Row)?)
        }
        Kind::CallbackCancelled => Change::Cancelled,
        Kind::CallbackMoved => Change::Moved,
    };
    let stored: Option<String> =
        rows.value("SELECT request FROM callback WHERE id = $1", values![subject])?;
    let Some(stored) = stored else { return Ok(DueNews::Erased) };
    let mut request: Box<unstuck_model::callback::CallbackRequest> =
        serde_json::from_str(&stored).map_err(|_| Fault::Row)?;
    request.slot = Slot { from: row.get(8)?, to: row.get(9)? };
    Ok(DueNews::Callback { reference, change, request })
}

fn hand_off(rows: &mut dyn Transaction, subject: i64) -> Result<DueNews, Fault> {
    let found =
        rows.first("SELECT channel, request FROM hand_off WHERE id = $1", values![subject])?;
    let Some(found) = found else { return Ok(DueNews::Erased) };
    let hand_off = serde_json::from_str(&found.get::<String>(1)?).map_err(|_| Fault::Row)?;
    Ok(DueNews::HandOff(Box::new(ChatOpened { channel: found.get(0)?, hand_off })))
}

fn question(rows: &mut dyn Transaction, reference: String, subject: i64) -> Result<DueNews, Fault> {
    let found = rows
        .first("SELECT site, language, text, page FROM question WHERE id = $1", values![subject])?;
    let Some(found) = found else { return Ok(DueNews::Erased) };
    Ok(DueNews::Question(Question {
        site: found.get(0)?,
        language: found.get(1)?,
        text: found.get(2)?,
        page: found.get(3)?,
        reference,
    }))
}

/// Writes down what came of a message, if its lease has not gone to another desk meanwhile.
pub fn sent(
    rows: &mut dyn Transaction,
    id: i64,
    lease: Seconds,
    now: Seconds,
    sent: &Sent,
) -> Result<(), Fault> {
    let (due, delivered, status) = match sent {
        Sent::Delivered => (None, Some(now), String::new()),
        Sent::Again { due, status } => (Some(*due), None, status.clone()),
        Sent::GivenUp { status } => (None, None, status.clone()),
        Sent::Gone => (None, None, GONE.to_owned()),
    };
    let changed = rows.execute(
        // A hook that was switched off meanwhile is not tried again.
        "UPDATE outgoing SET lease = NULL, delivered = $4, status = $5, due = CASE
         WHEN hook IN (SELECT id FROM hook WHERE disabled IS NULL) THEN CAST($3 AS BIGINT) END
         WHERE id = $1 AND lease = $2",
        values![id, lease, due, delivered, status],
    )?;
    if changed == 1 && *sent == Sent::Gone {
        rows.execute(
            "UPDATE hook SET disabled = $2, reason = 'the receiver answered 410, which means: no more'
             WHERE id = (SELECT hook FROM outgoing WHERE id = $1)",
            values![id, now],
        )?;
        rows.execute(
            "UPDATE outgoing SET due = NULL, status = 'the hook was switched off'
             WHERE due IS NOT NULL AND hook = (SELECT hook FROM outgoing WHERE id = $1)",
            values![id],
        )?;
    }
    Ok(())
}

/// How far ahead the next try may lie, in seconds: no pause between two tries is as long.
const LONGEST_PAUSE: Seconds = 2 * 24 * 3_600;

/// How far ahead the end of a lease may lie: none is as long.
const LONGEST_LEASE: Seconds = 3_600;

/// Makes due what would wait because the clock was ahead when it was queued, tried or taken.
pub fn bring_forward(rows: &mut dyn Transaction, now: Seconds) -> Result<(), Fault> {
    rows.execute(
        &format!(
            "UPDATE outgoing SET due = $1, lease = NULL WHERE due IS NOT NULL
             AND (due - {LONGEST_PAUSE} > $1 OR lease - {LONGEST_LEASE} > $1 OR (tries = 0 AND at > $1))"
        ),
        values![now],
    )
    .map(drop)
}

/// Puts what was given up back into the queue of a hook; the answer is how much that is.
pub fn again(
    rows: &mut dyn Transaction,
    site: &str,
    hook: i64,
    now: Seconds,
) -> Result<u64, Fault> {
    rows.execute(
        "UPDATE outgoing SET due = $3, tries = 0, lease = NULL
         WHERE site = $1 AND hook = $2 AND due IS NULL AND delivered IS NULL",
        values![site, hook, now],
    )
}

/// Forgets what was delivered before a moment, and what was given up and happened before another.
pub fn forget(
    rows: &mut dyn Transaction,
    delivered: Seconds,
    given_up: Seconds,
) -> Result<(), Fault> {
    rows.execute(
        "DELETE FROM outgoing
         WHERE delivered < $1 OR (due IS NULL AND delivered IS NULL AND at < $2)",
        values![delivered, given_up],
    )
    .map(drop)
}
