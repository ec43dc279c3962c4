//! What one of several instances does at a time: a right that is taken by name and ends by itself.

use unstuck_model::hours::Seconds;

use crate::database::{Fault, Transaction, values};

/// A wish for a right. Who has it already has it longer.
#[derive(Clone, Debug)]
pub struct Lease {
    /// What is to be done.
    pub name: &'static str,
    /// Who wants to do it: a number of chance, an instance's own.
    pub holder: [u8; 32],
    /// The time now.
    pub now: Seconds,
    /// How long it is to hold.
    pub lasts: Seconds,
}

/// Takes a lease; false while somebody else has it.
pub fn take(rows: &mut dyn Transaction, lease: &Lease) -> Result<bool, Fault> {
    let Lease { name, holder, now, lasts } = lease;
    let ends = now.saturating_add(*lasts);
    // One that ends long after any that could be taken now is of a clock that was put back.
    let furthest = ends.saturating_add(*lasts);
    let taken = rows.execute(
        "UPDATE lease SET holder = $2, ends = $4
         WHERE name = $1 AND (holder = $2 OR ends <= $3 OR ends > $5)",
        values![*name, holder, now, ends, furthest],
    )?;
    if taken == 1 {
        return Ok(true);
    }
    let first = rows.execute(
        "INSERT INTO lease (name, holder, ends) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        values![*name, holder, ends],
    )?;
    Ok(first == 1)
}

/// Gives a lease back before it ends.
pub fn give_back(rows: &mut dyn Transaction, lease: &Lease) -> Result<(), Fault> {
    rows.execute(
        "DELETE FROM lease WHERE name = $1 AND holder = $2",
        values![lease.name, &lease.holder],
    )
    .map(drop)
}
