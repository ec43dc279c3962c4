use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A secret that a browser carries: 256 bits of chance, of which the store keeps only the hash.
pub struct Token(String);

impl Token {
    /// A new one, or what the system says if it has no chance to give.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// The one that a browser sent.
    pub fn carried(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text that the browser carries.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn hash(&self) -> [u8; 32] {
        sha256(&["session", &self.0])
    }

    /// The proof that a form was drawn for this session. It tells nothing of the token.
    pub fn form_proof(&self) -> String {
        URL_SAFE_NO_PAD.encode(sha256(&["form", &self.0]))
    }

    /// Whether a form carries the proof. Hashes are compared, so that the time it takes tells
    /// nothing of how much was right.
    pub fn proves(&self, proof: &str) -> bool {
        sha256(&[proof]) == sha256(&[&self.form_proof()])
    }
}

/// The SHA-256 of some texts, each ended by a zero byte.
pub fn sha256(texts: &[&str]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(text.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().into()
}
