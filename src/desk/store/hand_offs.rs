use unstuck_model::{channel::Kind, hours::Seconds};

use super::{keys, outgoing};
use crate::{
    database::{Fault, Row, Transaction, values},
    erasure::Scope,
    hand_offs::{ChatAct, ChatDeed, NOT_SOLVED, NewHandOff, Opened, SOLVED, Settled},
    hooks::{Happened, What},
    record::{About, Acted, Action, Agent, Intake},
    waits::ChatWait,
};

/// How many chats an agent is shown at once.
const SHOWN: i64 = 200;

const OPENED: &str =
    "SELECT hand_off.id, received, channel, request, agent.id, agent.name, contacted,
    settler.name, done, outcome, purpose, action, note
    FROM hand_off LEFT JOIN agent ON agent.id = hand_off.agent
    LEFT JOIN agent AS settler ON settler.id = hand_off.settler";

/// Stores a record, unless its key is known. Its reference is that of the message, which nobody else
/// has: of two records under it the later one is what the customer tried.
pub fn accept(rows: &mut dyn Transaction, new: &NewHandOff) -> Result<Intake, Fault> {
    let told = &new.opened.hand_off;
    let (site, key, print) = (&told.site, &new.key, &new.fingerprint);
    if let Some(before) = keys::known(rows, Scope::HandOff, site, key, print)? {
        return Ok(before);
    }
    let erased: Option<String> = rows.value(
        "SELECT reference FROM erased WHERE site = $1 AND reference = $2 LIMIT 1",
        values![site, &told.reference],
    )?;
    if erased.is_some() {
        return Ok(Intake::Erased);
    }
    let request = serde_json::to_string(told).map_err(|_| Fault::Row)?;
    let row = values![
        site,
        &told.reference,
        key,
        print,
        new.received,
        &new.opened.channel,
        &told.topic,
        &told.language,
        &request,
    ];
    let stored: Option<i64> = rows.value(
        "INSERT INTO hand_off (site, reference, idempotency_key, fingerprint, received, channel,
         topic, language, request) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT DO NOTHING RETURNING id",
        row,
    )?;
    if let Some(subject) = stored {
        let (reference, at, what) = (&told.reference, new.received, What::HandOff);
        outgoing::tell(rows, &Happened { site, reference, subject, at, what })?;
        return Ok(Intake::Accepted { reference: told.reference.clone() });
    }
    // Another one with the key came at the same moment, or one with the reference before.
    if let Some(before) = keys::known(rows, Scope::HandOff, site, key, print)? {
        return Ok(before);
    }
    // The customer went on from one chat to another, perhaps after a guide more.
    let moved = rows.execute(
        "UPDATE hand_off SET idempotency_key = $3, fingerprint = $4, channel = $6, topic = $7,
         language = $8, request = $9, received = CASE WHEN contacted IS NULL THEN $5 ELSE received END
         WHERE site = $1 AND reference = $2 AND done IS NULL",
        row,
    )?;
    let reference = told.reference.clone();
    Ok(if moved == 1 { Intake::Accepted { reference } } else { Intake::NoReference })
}

/// The chats that were opened last, the latest first.
pub fn latest(rows: &mut dyn Transaction, site: &str) -> Result<Vec<Opened>, Fault> {
    let found = rows.query(
        &format!(
            "{OPENED} WHERE hand_off.site = $1 ORDER BY received DESC, hand_off.id DESC LIMIT $2"
        ),
        values![site, SHOWN],
    )?;
    found.iter().map(opened).collect()
}

/// The chat with a reference.
pub fn one(
    rows: &mut dyn Transaction,
    site: &str,
    reference: &str,
) -> Result<Option<Opened>, Fault> {
    let found = rows.first(
        &format!("{OPENED} WHERE hand_off.site = $1 AND reference = $2"),
        values![site, reference],
    )?;
    found.as_ref().map(opened).transpose()
}

fn opened(row: &Row) -> Result<Opened, Fault> {
    let (channel, request): (String, String) = (row.get(2)?, row.get(3)?);
    let answered: Option<i64> = row.get(4)?;
    let answered = answered.map(|id| Ok((Agent { id, name: row.get(5)? }, row.get(6)?)));
    Ok(Opened {
        received: row.get(1)?,
        channel: Kind::named(&channel).ok_or(Fault::Row)?,
        hand_off: serde_json::from_str(&request).map_err(|_| Fault::Row)?,
        answered: answered.transpose()?,
        settled: settled(row)?,
    })
}

fn settled(row: &Row) -> Result<Option<Settled>, Fault> {
    let Some(at) = row.get(8)? else { return Ok(None) };
    let action: String = row.get(11)?;
    let about = About { purpose: row.get(10)?, action: Action::named(&action).ok_or(Fault::Row)? };
    Ok(Some(Settled {
        agent: row.get(7)?,
        at,
        is_solved: row.get::<String>(9)? == SOLVED,
        about,
        note: row.get(12)?,
    }))
}

/// Does what an agent wants with a chat, unless a colleague was quicker.
pub fn act(rows: &mut dyn Transaction, deed: &ChatDeed) -> Result<Acted, Fault> {
    let ChatDeed { site, reference, agent, act, at } = deed;
    let id: Option<i64> = rows.value(
        "SELECT id FROM hand_off WHERE site = $1 AND reference = $2",
        values![site, reference],
    )?;
    let Some(id) = id else { return Ok(Acted::Unknown) };
    let changed = match act {
        ChatAct::Answer => rows.execute(
            "UPDATE hand_off SET agent = $2, contacted = $3 WHERE id = $1 AND contacted IS NULL",
            values![id, agent, at],
        )?,
        ChatAct::Settle { is_solved, about, note } => rows.execute(
            // Whoever says how it ended has answered, if nobody said so before.
            "UPDATE hand_off SET done = $3, settler = $2, agent = coalesce(agent, $2),
             contacted = coalesce(contacted, $3), outcome = $4, purpose = $5, action = $6, note = $7
             WHERE id = $1 AND done IS NULL",
            values![
                id,
                agent,
                at,
                if *is_solved { SOLVED } else { NOT_SOLVED },
                &about.purpose,
                about.action.name(),
                note,
            ],
        )?,
    };
    Ok(if changed == 0 { Acted::Refused } else { Acted::Done })
}

/// How long customers waited on each channel whose chats were opened since a moment and answered.
/// Whether a chat that nobody answers was ever begun there, the desk cannot know.
pub fn waits(
    rows: &mut dyn Transaction,
    site: &str,
    since: Seconds,
) -> Result<Vec<ChatWait>, Fault> {
    let found = rows.query(
        "SELECT channel, contacted - received FROM hand_off
         WHERE site = $1 AND received > $2 AND contacted IS NOT NULL",
        values![site, since],
    )?;
    found.iter().map(|row| Ok(ChatWait { channel: row.get(0)?, seconds: row.get(1)? })).collect()
}
