use serde::Deserialize;
use unstuck_model::hours::Seconds;

use crate::{
    database::{Fault, Row, Transaction, Value, values},
    erasure::{Erased, Erasure, Rows, Scope},
    reference,
};

/// How many requests are erased in one transaction, so that nobody waits long for it.
const AT_ONCE: i64 = 200;

/// Erases some of the rows that are meant, and remembers that they are; nothing is left when nothing
/// was erased. `locking` keeps others from changing what was selected until it is erased.
pub fn erase(
    rows: &mut dyn Transaction,
    locking: &str,
    site: &str,
    which: &Rows,
    at: Seconds,
) -> Result<Erased, Fault> {
    let conditions = conditions(which);
    let given = [Value::from(site), value(which), Value::from(AT_ONCE)];
    let mut found = |table: &str, condition: Option<&str>| {
        let Some(condition) = condition else { return Ok(Vec::new()) };
        rows.query(
            &format!(
                "SELECT id, reference, idempotency_key FROM {table} WHERE site = $1 AND {condition}
                 ORDER BY id LIMIT $3{locking}"
            ),
            &given,
        )
    };
    let requests = found("callback", conditions.requests)?;
    let mut questions = found("question", conditions.questions)?;
    let mut chats = found("hand_off", conditions.chats)?;
    let mut erased = Erased::default();
    for row in &requests {
        let (id, reference): (i64, String) = (row.get(0)?, row.get(1)?);
        remember(rows, site, &reference, Scope::Callback.hash(&row.get::<String>(2)?), at)?;
        hush(rows, site, &reference, Scope::Callback)?;
        // Its history goes with it.
        rows.execute("DELETE FROM callback WHERE id = $1", values![id])?;
        erased.requests += 1;
        for (table, with_it) in [("question", &mut questions), ("hand_off", &mut chats)] {
            with_it.extend(rows.query(
                &format!(
                    "SELECT id, reference, idempotency_key FROM {table}
                     WHERE site = $1 AND reference = $2{locking}"
                ),
                values![site, &reference],
            )?);
        }
    }
    erased.questions += erase_of(rows, site, Scope::Question, &questions, at)?;
    erased.chats += erase_of(rows, site, Scope::HandOff, &chats, at)?;
    Ok(erased)
}

/// The codes that the requests which are meant brought along and that lead to something else, in their
/// order. A customer who corrects a number asks twice under one code, which the first request has; but
/// whoever knows a code can bring it, so that an operator has to say whether it is the same customer.
pub fn other_codes(
    rows: &mut dyn Transaction,
    site: &str,
    which: &Rows,
) -> Result<Vec<String>, Fault> {
    let Some(condition) = conditions(which).requests else { return Ok(Vec::new()) };
    let meant = rows.query(
        &format!(
            "SELECT reference, request FROM callback WHERE site = $1 AND {condition} ORDER BY id"
        ),
        &[Value::from(site), value(which)],
    )?;
    let mut codes: Vec<String> = Vec::new();
    for row in &meant {
        let (reference, request): (String, String) = (row.get(0)?, row.get(1)?);
        let Brought { hand_off } = serde_json::from_str(&request).map_err(|_| Fault::Row)?;
        let code = reference::read(&hand_off.reference);
        let Some(code) = code.filter(|code| *code != reference && !codes.contains(code)) else {
            continue;
        };
        let known: Option<i64> = rows.value(
            "SELECT 1 FROM (SELECT site, reference FROM callback UNION ALL
             SELECT site, reference FROM question UNION ALL
             SELECT site, reference FROM hand_off) AS kept
             WHERE site = $1 AND reference = $2 LIMIT 1",
            values![site, &code],
        )?;
        if known.is_some() {
            codes.push(code);
        }
    }
    Ok(codes)
}

/// Of a stored request, the code of the visit that it came from.
#[derive(Deserialize)]
struct Brought {
    hand_off: BroughtCode,
}

#[derive(Deserialize)]
struct BroughtCode {
    #[serde(default)]
    reference: String,
}

/// The value of the conditions.
fn value(which: &Rows) -> Value {
    match which {
        Rows::Reference(reference) => Value::from(reference),
        Rows::Phone(phone) => Value::from(in_request(phone)),
        Rows::ReceivedBefore(moment)
        | Rows::DoneBefore(moment)
        | Rows::UnansweredBefore(moment) => Value::from(moment),
    }
}

/// The conditions that select rows by one value; those without one are left alone.
struct Conditions {
    requests: Option<&'static str>,
    questions: Option<&'static str>,
    chats: Option<&'static str>,
}

fn conditions(which: &Rows) -> Conditions {
    let all = |condition| Conditions {
        requests: Some(condition),
        questions: Some(condition),
        chats: Some(condition),
    };
    let none = Conditions { requests: None, questions: None, chats: None };
    match which {
        Rows::Reference(_) => all("reference = $2"),
        Rows::ReceivedBefore(_) => all("received < $2"),
        Rows::Phone(_) => Conditions { requests: Some("request LIKE $2"), ..none },
        Rows::DoneBefore(_) => Conditions {
            requests: Some("state = 'done' AND changed < $2"),
            questions: Some("done IS NOT NULL AND done < $2"),
            // Nobody has to say how a chat ended.
            chats: Some("coalesce(done, contacted, received) < $2"),
        },
        Rows::UnansweredBefore(_) => {
            Conditions { chats: Some("contacted IS NULL AND received < $2"), ..none }
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

/// Erases questions or chats; one that was found twice counts once.
fn erase_of(
    rows: &mut dyn Transaction,
    site: &str,
    scope: Scope,
    found: &[Row],
    at: Seconds,
) -> Result<u64, Fault> {
    let table = scope.table();
    let mut erased = 0;
    for row in found {
        let (id, reference): (i64, String) = (row.get(0)?, row.get(1)?);
        remember(rows, site, &reference, scope.hash(&row.get::<String>(2)?), at)?;
        hush(rows, site, &reference, scope)?;
        erased += rows.execute(&format!("DELETE FROM {table} WHERE id = $1"), values![id])?;
    }
    Ok(erased)
}

/// Remembers an erasure; false if it was known.
fn remember(
    rows: &mut dyn Transaction,
    site: &str,
    reference: &str,
    key_hash: [u8; 32],
    at: Seconds,
) -> Result<bool, Fault> {
    let added = rows.execute(
        "INSERT INTO erased (site, key_hash, reference, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        values![site, &key_hash, reference, at],
    )?;
    Ok(added > 0)
}

/// Sees to it that whoever was not told yet of what is erased is told no more. Something of another
/// scope under the same reference is still told of.
fn hush(
    rows: &mut dyn Transaction,
    site: &str,
    reference: &str,
    scope: Scope,
) -> Result<(), Fault> {
    rows.execute(
        "DELETE FROM outgoing WHERE site = $1 AND reference = $2 AND kind LIKE $3",
        values![site, reference, format!("{}%", scope.events())],
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
/// is another request, and stays; so does what has the reference of another kind that was erased.
pub fn replay(rows: &mut dyn Transaction, erasures: &[Erasure]) -> Result<Erased, Fault> {
    let mut erased = Erased::default();
    for erasure in erasures {
        let Erasure { site, reference, key_hash, at } = erasure;
        if !remember(rows, site, reference, *key_hash, *at)? {
            // These rows had seen it already.
            continue;
        }
        let requests = replay_of(rows, erasure, Scope::Callback)?;
        let questions = replay_of(rows, erasure, Scope::Question)?;
        let mut chats = replay_of(rows, erasure, Scope::HandOff)?;
        if requests + questions + chats == 0 {
            // A chat that was opened again has the key of the last time, and an older backup has the
            // one before. Then its reference is all that is known of it.
            chats = rows.execute(
                "DELETE FROM hand_off WHERE site = $1 AND reference = $2 AND received <= $3",
                values![site, reference, at],
            )?;
            if chats > 0 {
                hush(rows, site, reference, Scope::HandOff)?;
            }
        }
        erased = erased.and(Erased { requests, questions, chats });
    }
    Ok(erased)
}

/// Erases again what has the key of an erasure in one scope.
fn replay_of(rows: &mut dyn Transaction, erasure: &Erasure, scope: Scope) -> Result<u64, Fault> {
    let Erasure { site, reference, key_hash, .. } = erasure;
    let table = scope.table();
    let found = rows.query(
        &format!("SELECT id, idempotency_key FROM {table} WHERE site = $1 AND reference = $2"),
        values![site, reference],
    )?;
    let mut erased = 0;
    for row in &found {
        let (id, key): (i64, String) = (row.get(0)?, row.get(1)?);
        if scope.hash(&key) == *key_hash {
            hush(rows, site, reference, scope)?;
            erased += rows.execute(&format!("DELETE FROM {table} WHERE id = $1"), values![id])?;
        }
    }
    Ok(erased)
}

/// Forgets the sessions that are over.
pub fn forget_sessions(rows: &mut dyn Transaction, now: Seconds) -> Result<(), Fault> {
    rows.execute("DELETE FROM session WHERE ends <= $1", values![now]).map(drop)
}
