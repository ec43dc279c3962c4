use unstuck_model::counts::Count;

use crate::database::{Fault, Transaction, values};

/// How many things of one day are kept apart: more than any site has, so that made-up ids cannot
/// fill the disk.
const MOST: i64 = 20_000;

/// Forgets the counts of the days before one.
pub fn forget(rows: &mut dyn Transaction, before: i64) -> Result<(), Fault> {
    rows.execute("DELETE FROM counted WHERE day < $1", values![before]).map(drop)
}

/// Adds counts to those of a day.
pub fn add(
    rows: &mut dyn Transaction,
    site: &str,
    day: i64,
    counts: &[Count],
) -> Result<(), Fault> {
    let known: Option<i64> = rows
        .value("SELECT count(*) FROM counted WHERE site = $1 AND day = $2", values![site, day])?;
    let mut room = MOST.saturating_sub(known.unwrap_or_default());
    // In one order, so that two that add at the same moment do not wait for each other.
    let mut counts: Vec<&Count> = counts.iter().collect();
    counts.sort_by_key(|count| (count.kind.name(), &count.id));
    for count in counts {
        let times = i64::from(count.times);
        let row = values![site, day, count.kind.name(), &count.id, times];
        let added = rows.execute(
            "UPDATE counted SET times = times + $5
             WHERE site = $1 AND day = $2 AND kind = $3 AND id = $4",
            row,
        )?;
        if added == 0 && room > 0 {
            rows.execute(
                "INSERT INTO counted (site, day, kind, id, times) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (site, day, kind, id)
                 DO UPDATE SET times = counted.times + excluded.times",
                row,
            )?;
            room -= 1;
        }
    }
    Ok(())
}
