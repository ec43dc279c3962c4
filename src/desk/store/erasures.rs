use unstuck_model::hours::Seconds;

use crate::{
    database::{Fault, Row, Transaction, Value, values},
    erasure::{Erased, Erasure, Rows, Scope},
};

/// How many requests are erased in one transaction, so that nobody waits long for it.
const AT_ONCE: i64 = 200;

/// Erases some of the rows that are meant, and remembers that they are; nothing is left when nothing
/// was erased.
pub fn erase(
    rows: &mut dyn Transaction,
    site: &str,
    which: &Rows,
    at: Seconds,
) -> Result<Erased, Fault> {
    let (requests, questions) = conditions(which);
    let value = match which {
        Rows::Reference(reference) => Value::from(reference),
        Rows::Phone(phone) => Value::from(in_request(phone)),
        Rows::ReceivedBefore(moment) | Rows::DoneBefore(moment) => Value::from(moment),
    };
    let given = [Value::from(site), value, Value::from(AT_ONCE)];
    let found = rows.query(
        &format!(
            "SELECT id, reference, idempotency_key FROM callback WHERE site = $1 AND {requests}
             ORDER BY id LIMIT $3"
        ),
        &given,
    )?;
    let mut erased = Erased::default();
    for row in &found {
        let (id, reference): (i64, String) = (row.get(0)?, row.get(1)?);
        remember(rows, site, &reference, Scope::Callback.hash(&row.get::<String>(2)?), at)?;
        // Its events go with it.
        rows.execute("DELETE FROM callback WHERE id = $1", values![id])?;
        let with_it = rows.query(
            "SELECT id, reference, idempotency_key FROM question
             WHERE site = $1 AND reference = $2",
            values![site, &reference],
        )?;
        erased.requests += 1;
        erased.questions += erase_questions(rows, site, &with_it, at)?;
    }
    if let Some(questions) = questions {
        let found = rows.query(
            &format!(
                "SELECT id, reference, idempotency_key FROM question
                 WHERE site = $1 AND {questions} ORDER BY id LIMIT $3"
            ),
            &given,
        )?;
        erased.questions += erase_questions(rows, site, &found, at)?;
    }
    Ok(erased)
}

/// The conditions that select requests and questions by one value.
fn conditions(which: &Rows) -> (&'static str, Option<&'static str>) {
    match which {
        Rows::Reference(_) => ("reference = $2", Some("reference = $2")),
        Rows::Phone(_) => ("request LIKE $2", None),
        Rows::ReceivedBefore(_) => ("received < $2", Some("received < $2")),
        Rows::DoneBefore(_) => {
            ("state = 'done' AND changed < $2", Some("done IS NOT NULL AND done < $2"))
        }
    }
}

/// How a number stands in the JSON of a request. No text of a customer holds these bytes, for
/// quotation marks in it are escaped.
fn in_request(phone: &str) -> String {
    let digits: String =
        phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
    format!("%\"phone\":\"{digits}\"%")
}

fn erase_questions(
    rows: &mut dyn Transaction,
    site: &str,
    found: &[Row],
    at: Seconds,
) -> Result<u64, Fault> {
    let mut erased = 0;
    for row in found {
        let (id, reference): (i64, String) = (row.get(0)?, row.get(1)?);
        remember(rows, site, &reference, Scope::Question.hash(&row.get::<String>(2)?), at)?;
        erased += rows.execute("DELETE FROM question WHERE id = $1", values![id])?;
    }
    Ok(erased)
}

fn remember(
    rows: &mut dyn Transaction,
    site: &str,
    reference: &str,
    key_hash: [u8; 32],
    at: Seconds,
) -> Result<(), Fault> {
    // Whoever was not told of it yet is told no more.
    rows.execute(
        "DELETE FROM outgoing WHERE site = $1 AND reference = $2",
        values![site, reference],
    )?;
    rows.execute(
        "INSERT INTO erased (site, key_hash, reference, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        values![site, &key_hash, reference, at],
    )
    .map(drop)
}

/// All that was ever erased, of every site.
pub fn list(rows: &mut dyn Transaction) -> Result<Vec<Erasure>, Fault> {
    let found = rows.query("SELECT site, reference, key_hash, at FROM erased ORDER BY at", &[])?;
    found
        .iter()
        .map(|row| {
            let (site, reference) = (row.get(0)?, row.get(1)?);
            Ok(Erasure { site, reference, key_hash: row.get(2)?, at: row.get(3)? })
        })
        .collect()
}

/// Erases again what was erased before, and remembers it. What came later under the same reference
/// is another request, and stays.
pub fn replay(rows: &mut dyn Transaction, erasures: &[Erasure]) -> Result<Erased, Fault> {
    let mut erased = Erased::default();
    for Erasure { site, reference, key_hash, at } in erasures {
        remember(rows, site, reference, *key_hash, *at)?;
        let row = values![site, reference, at];
        erased.requests += rows.execute(
            "DELETE FROM callback WHERE site = $1 AND reference = $2 AND received <= $3",
            row,
        )?;
        erased.questions += rows.execute(
            "DELETE FROM question WHERE site = $1 AND reference = $2 AND received <= $3",
            row,
        )?;
    }
    Ok(erased)
}

/// Forgets the sessions that are over.
pub fn forget_sessions(rows: &mut dyn Transaction, now: Seconds) -> Result<(), Fault> {
    rows.execute("DELETE FROM session WHERE ends <= $1", values![now]).map(drop)
}
