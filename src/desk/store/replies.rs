use unstuck_model::hours::Seconds;

use crate::{
    database::{Fault, Row, Transaction, values},
    replies::{Granted, Kept, MOST_REPLIES, Wish, Written},
};

const REPLY: &str =
    "SELECT reply.id, language, title, text, entry, step, version, agent.name, changed
    FROM reply JOIN agent ON agent.id = reply.agent";

/// All replies of a site, those that were changed last first.
pub fn all(rows: &mut dyn Transaction, site: &str) -> Result<Vec<Kept>, Fault> {
    let found = rows.query(
        &format!("{REPLY} WHERE reply.site = $1 ORDER BY changed DESC, reply.id DESC LIMIT $2"),
        values![site, MOST_REPLIES],
    )?;
    found.iter().map(kept).collect()
}

/// The reply with a number.
pub fn one(rows: &mut dyn Transaction, site: &str, id: i64) -> Result<Option<Kept>, Fault> {
    let found =
        rows.first(&format!("{REPLY} WHERE reply.site = $1 AND reply.id = $2"), values![site, id])?;
    found.as_ref().map(kept).transpose()
}

fn kept(row: &Row) -> Result<Kept, Fault> {
    Ok(Kept {
        id: row.get(0)?,
        written: Written {
            language: row.get(1)?,
            title: row.get(2)?,
            text: row.get(3)?,
            entry: row.get(4)?,
            step: row.get(5)?,
        },
        version: row.get(6)?,
        agent: row.get(7)?,
        changed: row.get(8)?,
    })
}

/// Does what an agent wants, unless a colleague was quicker.
pub fn grant(
    rows: &mut dyn Transaction,
    site: &str,
    agent: i64,
    wish: &Wish,
    at: Seconds,
) -> Result<Granted, Fault> {
    let (id, changed) = match wish {
        Wish::Add(written) => return add(rows, site, agent, written, at),
        Wish::Change { id, version, written } => {
            let changed = rows.execute(
                "UPDATE reply SET language = $4, title = $5, text = $6, entry = $7, step = $8,
                 agent = $9, changed = $10, version = version + 1
                 WHERE site = $1 AND id = $2 AND version = $3",
                values![
                    site,
                    id,
                    version,
                    &written.language,
                    &written.title,
                    &written.text,
                    &written.entry,
                    &written.step,
                    agent,
                    at,
                ],
            )?;
            (*id, changed)
        }
        Wish::Remove { id, version } => {
            let removed = rows.execute(
                "DELETE FROM reply WHERE site = $1 AND id = $2 AND version = $3",
                values![site, id, version],
            )?;
            (*id, removed)
        }
    };
    if changed == 1 {
        return Ok(Granted::Done(id));
    }
    let stands = one(rows, site, id)?;
    Ok(stands.map_or(Granted::Gone, |kept| Granted::Changed(Box::new(kept))))
}

fn add(
    rows: &mut dyn Transaction,
    site: &str,
    agent: i64,
    written: &Written,
    at: Seconds,
) -> Result<Granted, Fault> {
    let count: Option<i64> =
        rows.value("SELECT count(*) FROM reply WHERE site = $1", values![site])?;
    if count.unwrap_or_default() >= MOST_REPLIES {
        return Ok(Granted::Full);
    }
    let id: Option<i64> = rows.value(
        // The number of a reply that was removed is given out again, and whoever has that one open still
        // must not be taken for somebody who has this one: versions begin at the moment.
        "INSERT INTO reply (site, language, title, text, entry, step, agent, changed, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) RETURNING id",
        values![
            site,
            &written.language,
            &written.title,
            &written.text,
            &written.entry,
            &written.step,
            agent,
            at,
        ],
    )?;
    Ok(Granted::Done(id.ok_or(Fault::Row)?))
}
