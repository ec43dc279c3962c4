use unstuck_model::hours::Seconds;

use super::outgoing;
use crate::{
    database::{Fault, Transaction, values},
    hooks::{Happened, What},
    record::{Act, Acted, CLAIM_HOLDS, CLAIM_REACHES, Deed, Outcome},
    webhook::event::Change,
};

/// Who may give a claim back or hand it over: whoever has it, or a lead.
const OWN_OR_LEAD: &str = "(agent = $2 OR EXISTS
    (SELECT 1 FROM agent AS lead WHERE lead.id = $2 AND lead.role = 'lead'))";

/// Whether a claim is over at the moment that a statement has as a value, such as `$3`.
pub fn lapsed(now: &str) -> String {
    format!("(lease <= {now} OR lease - {CLAIM_REACHES} > {now})")
}

/// Does what an agent wants, if the state of the request allows it, and writes it down.
pub fn act(rows: &mut dyn Transaction, deed: &Deed) -> Result<Acted, Fault> {
    let id: Option<i64> = rows.value(
        "SELECT id FROM callback WHERE site = $1 AND reference = $2",
        values![&deed.site, &deed.reference],
    )?;
    let Some(id) = id else { return Ok(Acted::Unknown) };
    if change(rows, id, deed)? == 0 {
        return Ok(Acted::Refused);
    }
    let detail = detail(rows, &deed.act)?;
    rows.execute(
        "INSERT INTO event (site, callback, agent, at, act, detail, note)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        values![&deed.site, id, deed.agent, deed.at, deed.act.name(), detail, note(&deed.act)],
    )?;
    if let Some(change) = told(&deed.act) {
        let (site, reference, at) = (&deed.site, &deed.reference, deed.at);
        let what = What::Callback(change);
        outgoing::tell(rows, &Happened { site, reference, subject: id, at, what })?;
    }
    Ok(Acted::Done)
}

/// What hooks are told of an act, if they are.
fn told(act: &Act) -> Option<Change> {
    match act {
        Act::Claim => Some(Change::Claimed),
        Act::Finish { outcome, .. } => Some(Change::Finished(*outcome)),
        Act::Again { .. } => Some(Change::Moved),
        Act::Release | Act::Transfer { .. } | Act::Note(_) | Act::Reopen => None,
    }
}

/// Changes the row of a request; the answer is 0 if its state does not allow it.
fn change(rows: &mut dyn Transaction, id: i64, deed: &Deed) -> Result<u64, Fault> {
    let (agent, at, lease) = (deed.agent, deed.at, deed.at.saturating_add(CLAIM_HOLDS));
    match &deed.act {
        Act::Claim => rows.execute(
            &format!(
                "UPDATE callback SET state = 'claimed', agent = $2, changed = $3, lease = $4
                 WHERE id = $1 AND (state = 'waiting' OR (state = 'claimed' AND {}))",
                lapsed("$3")
            ),
            values![id, agent, at, lease],
        ),
        Act::Release => rows.execute(
            &format!(
                "UPDATE callback SET state = 'waiting', agent = NULL, changed = $3, lease = NULL
                 WHERE id = $1 AND state = 'claimed' AND {OWN_OR_LEAD}"
            ),
            values![id, agent, at],
        ),
        Act::Transfer { to, .. } => rows.execute(
            &format!(
                "UPDATE callback SET agent = $4, changed = $3, lease = $5
                 WHERE id = $1 AND state = 'claimed' AND agent <> $4 AND {OWN_OR_LEAD}
                 AND EXISTS (SELECT 1 FROM agent AS other WHERE other.id = $4
                 AND other.site = callback.site AND other.disabled IS NULL)"
            ),
            values![id, agent, at, to, lease],
        ),
        Act::Finish { outcome, about, .. } => {
            let (purpose, action) = match about {
                Some(about) => (Some(about.purpose.clone()), Some(about.action.name().to_owned())),
                None => (None, None),
            };
            rows.execute(
                "UPDATE callback SET state = 'done', outcome = $4, purpose = $5, action = $6,
                 changed = $3, lease = NULL, tries = tries + 1, contacted = coalesce(contacted, $3),
                 first_from = coalesce(first_from, slot_from), first_to = coalesce(first_to, slot_to)
                 WHERE id = $1 AND state = 'claimed' AND agent = $2",
                values![id, agent, at, outcome.name(), &purpose, &action],
            )
        }
        Act::Again { slot, .. } => rows.execute(
            "UPDATE callback SET state = 'waiting', agent = NULL, slot_from = $4, slot_to = $5,
             changed = $3, lease = NULL, tries = tries + 1, contacted = coalesce(contacted, $3),
             first_from = coalesce(first_from, slot_from), first_to = coalesce(first_to, slot_to)
             WHERE id = $1 AND state = 'claimed' AND agent = $2",
            values![id, agent, at, slot.from, slot.to],
        ),
        // The row stays as it is.
        Act::Note(_) => Ok(1),
        Act::Reopen => rows.execute(
            // What its customer called off stays so.
            "UPDATE callback SET state = 'waiting', agent = NULL, outcome = NULL, purpose = NULL,
             action = NULL, changed = $2 WHERE id = $1 AND state = 'done' AND outcome <> $3",
            values![id, at, Outcome::Cancelled.name()],
        ),
    }
}

/// What the history needs beside the name of an act.
fn detail(rows: &mut dyn Transaction, act: &Act) -> Result<String, Fault> {
    match act {
        Act::Transfer { to, .. } => {
            let name = rows.value("SELECT name FROM agent WHERE id = $1", values![to])?;
            Ok(name.unwrap_or_default())
        }
        Act::Again { slot, .. } => Ok(slot.from.to_string()),
        Act::Claim | Act::Release | Act::Finish { .. } | Act::Note(_) | Act::Reopen => {
            Ok(String::new())
        }
    }
}

fn note(act: &Act) -> &str {
    match act {
        Act::Transfer { note, .. }
        | Act::Finish { note, .. }
        | Act::Again { note, .. }
        | Act::Note(note) => note,
        Act::Claim | Act::Release | Act::Reopen => "",
    }
}

/// Lets an agent's claims hold until a moment, if they have not ended yet. One that was made while the
/// clock was ahead holds no longer than others.
pub fn hold(
    rows: &mut dyn Transaction,
    agent: i64,
    now: Seconds,
    until: Seconds,
) -> Result<(), Fault> {
    rows.execute(
        &format!(
            "UPDATE callback SET lease = $3 WHERE agent = $1 AND state = 'claimed' AND lease > $2
             AND (lease < $3 OR lease - {CLAIM_REACHES} > $2)"
        ),
        values![agent, now, until],
    )
    .map(drop)
}
