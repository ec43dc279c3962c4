use std::sync::Arc;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use tokio::sync::Semaphore;

use crate::error::DeskError;

/// An agent's name as it is stored, if it may be one.
pub fn name(text: &str) -> Result<String, DeskError> {
    let text = text.trim();
    let good = (1..=64).contains(&text.chars().count()) && !text.contains(char::is_control);
    if good { Ok(text.to_owned()) } else { Err(DeskError::Name) }
}

/// A password as it is stored: Argon2id with the library's parameters (19 MiB, 2 passes), which
/// are those that OWASP recommends, and a salt of its own.
pub fn hash(password: &str) -> Result<String, DeskError> {
    if !(10..=256).contains(&password.chars().count()) {
        return Err(DeskError::Password);
    }
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| DeskError::System { cause: error.to_string() })
}

/// Compares passwords with hashes, a few at a time: each takes memory and a core for a while.
pub struct Checker {
    turns: Arc<Semaphore>,
    /// What the password of an unknown name is compared with, so that the time that an answer
    /// takes does not tell which names there are.
    nobody: String,
}

impl Checker {
    /// A checker that compares two at a time.
    pub fn new() -> Result<Self, DeskError> {
        let nobody = hash("the password of nobody at all")?;
        Ok(Self { turns: Arc::new(Semaphore::new(2)), nobody })
    }

    /// Whether a password is the one that was hashed; never, without a hash.
    pub async fn matches(&self, password: String, hash: Option<String>) -> bool {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.clone());
        let Ok(_turn) = self.turns.acquire().await else { return false };
        let checking = tokio::task::spawn_blocking(move || {
            PasswordHash::new(&hash).is_ok_and(|hash| {
                Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
            })
        });
        checking.await.unwrap_or(false) && known
    }
}
