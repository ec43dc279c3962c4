use unstuck_model::id::is_id;

use super::{keys, outgoing};
use crate::{
    database::{Fault, Transaction, values},
    erasure::Scope,
    hooks::{Happened, What},
    record::{Intake, NewCallback},
    webhook::event::Change,
};

/// Stores a request, unless its key is known. Of two that come at the same moment, the table lets one
/// in, and the other finds it there.
pub fn accept(rows: &mut dyn Transaction, new: &NewCallback) -> Result<Intake, Fault> {
    let request = serde_json::to_string(&new.request).map_err(|_| Fault::Row)?;
    // What is no id of a topic is in the request all the same, and nothing is counted by it.
    let topic = new.request.hand_off.topic.clone().filter(|topic| is_id(topic));
    let key_hash = Scope::Callback.hash(&new.key);
    for reference in &new.references {
        // Neither comes back what was erased, nor does anybody else get its reference.
        let erased: Option<[u8; 32]> = rows.value(
            "SELECT key_hash FROM erased WHERE site = $1 AND (key_hash = $2 OR reference = $3)
             ORDER BY CASE WHEN key_hash = $2 THEN 0 ELSE 1 END LIMIT 1",
            values![&new.site, &key_hash, reference],
        )?;
        match erased {
            Some(hash) if hash == key_hash => return Ok(Intake::Erased),
            Some(_) => continue,
            None => {}
        }
        let stored: Option<i64> = rows.value(
            "INSERT INTO callback (site, reference, idempotency_key, fingerprint, received,
             slot_from, slot_to, request, topic, consent_text, consent_version, consent_language,
             consent_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $5)
             ON CONFLICT DO NOTHING RETURNING id",
            values![
                &new.site,
                reference,
                &new.key,
                &new.fingerprint,
                new.received,
                new.request.slot.from,
                new.request.slot.to,
                &request,
                &topic,
                &new.request.consent_text,
                &new.request.consent_version,
                &new.request.hand_off.language,
            ],
        )?;
        if let Some(subject) = stored {
            let (site, at) = (&new.site, new.received);
            let what = What::Callback(Change::Created);
            outgoing::tell(rows, &Happened { site, reference, subject, at, what })?;
            return Ok(Intake::Accepted { reference: reference.clone() });
        }
        // Either the key is known or the reference is taken.
        if let Some(before) =
            keys::known(rows, Scope::Callback, &new.site, &new.key, &new.fingerprint)?
        {
            return Ok(before);
        }
    }
    Ok(Intake::NoReference)
}
