use super::{keys, outgoing};
use crate::{
    database::{Fault, Row, Transaction, values},
    erasure::Scope,
    hooks::{Happened, What},
    record::{Acted, Asked, Intake, NewQuestion, Questions, Settle, Settlement},
    sameness::sameness,
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

/// Stores a question, unless its key is known.
pub fn ask(rows: &mut dyn Transaction, new: &NewQuestion) -> Result<Intake, Fault> {
    let question = &new.question;
    let (site, key, print) = (&question.site, &new.key, &new.fingerprint);
    if let Some(before) = keys::known(rows, Scope::Question, site, key, print)? {
        return Ok(before);
    }
    let stored: Option<i64> = rows.value(
        "INSERT INTO question (site, idempotency_key, fingerprint, received, reference, language,
         text, sameness, page) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING
         RETURNING id",
        values![
            &question.site,
            &new.key,
            &new.fingerprint,
            new.received,
            &question.reference,
            &question.language,
            &question.text,
            sameness(&question.text),
            &question.page,
        ],
    )?;
    if let Some(subject) = stored {
        let (reference, at) = (&question.reference, new.received);
        let what = What::Question;
        outgoing::tell(rows, &Happened { site, reference, subject, at, what })?;
        return Ok(Intake::Accepted { reference: reference.clone() });
    }
    // Another one with the key came at the same moment.
    keys::known(rows, Scope::Question, site, key, print)?.ok_or(Fault::Conflict)
}

/// The questions that are open, the newest first, and those that were done last; each text once.
pub fn questions(rows: &mut dyn Transaction, site: &str) -> Result<Questions, Fault> {
    let (open, done) = SHOWN;
    let open_count: Option<i64> = rows.value(
        "SELECT count(*) FROM (SELECT DISTINCT language, sameness FROM question
         WHERE site = $1 AND done IS NULL) AS texts",
        values![site],
    )?;
    let open = rows.query(
        &format!(
            "{ASKED} WHERE question.id IN (SELECT max(id) FROM question
             WHERE site = $1 AND done IS NULL GROUP BY language, sameness)
             ORDER BY question.id DESC LIMIT $2"
        ),
        values![site, open],
    )?;
    // What was asked again since stands among the open ones.
    let done = rows.query(
        &format!(
            "{ASKED} WHERE question.id IN (SELECT max(id) FROM (SELECT id, language, sameness
             FROM question WHERE site = $1 AND done IS NOT NULL ORDER BY done DESC, id DESC LIMIT $3)
             AS lately GROUP BY language, sameness)
             AND NOT EXISTS (SELECT 1 FROM question AS open WHERE open.site = $1
             AND open.language = question.language AND open.sameness = question.sameness
             AND open.done IS NULL)
             ORDER BY done DESC, question.id DESC LIMIT $2"
        ),
        values![site, done, DONE_LATELY],
    )?;
    Ok(Questions {
        open: open.iter().map(asked).collect::<Result<_, _>>()?,
        open_count: usize::try_from(open_count.unwrap_or_default()).unwrap_or_default(),
        done: done.iter().map(asked).collect::<Result<_, _>>()?,
    })
}

fn asked(row: &Row) -> Result<Asked, Fault> {
    Ok(Asked {
        id: row.get(0)?,
        text: row.get(1)?,
        language: row.get(2)?,
        page: row.get(3)?,
        reference: row.get(4)?,
        received: row.get(5)?,
        done: row.get::<Option<_>>(6)?.zip(row.get(7)?),
        times: row.get(8)?,
    })
}

/// Does what an agent wants with a question, if it is not done already.
pub fn settle(rows: &mut dyn Transaction, settlement: &Settlement) -> Result<Acted, Fault> {
    let Settlement { site, question, agent, settle, at } = settlement;
    let known: Option<i64> =
        rows.value("SELECT id FROM question WHERE site = $1 AND id = $2", values![site, question])?;
    if known.is_none() {
        return Ok(Acted::Unknown);
    }
    let changed = match settle {
        // Whatever said the same up to the one that the agent has seen.
        Settle::Done => rows.execute(
            "UPDATE question SET done = $3, agent = $4
             WHERE site = $1 AND id <= $2 AND done IS NULL AND (language, sameness) =
             (SELECT language, sameness FROM question AS seen WHERE seen.id = $2)",
            values![site, question, at, agent],
        )?,
        Settle::Reopen => rows.execute(
            "UPDATE question SET done = NULL, agent = NULL
             WHERE site = $1 AND id = $2 AND done IS NOT NULL",
            values![site, question],
        )?,
    };
    Ok(if changed == 0 { Acted::Refused } else { Acted::Done })
}
