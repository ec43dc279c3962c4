use unstuck_model::{callback::Slot, counts::Counted, hours::Seconds};

use crate::{
    dashboard::{Call, Quarter, Selected, Tally, Unanswered},
    database::{Fault, Row, Transaction, values},
};

/// How many kinds of things are told apart: more than any site has, for ids can be made up.
const MOST_TALLIES: i64 = 5_000;

/// How many questions are shown.
const MOST_QUESTIONS: i64 = 50;

/// What a dashboard is made of, since a moment and a day of counts.
pub fn selected(
    rows: &mut dyn Transaction,
    site: &str,
    since: Seconds,
    day: i64,
) -> Result<Selected, Fault> {
    Ok(Selected {
        calls: calls(rows, site, since)?,
        received: quarters(
            rows,
            "SELECT received / $3, count(*) FROM callback
             WHERE site = $1 AND received >= $2 GROUP BY received / $3",
            site,
            since,
        )?,
        booked: quarters(
            rows,
            "SELECT slot_from / $3, count(*) FROM callback
             WHERE site = $1 AND received >= $2 AND (outcome IS NULL OR outcome <> 'cancelled')
             GROUP BY slot_from / $3",
            site,
            since,
        )?,
        tallies: tallies(rows, site, day)?,
        questions: questions(rows, site, since)?,
        open_questions: rows
            .value(
                "SELECT count(*) FROM (SELECT DISTINCT language, sameness FROM question
                 WHERE site = $1 AND done IS NULL AND received >= $2) AS texts",
                values![site, since],
            )?
            .unwrap_or_default(),
    })
}

/// The requests since a moment. What a customer called off before a call is no promise to keep.
fn calls(rows: &mut dyn Transaction, site: &str, since: Seconds) -> Result<Vec<Call>, Fault> {
    let found = rows.query(
        "SELECT topic, received, coalesce(first_from, slot_from), coalesce(first_to, slot_to),
         contacted FROM callback
         WHERE site = $1 AND received >= $2 AND (contacted IS NOT NULL OR state <> 'done')",
        values![site, since],
    )?;
    let call = |row: &Row| {
        Ok(Call {
            topic: row.get(0)?,
            received: row.get(1)?,
            slot: Slot { from: row.get(2)?, to: row.get(3)? },
            contacted: row.get(4)?,
        })
    };
    found.iter().map(call).collect()
}

fn quarters(
    rows: &mut dyn Transaction,
    statement: &str,
    site: &str,
    since: Seconds,
) -> Result<Vec<Quarter>, Fault> {
    let found = rows.query(statement, values![site, since, Quarter::SECONDS])?;
    found.iter().map(|row| Ok(Quarter { number: row.get(0)?, times: row.get(1)? })).collect()
}

fn tallies(rows: &mut dyn Transaction, site: &str, day: i64) -> Result<Vec<Tally>, Fault> {
    let found = rows.query(
        "SELECT kind, id, CAST(sum(times) AS BIGINT) AS total FROM counted
         WHERE site = $1 AND day >= $2 GROUP BY kind, id ORDER BY total DESC, kind, id LIMIT $3",
        values![site, day, MOST_TALLIES],
    )?;
    let mut tallies = Vec::new();
    for row in &found {
        let kind: String = row.get(0)?;
        // A kind that a newer desk counted is not this one's to tell of.
        if let Some(kind) = Counted::ALL.into_iter().find(|known| known.name() == kind) {
            tallies.push(Tally { kind, id: row.get(1)?, times: row.get(2)? });
        }
    }
    Ok(tallies)
}

/// The open questions since a moment, each text once, the most frequent first.
fn questions(
    rows: &mut dyn Transaction,
    site: &str,
    since: Seconds,
) -> Result<Vec<Unanswered>, Fault> {
    let found = rows.query(
        "SELECT question.id, text, question.language, received, times FROM question JOIN
         (SELECT max(id) AS newest, count(*) AS times FROM question
          WHERE site = $1 AND done IS NULL AND received >= $2 GROUP BY language, sameness) AS same
         ON same.newest = question.id
         ORDER BY times DESC, question.id DESC LIMIT $3",
        values![site, since, MOST_QUESTIONS],
    )?;
    let question = |row: &Row| {
        Ok(Unanswered {
            id: row.get(0)?,
            text: row.get(1)?,
            language: row.get(2)?,
            received: row.get(3)?,
            times: row.get(4)?,
        })
    };
    found.iter().map(question).collect()
}
