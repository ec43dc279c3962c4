use crate::{
    database::{Fault, Transaction, values},
    record::{Agent, Choices, MOST_PURPOSE},
};

/// How many requests, the newest, are asked for their topics.
const ASKED: i64 = 1_000;

/// How many topics are offered.
const OFFERED: i64 = 20;

/// What can be chosen on the page of a request.
pub fn choices(rows: &mut dyn Transaction, site: &str) -> Result<Choices, Fault> {
    let longest = i64::try_from(MOST_PURPOSE).unwrap_or_default();
    let topics = rows.query(
        "SELECT topic FROM (SELECT topic FROM callback WHERE site = $1
         ORDER BY received DESC LIMIT $2) AS recent
         WHERE topic IS NOT NULL AND length(topic) BETWEEN 1 AND $4
         GROUP BY topic ORDER BY count(*) DESC, topic LIMIT $3",
        values![site, ASKED, OFFERED, longest],
    )?;
    let agents = rows.query(
        "SELECT id, name FROM agent WHERE site = $1 AND disabled IS NULL ORDER BY lower(name)",
        values![site],
    )?;
    Ok(Choices {
        topics: topics.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?,
        agents: agents
            .iter()
            .map(|row| Ok(Agent { id: row.get(0)?, name: row.get(1)? }))
            .collect::<Result<_, Fault>>()?,
    })
}
