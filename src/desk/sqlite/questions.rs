use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use crate::{
    record::{Acted, Asked, Intake, NewQuestion, Questions, Settle},
    sameness::sameness,
    store::Settlement,
};

/// How many questions an agent is shown at once, and how many that are done.
const SHOWN: (i64, i64) = (200, 20);

/// Of which of the last ones those that are done are shown: one question may have come many times.
const DONE_LATELY: i64 = 500;

const ASKED: &str = "SELECT question.id, text, question.language, page, reference, received,
    done, agent.name,
    (SELECT count(*) FROM question AS same WHERE same.site = question.site
     AND same.language = question.language AND same.sameness = question.sameness)
    FROM question LEFT JOIN agent ON agent.id = question.agent";

/// What became of the question with a key.
pub fn known(
    connection: &Connection,
    site: &str,
    key: &str,
    print: &[u8; 32],
) -> rusqlite::Result<Option<Intake>> {
    connection
        .query_row(
            "SELECT reference, fingerprint FROM question WHERE site = ?1 AND idempotency_key = ?2",
            params![site, key],
            |row| {
                let same = row.get::<_, [u8; 32]>(1)? == *print;
                let reference = row.get(0)?;
                Ok(if same { Intake::Repeated { reference } } else { Intake::KeyReused })
            },
        )
        .optional()
}

/// Stores a question, unless its key is known.
pub fn ask(connection: &mut Connection, new: &NewQuestion) -> rusqlite::Result<Intake> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(before) = known(&transaction, &new.question.site, &new.key, &new.fingerprint)? {
        return Ok(before);
    }
    transaction.execute(
        "INSERT INTO question (site, idempotency_key, fingerprint, received, reference, language,
         text, sameness, page) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            new.question.site,
            new.key,
            new.fingerprint,
            new.received,
            new.question.reference,
            new.question.language,
            new.question.text,
            sameness(&new.question.text),
            new.question.page,
        ],
    )?;
    transaction.commit()?;
    Ok(Intake::Accepted { reference: new.question.reference.clone() })
}

/// The questions that are open, the newest first, and those that were done last; each text once.
pub fn questions(connection: &mut Connection, site: &str) -> rusqlite::Result<Questions> {
    // One transaction, so that the count and the rows are of one moment.
    let transaction = connection.transaction()?;
    let (open, done) = SHOWN;
    let open_count: i64 = transaction.query_row(
        "SELECT count(*) FROM (SELECT DISTINCT language, sameness FROM question
         WHERE site = ?1 AND done IS NULL)",
        params![site],
        |row| row.get(0),
    )?;
    let open = {
        let mut statement = transaction.prepare(&format!(
            "{ASKED} WHERE question.id IN (SELECT max(id) FROM question
             WHERE site = ?1 AND done IS NULL GROUP BY language, sameness)
             ORDER BY question.id DESC LIMIT ?2"
        ))?;
        statement.query_map(params![site, open], asked)?.collect::<rusqlite::Result<_>>()?
    };
    let done = {
        // What was asked again since stands among the open ones.
        let mut statement = transaction.prepare(&format!(
            "{ASKED} WHERE question.id IN (SELECT max(id) FROM (SELECT id, language, sameness
             FROM question WHERE site = ?1 AND done IS NOT NULL ORDER BY done DESC, id DESC LIMIT ?3)
             GROUP BY language, sameness)
             AND NOT EXISTS (SELECT 1 FROM question AS open WHERE open.site = ?1
             AND open.language = question.language AND open.sameness = question.sameness
             AND open.done IS NULL)
             ORDER BY done DESC, question.id DESC LIMIT ?2"
        ))?;
        let rows = statement.query_map(params![site, done, DONE_LATELY], asked)?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    Ok(Questions { open, open_count: usize::try_from(open_count).unwrap_or_default(), done })
}

fn asked(row: &Row<'_>) -> rusqlite::Result<Asked> {
    Ok(Asked {
        id: row.get(0)?,
        text: row.get(1)?,
        language: row.get(2)?,
        page: row.get(3)?,
        reference: row.get(4)?,
        received: row.get(5)?,
        done: row.get::<_, Option<_>>(6)?.zip(row.get(7)?),
        times: row.get(8)?,
    })
}

/// Does what an agent wants with a question, if it is not done already.
pub fn settle(connection: &mut Connection, settlement: &Settlement) -> rusqlite::Result<Acted> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Settlement { site, question, agent, settle, at } = settlement;
    let known = transaction
        .prepare("SELECT 1 FROM question WHERE site = ?1 AND id = ?2")?
        .exists(params![site, question])?;
    if !known {
        return Ok(Acted::Unknown);
    }
    let changed = match settle {
        // Whatever said the same up to the one that the agent has seen.
        Settle::Done => transaction.execute(
            "UPDATE question SET done = ?3, agent = ?4
             WHERE site = ?1 AND id <= ?2 AND done IS NULL AND (language, sameness) =
             (SELECT language, sameness FROM question AS seen WHERE seen.id = ?2)",
            params![site, question, at, agent],
        )?,
        Settle::Reopen => transaction.execute(
            "UPDATE question SET done = NULL, agent = NULL
             WHERE site = ?1 AND id = ?2 AND done IS NOT NULL",
            params![site, question],
        )?,
    };
    if changed == 0 {
        return Ok(Acted::Refused);
    }
    transaction.commit()?;
    Ok(Acted::Done)
}
