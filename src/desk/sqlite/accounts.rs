use rusqlite::{Connection, OptionalExtension, params};
use unstuck_model::hours::Seconds;

use crate::{record::Agent, store::NewSession};

/// Adds an agent; false if the name is taken.
pub fn add(
    connection: &Connection,
    site: &str,
    name: &str,
    hash: &str,
    at: Seconds,
) -> rusqlite::Result<bool> {
    let added = connection.execute(
        "INSERT INTO agent (site, name, password_hash, added) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (site, name) DO NOTHING",
        params![site, name, hash, at],
    )?;
    Ok(added == 1)
}

/// Changes a password and ends the agent's sessions; false if there is no such agent.
pub fn set_password(
    connection: &mut Connection,
    site: &str,
    name: &str,
    hash: &str,
) -> rusqlite::Result<bool> {
    let transaction = connection.transaction()?;
    let changed = transaction.execute(
        "UPDATE agent SET password_hash = ?3 WHERE site = ?1 AND name = ?2",
        params![site, name, hash],
    )?;
    transaction.execute(
        "DELETE FROM session WHERE agent IN (SELECT id FROM agent WHERE site = ?1 AND name = ?2)",
        params![site, name],
    )?;
    transaction.commit()?;
    Ok(changed == 1)
}

/// The agent with a name, and the hash of the password.
pub fn agent(
    connection: &Connection,
    site: &str,
    name: &str,
) -> rusqlite::Result<Option<(Agent, String)>> {
    connection
        .query_row(
            "SELECT id, name, password_hash FROM agent WHERE site = ?1 AND name = ?2",
            params![site, name],
            |row| Ok((Agent { id: row.get(0)?, name: row.get(1)? }, row.get(2)?)),
        )
        .optional()
}

/// Begins a session, ends the one it replaces, and forgets those that are over.
pub fn begin_session(connection: &mut Connection, session: &NewSession) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.execute("DELETE FROM session WHERE ends <= ?1", params![session.begins])?;
    if let Some(old) = &session.replaces {
        transaction.execute("DELETE FROM session WHERE token_hash = ?1", params![old])?;
    }
    transaction.execute(
        "INSERT INTO session (token_hash, agent, begins, ends) VALUES (?1, ?2, ?3, ?4)",
        params![session.token, session.agent, session.begins, session.ends],
    )?;
    transaction.commit()
}

/// The agent of a session that is not over.
pub fn session(
    connection: &Connection,
    site: &str,
    token: &[u8; 32],
    now: Seconds,
) -> rusqlite::Result<Option<Agent>> {
    connection
        .query_row(
            "SELECT agent.id, agent.name FROM session JOIN agent ON agent.id = session.agent
             WHERE token_hash = ?1 AND ends > ?2 AND begins <= ?2 AND agent.site = ?3",
            params![token, now, site],
            |row| Ok(Agent { id: row.get(0)?, name: row.get(1)? }),
        )
        .optional()
}

/// Ends a session.
pub fn end_session(connection: &Connection, token: &[u8; 32]) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM session WHERE token_hash = ?1", params![token])?;
    Ok(())
}
