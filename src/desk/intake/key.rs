use axum::http::HeaderMap;

use super::refusal::Refusal;

const LONGEST: usize = 128;

/// The caller's idempotency key.
pub fn read(headers: &HeaderMap) -> Result<String, Refusal> {
    let key = headers.get("idempotency-key").ok_or(Refusal::KeyMissing)?;
    match key.to_str() {
        Ok("") => Err(Refusal::KeyMissing),
        Ok(text) if text.len() <= LONGEST => Ok(text.to_owned()),
        Ok(_) | Err(_) => Err(Refusal::KeyTooLong),
    }
}
