use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use crate::{
    record::{Act, Acted},
    store::Deed,
};

/// Does what an agent wants, if the state of the request allows it, and writes it down.
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
                "UPDATE callback SET state = 'done', outcome = ?4, changed = ?3,
                 contacted = coalesce(contacted, ?3) WHERE id = ?1
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
