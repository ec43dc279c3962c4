//! Signatures of Standard Webhooks 1.0: who receives a message knows that it is from this desk, that
//! nobody has changed it, and that it is not an old one sent again.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::Mac;
use unstuck_model::hours::Seconds;

use super::secret::Secret;

/// The header with the message's id, by which a receiver knows a repetition.
pub const ID: &str = "webhook-id";
/// The header with the moment of this try, in seconds since 1970.
pub const TIMESTAMP: &str = "webhook-timestamp";
/// The header with the signatures.
pub const SIGNATURE: &str = "webhook-signature";

/// How far a message's moment may be from the receiver's clock, either way.
pub const TOLERANCE: Seconds = 5 * 60;

/// The one kind of signature there is: HMAC-SHA256 in Base64.
const VERSION: &str = "v1";

/// The secrets of a hook. While one is being replaced both sign, so that a receiver may change over
/// at any moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secrets {
    /// The one that is shown.
    pub current: Secret,
    /// The one before, until the receiver has changed over.
    pub previous: Option<Secret>,
}

impl Secrets {
    /// The three headers of a message that is sent at a moment.
    pub fn headers(&self, id: &str, at: Seconds, body: &[u8]) -> [(&'static str, String); 3] {
        let at = at.to_string();
        let secrets = std::iter::once(&self.current).chain(&self.previous);
        let signatures: Vec<String> = secrets.map(|secret| sign(secret, id, &at, body)).collect();
        [(ID, id.to_owned()), (TIMESTAMP, at), (SIGNATURE, signatures.join(" "))]
    }
}

/// The headers of a message as they came.
#[derive(Clone, Copy, Debug)]
pub struct Received<'a> {
    /// The header `webhook-id`.
    pub id: &'a str,
    /// The header `webhook-timestamp`.
    pub timestamp: &'a str,
    /// The header `webhook-signature`.
    pub signature: &'a str,
}

/// Why a message is not to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// The moment is no number.
    #[error("webhook-timestamp is not a number of seconds; refuse the message")]
    Timestamp,
    /// The message is old, or sent again by somebody else.
    #[error(
        "the message is more than 5 minutes old; refuse it, and see whether the clock is right"
    )]
    Old,
    /// The message is from the future.
    #[error(
        "the message is more than 5 minutes ahead; refuse it, and see whether the clock is right"
    )]
    Early,
    /// No signature fits.
    #[error(
        "no signature fits the message; check the bytes as they came, before any JSON is read, with the hook's current secret"
    )]
    Signature,
}

/// Whether a message is what the desk sent, as a receiver finds out. The body is its bytes as they
/// came: JSON that was read and written again is another message.
pub fn verify(
    secret: &Secret,
    received: Received<'_>,
    body: &[u8],
    now: Seconds,
) -> Result<(), SignatureError> {
    let at: Seconds = received.timestamp.parse().map_err(|_| SignatureError::Timestamp)?;
    if at < now.saturating_sub(TOLERANCE) {
        return Err(SignatureError::Old);
    }
    if at > now.saturating_add(TOLERANCE) {
        return Err(SignatureError::Early);
    }
    let code = secret.code(&content(received.id, received.timestamp, body));
    let fits = received
        .signature
        .split(' ')
        .filter_map(|signature| signature.strip_prefix(VERSION)?.strip_prefix(','))
        .filter_map(|signature| STANDARD.decode(signature).ok())
        // The crate compares in constant time: how long it takes tells nothing of how much fits.
        .any(|signature| code.clone().verify_slice(&signature).is_ok());
    if fits { Ok(()) } else { Err(SignatureError::Signature) }
}

fn sign(secret: &Secret, id: &str, at: &str, body: &[u8]) -> String {
    let code = secret.code(&content(id, at, body)).finalize().into_bytes();
    format!("{VERSION},{}", STANDARD.encode(code))
}

/// What is signed: `id.timestamp.body`.
fn content<'a>(id: &'a str, at: &'a str, body: &'a [u8]) -> [&'a [u8]; 5] {
    [id.as_bytes(), b".", at.as_bytes(), b".", body]
}

#[cfg(test)]
mod tests;
