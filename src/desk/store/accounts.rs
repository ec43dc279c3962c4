use unstuck_model::hours::Seconds;

use crate::{
    database::{Fault, Row, Transaction, values},
    record::Agent,
    sessions::{NewSession, Session},
    team::{Account, Audited, Role},
};

/// The sites that have agents, hooks, requests, questions or chats, in the order of their ids.
pub fn sites(rows: &mut dyn Transaction) -> Result<Vec<String>, Fault> {
    let found = rows.query(
        "SELECT site FROM agent UNION SELECT site FROM hook UNION SELECT site FROM callback
         UNION SELECT site FROM question UNION SELECT site FROM hand_off ORDER BY site",
        &[],
    )?;
    found.iter().map(|row| row.get(0)).collect()
}

/// Adds an agent; false if the name is taken, in whatever case.
pub fn add(
    rows: &mut dyn Transaction,
    site: &str,
    name: &str,
    hash: &str,
    at: Seconds,
) -> Result<bool, Fault> {
    let added = rows.execute(
        "INSERT INTO agent (site, name, password_hash, added) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        values![site, name, hash, at],
    )?;
    Ok(added == 1)
}

/// Changes a password and ends the agent's sessions; false if there is no such agent.
pub fn set_password(
    rows: &mut dyn Transaction,
    site: &str,
    name: &str,
    hash: &str,
) -> Result<bool, Fault> {
    let changed = rows.execute(
        "UPDATE agent SET password_hash = $3 WHERE site = $1 AND lower(name) = lower($2)",
        values![site, name, hash],
    )?;
    rows.execute(
        "DELETE FROM session WHERE agent IN
         (SELECT id FROM agent WHERE site = $1 AND lower(name) = lower($2))",
        values![site, name],
    )?;
    Ok(changed == 1)
}

/// The agents of a site, by name.
pub fn all(rows: &mut dyn Transaction, site: &str) -> Result<Vec<Account>, Fault> {
    let found = rows.query(
        "SELECT name, role, added, disabled FROM agent WHERE site = $1 ORDER BY lower(name)",
        values![site],
    )?;
    found
        .iter()
        .map(|row| {
            Ok(Account {
                name: row.get(0)?,
                role: role_of(row, 1)?,
                added: row.get(2)?,
                disabled: row.get(3)?,
            })
        })
        .collect()
}

fn role_of(row: &Row, column: usize) -> Result<Role, Fault> {
    Role::named(&row.get::<String>(column)?).ok_or(Fault::Row)
}

/// Changes what an agent may do; false if there is no such agent.
pub fn set_role(
    rows: &mut dyn Transaction,
    site: &str,
    name: &str,
    role: Role,
) -> Result<bool, Fault> {
    let changed = rows.execute(
        "UPDATE agent SET role = $3 WHERE site = $1 AND lower(name) = lower($2)",
        values![site, name, role.name()],
    )?;
    Ok(changed == 1)
}

/// Lets an agent sign in no more, ends their sessions and gives back what they claimed; false if
/// there is no such agent.
pub fn disable(
    rows: &mut dyn Transaction,
    site: &str,
    name: &str,
    at: Seconds,
) -> Result<bool, Fault> {
    let id: Option<i64> = rows.value(
        "UPDATE agent SET disabled = coalesce(disabled, $3)
         WHERE site = $1 AND lower(name) = lower($2) RETURNING id",
        values![site, name, at],
    )?;
    let Some(id) = id else { return Ok(false) };
    rows.execute("DELETE FROM session WHERE agent = $1", values![id])?;
    rows.execute(
        "INSERT INTO event (site, callback, agent, at, act, note)
         SELECT site, id, agent, CAST($2 AS BIGINT), 'left', '' FROM callback
         WHERE agent = $1 AND state = 'claimed'",
        values![id, at],
    )?;
    rows.execute(
        "UPDATE callback SET state = 'waiting', agent = NULL, lease = NULL, changed = $2
         WHERE agent = $1 AND state = 'claimed'",
        values![id, at],
    )?;
    Ok(true)
}

/// Lets an agent sign in again; false if there is no such agent.
pub fn enable(rows: &mut dyn Transaction, site: &str, name: &str) -> Result<bool, Fault> {
    let changed = rows.execute(
        "UPDATE agent SET disabled = NULL WHERE site = $1 AND lower(name) = lower($2)",
        values![site, name],
    )?;
    Ok(changed == 1)
}

/// The agent with a name, and the hash of the password.
pub fn agent(
    rows: &mut dyn Transaction,
    site: &str,
    name: &str,
) -> Result<Option<(Agent, String)>, Fault> {
    let row = rows.first(
        "SELECT id, name, password_hash FROM agent
         WHERE site = $1 AND lower(name) = lower($2) AND disabled IS NULL",
        values![site, name],
    )?;
    row.map(|row| Ok((Agent { id: row.get(0)?, name: row.get(1)? }, row.get(2)?))).transpose()
}

/// Begins a session, ends the one it replaces, and forgets those that are over.
pub fn begin_session(rows: &mut dyn Transaction, session: &NewSession) -> Result<(), Fault> {
    rows.execute("DELETE FROM session WHERE ends <= $1", values![session.begins])?;
    if let Some(old) = &session.replaces {
        rows.execute("DELETE FROM session WHERE token_hash = $1", values![old])?;
    }
    rows.execute(
        "INSERT INTO session (token_hash, agent, begins, ends) VALUES ($1, $2, $3, $4)",
        values![&session.token, session.agent, session.begins, session.ends],
    )?;
    Ok(())
}

/// The session with a token, if it is not over and its agent may still sign in.
pub fn session(
    rows: &mut dyn Transaction,
    token: &[u8; 32],
    now: Seconds,
) -> Result<Option<Session>, Fault> {
    let row = rows.first(
        "SELECT agent.id, agent.name, agent.site, agent.role FROM session
         JOIN agent ON agent.id = session.agent
         WHERE token_hash = $1 AND ends > $2 AND begins <= $2 AND disabled IS NULL",
        values![token, now],
    )?;
    row.map(|row| {
        let agent = Agent { id: row.get(0)?, name: row.get(1)? };
        Ok(Session { agent, site: row.get(2)?, role: role_of(&row, 3)? })
    })
    .transpose()
}

/// Ends a session.
pub fn end_session(rows: &mut dyn Transaction, token: &[u8; 32]) -> Result<(), Fault> {
    rows.execute("DELETE FROM session WHERE token_hash = $1", values![token]).map(drop)
}

/// Writes down that an agent tried what is not theirs to do.
pub fn audit(
    rows: &mut dyn Transaction,
    site: &str,
    agent: i64,
    at: Seconds,
    what: &str,
) -> Result<(), Fault> {
    let row = values![site, agent, at, what];
    rows.execute("INSERT INTO audit (site, agent, at, what) VALUES ($1, $2, $3, $4)", row).map(drop)
}

/// What was written down of a site's agents lately, the latest first.
pub fn audited(rows: &mut dyn Transaction, site: &str) -> Result<Vec<Audited>, Fault> {
    let found = rows.query(
        "SELECT at, agent.name, what FROM audit JOIN agent ON agent.id = audit.agent
         WHERE audit.site = $1 ORDER BY audit.id DESC LIMIT 1000",
        values![site],
    )?;
    found
        .iter()
        .map(|row| Ok(Audited { at: row.get(0)?, agent: row.get(1)?, what: row.get(2)? }))
        .collect()
}
