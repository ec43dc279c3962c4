use rusqlite::{Connection, TransactionBehavior, params};
use unstuck_model::counts::{Count, Counted};

/// How many things of one day are kept apart: more than any site has, so that made-up ids cannot
/// fill the disk.
const MOST: i64 = 20_000;

/// Adds counts to those of a day.
pub fn add(
    connection: &mut Connection,
    site: &str,
    day: i64,
    counts: &[Count],
) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let known: i64 = transaction.query_row(
        "SELECT count(*) FROM counted WHERE site = ?1 AND day = ?2",
        params![site, day],
        |row| row.get(0),
    )?;
    {
        let mut add = transaction.prepare(
            "UPDATE counted SET times = times + ?5
             WHERE site = ?1 AND day = ?2 AND kind = ?3 AND id = ?4",
        )?;
        let mut begin = transaction.prepare(
            "INSERT INTO counted (site, day, kind, id, times) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let mut room = MOST.saturating_sub(known);
        for count in counts {
            let row = params![site, day, count.kind.name(), count.id, count.times];
            if add.execute(row)? == 0 && room > 0 {
                begin.execute(row)?;
                room -= 1;
            }
        }
    }
    transaction.commit()
}

/// What was counted of one kind since a day, the most frequent first.
pub fn most(
    connection: &Connection,
    site: &str,
    kind: Counted,
    since: i64,
) -> rusqlite::Result<Vec<(String, i64)>> {
    let mut statement = connection.prepare(
        "SELECT id, sum(times) AS times FROM counted WHERE site = ?1 AND kind = ?2 AND day >= ?3
         GROUP BY id ORDER BY times DESC, id LIMIT 100",
    )?;
    let rows = statement
        .query_map(params![site, kind.name(), since], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}
