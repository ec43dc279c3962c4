use unstuck_model::hours::Seconds;

use crate::{
    database::{Fault, Row, Transaction, values},
    hooks::{HookState, NewHook},
};

/// Adds a hook; the answer is its number.
pub fn add(rows: &mut dyn Transaction, hook: &NewHook) -> Result<i64, Fault> {
    let kinds: Vec<&str> = hook.kinds.iter().map(|kind| kind.name()).collect();
    rows.value(
        "INSERT INTO hook (site, address, format, kinds, personal, secret, added)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
        values![
            &hook.site,
            &hook.address,
            &hook.format,
            kinds.join(" "),
            i64::from(hook.personal),
            &hook.secret,
            hook.added,
        ],
    )?
    .ok_or(Fault::Row)
}

/// The hooks of a site, and how their messages fare.
pub fn all(rows: &mut dyn Transaction, site: &str) -> Result<Vec<HookState>, Fault> {
    let found = rows.query(
        "SELECT id, address, format, kinds, personal, disabled, coalesce(reason, ''),
         (SELECT count(*) FROM outgoing WHERE hook = hook.id AND due IS NOT NULL),
         (SELECT count(*) FROM outgoing WHERE hook = hook.id AND due IS NULL AND delivered IS NULL),
         coalesce((SELECT status FROM outgoing WHERE hook = hook.id AND status <> ''
         ORDER BY id DESC LIMIT 1), '')
         FROM hook WHERE site = $1 ORDER BY id",
        values![site],
    )?;
    found.iter().map(state_of).collect()
}

fn state_of(row: &Row) -> Result<HookState, Fault> {
    let disabled: Option<Seconds> = row.get(5)?;
    let reason: String = row.get(6)?;
    Ok(HookState {
        id: row.get(0)?,
        address: row.get(1)?,
        format: row.get(2)?,
        kinds: row.get::<String>(3)?.split(' ').map(str::to_owned).collect(),
        personal: row.get::<i64>(4)? != 0,
        disabled: disabled.map(|_| reason),
        waiting: row.get(7)?,
        failed: row.get(8)?,
        status: row.get(9)?,
    })
}

/// Removes a hook and what it was to be told; false if there is none.
pub fn remove(rows: &mut dyn Transaction, site: &str, id: i64) -> Result<bool, Fault> {
    Ok(rows.execute("DELETE FROM hook WHERE site = $1 AND id = $2", values![site, id])? == 1)
}

/// Gives a hook a new secret, beside which the old one holds until a moment; false if there is none.
pub fn rotate(
    rows: &mut dyn Transaction,
    site: &str,
    id: i64,
    secret: &str,
    until: Seconds,
) -> Result<bool, Fault> {
    let changed = rows.execute(
        "UPDATE hook SET previous = secret, until = $4, secret = $3 WHERE site = $1 AND id = $2",
        values![site, id, secret, until],
    )?;
    Ok(changed == 1)
}

/// Switches a hook on again; false if there is none.
pub fn enable(rows: &mut dyn Transaction, site: &str, id: i64) -> Result<bool, Fault> {
    let changed = rows.execute(
        "UPDATE hook SET disabled = NULL, reason = NULL WHERE site = $1 AND id = $2",
        values![site, id],
    )?;
    Ok(changed == 1)
}
