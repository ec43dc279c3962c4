use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::record::{Intake, NewCallback};

/// What became of the request with a key.
pub fn intake(
    connection: &Connection,
    site: &str,
    key: &str,
    print: &[u8; 32],
) -> rusqlite::Result<Option<Intake>> {
    connection
        .query_row(
            "SELECT reference, fingerprint FROM callback WHERE site = ?1 AND idempotency_key = ?2",
            params![site, key],
            |row| {
                let same = row.get::<_, [u8; 32]>(1)? == *print;
                let reference = row.get(0)?;
                Ok(if same { Intake::Repeated { reference } } else { Intake::KeyReused })
            },
        )
        .optional()
}

/// Stores a request, unless its key is known.
pub fn accept(connection: &mut Connection, new: &NewCallback) -> rusqlite::Result<Intake> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if let Some(before) = intake(&transaction, &new.site, &new.key, &new.fingerprint)? {
        return Ok(before);
    }
    let Some(reference) = free_reference(&transaction, new)? else {
        return Ok(Intake::NoReference);
    };
    let request = serde_json::to_string(&new.request)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
    transaction.execute(
        "INSERT INTO callback (site, reference, idempotency_key, fingerprint, received, slot_from,
         slot_to, request, topic, consent_text, consent_version, consent_language, consent_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?5)",
        params![
            new.site,
            reference,
            new.key,
            new.fingerprint,
            new.received,
            new.request.slot.from,
            new.request.slot.to,
            request,
            new.request.hand_off.topic,
            new.request.consent_text,
            new.request.consent_version,
            new.request.hand_off.language,
        ],
    )?;
    transaction.commit()?;
    Ok(Intake::Accepted { reference })
}

fn free_reference(
    transaction: &Transaction<'_>,
    new: &NewCallback,
) -> rusqlite::Result<Option<String>> {
    let mut taken =
        transaction.prepare("SELECT 1 FROM callback WHERE site = ?1 AND reference = ?2")?;
    for reference in &new.references {
        if !taken.exists(params![new.site, reference])? {
            return Ok(Some(reference.clone()));
        }
    }
    Ok(None)
}
