use unstuck_model::hours::Seconds;

use crate::{
    database::{Fault, Transaction, values},
    record::{Act, Acted, CLAIM_HOLDS, Deed},
};

/// Does what an agent wants, if the state of the request allows it, and writes it down.
pub fn act(rows: &mut dyn Transaction, deed: &Deed) -> Result<Acted, Fault> {
    let id: Option<i64> = rows.value(
        "SELECT id FROM callback WHERE site = $1 AND reference = $2",
        values![&deed.site, &deed.reference],
    )?;
    let Some(id) = id else { return Ok(Acted::Unknown) };
    let (changed, note) = match &deed.act {
        Act::Claim => (
            rows.execute(
                "UPDATE callback SET state = 'claimed', agent = $2, changed = $3, lease = $4
                 WHERE id = $1 AND (state = 'waiting' OR (state = 'claimed' AND lease <= $3))",
                values![id, deed.agent, deed.at, deed.at.saturating_add(CLAIM_HOLDS)],
            )?,
            "",
        ),
        Act::Release => (
            rows.execute(
                "UPDATE callback SET state = 'waiting', agent = NULL, changed = $3, lease = NULL
                 WHERE id = $1 AND state = 'claimed' AND agent = $2",
                values![id, deed.agent, deed.at],
            )?,
            "",
        ),
        Act::Finish { outcome, note } => (
            rows.execute(
                "UPDATE callback SET state = 'done', outcome = $4, changed = $3, lease = NULL,
                 contacted = coalesce(contacted, $3)
                 WHERE id = $1 AND state = 'claimed' AND agent = $2",
                values![id, deed.agent, deed.at, outcome.name()],
            )?,
            note.as_str(),
        ),
        Act::Reopen => (
            rows.execute(
                "UPDATE callback SET state = 'waiting', agent = NULL, outcome = NULL, changed = $2
                 WHERE id = $1 AND state = 'done'",
                values![id, deed.at],
            )?,
            "",
        ),
    };
    if changed == 0 {
        return Ok(Acted::Refused);
    }
    rows.execute(
        "INSERT INTO event (site, callback, agent, at, act, note) VALUES ($1, $2, $3, $4, $5, $6)",
        values![&deed.site, id, deed.agent, deed.at, deed.act.name(), note],
    )?;
    Ok(Acted::Done)
}

/// Lets an agent's claims hold until a moment, if they have not ended yet.
pub fn hold(
    rows: &mut dyn Transaction,
    agent: i64,
    now: Seconds,
    until: Seconds,
) -> Result<(), Fault> {
    rows.execute(
        "UPDATE callback SET lease = $3 WHERE agent = $1 AND state = 'claimed' AND lease > $2
         AND lease < $3",
        values![agent, now, until],
    )
    .map(drop)
}
