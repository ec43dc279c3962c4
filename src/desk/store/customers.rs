use serde::Deserialize;
use unstuck_model::{callback::Slot, hours::Seconds};

use super::{act::lapsed, outgoing};
use crate::{
    database::{Fault, Row, Transaction, values},
    hooks::{Happened, What},
    record::{Acted, Outcome, is_lapsed},
    standing::{Stage, Standing, Wish},
    webhook::event::Change,
};

/// Of a stored request, what is read for its customer.
#[derive(Deserialize)]
struct Zone {
    #[serde(default)]
    time_zone: String,
}

/// How the request with a reference stands.
pub fn standing(
    rows: &mut dyn Transaction,
    site: &str,
    reference: &str,
    now: Seconds,
) -> Result<Option<Standing>, Fault> {
    let row = rows.first(
        "SELECT state, outcome, coalesce(changed, received), lease, slot_from, slot_to,
         consent_language, request, (SELECT max(at) FROM event
         WHERE event.callback = callback.id AND act IN ('no_answer', 'again'))
         FROM callback WHERE site = $1 AND reference = $2",
        values![site, reference],
    )?;
    row.map(|row| {
        let request: String = row.get(7)?;
        let Zone { time_zone } = serde_json::from_str(&request).map_err(|_| Fault::Row)?;
        Ok(Standing {
            stage: stage(&row, now)?,
            slot: Slot { from: row.get(4)?, to: row.get(5)? },
            zone: time_zone,
            language: row.get(6)?,
        })
    })
    .transpose()
}

fn stage(row: &Row, now: Seconds) -> Result<Stage, Fault> {
    let (state, at): (String, Seconds) = (row.get(0)?, row.get(2)?);
    let (lease, tried): (Option<Seconds>, Option<Seconds>) = (row.get(3)?, row.get(8)?);
    if let Some(outcome) = row.get::<Option<String>>(1)? {
        return Ok(match Outcome::stored(&outcome) {
            Some(Outcome::Reached) | None => Stage::Called { at },
            Some(Outcome::NoAnswer) => Stage::NoAnswer { at },
            Some(Outcome::WrongNumber) => Stage::WrongNumber { at },
            Some(Outcome::Cancelled) => Stage::Cancelled { at },
        });
    }
    let is_claimed = state == "claimed" && lease.is_some_and(|until| !is_lapsed(until, now));
    Ok(match tried {
        _ if is_claimed => Stage::Claimed,
        Some(tried) => Stage::Again { tried },
        None => Stage::Waiting,
    })
}

/// Does what a customer wants, while nobody has claimed the request.
pub fn change(
    rows: &mut dyn Transaction,
    site: &str,
    reference: &str,
    wish: Wish,
    now: Seconds,
) -> Result<Acted, Fault> {
    let id: Option<i64> = rows.value(
        "SELECT id FROM callback WHERE site = $1 AND reference = $2",
        values![site, reference],
    )?;
    let Some(id) = id else { return Ok(Acted::Unknown) };
    let is_free = format!("(state = 'waiting' OR (state = 'claimed' AND {}))", lapsed("$2"));
    let (changed, act, told) = match wish {
        Wish::Move(slot) => (
            rows.execute(
                &format!(
                    "UPDATE callback SET slot_from = $3, slot_to = $4, state = 'waiting',
                     agent = NULL, lease = NULL, changed = $2 WHERE id = $1 AND {is_free}"
                ),
                values![id, now, slot.from, slot.to],
            )?,
            "move",
            Change::Moved,
        ),
        Wish::Cancel => (
            rows.execute(
                &format!(
                    "UPDATE callback SET state = 'done', outcome = $3, agent = NULL, lease = NULL,
                     changed = $2 WHERE id = $1 AND {is_free}"
                ),
                values![id, now, Outcome::Cancelled.name()],
            )?,
            Outcome::Cancelled.name(),
            Change::Cancelled,
        ),
    };
    if changed == 0 {
        return Ok(Acted::Refused);
    }
    rows.execute(
        "INSERT INTO event (site, callback, at, act, note) VALUES ($1, $2, $3, $4, '')",
        values![site, id, now, act],
    )?;
    let what = What::Callback(told);
    outgoing::tell(rows, &Happened { site, reference, subject: id, at: now, what })?;
    Ok(Acted::Done)
}
