use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// What only this desk knows: with it the desk tells later that it wrote something itself.
pub struct Secret(Hmac<Sha256>);

impl Secret {
    /// A secret that is known, such as one that several instances share.
    pub fn new(bytes: [u8; 32]) -> Self {
        // A key that is shorter than a block is the same with zeros behind it (RFC 2104, section 2).
        let mut block = [0; 64];
        for (place, byte) in block.iter_mut().zip(bytes) {
            *place = byte;
        }
        Self(Hmac::new(&block.into()))
    }

    /// The bytes of a new one, or what the system says if it has no chance to give.
    pub fn bytes() -> Result<[u8; 32], getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(bytes)
    }

    /// The HMAC-SHA-256 of a text. What is made for one purpose is of no use for another.
    pub fn mac(&self, purpose: &str, text: &str) -> [u8; 32] {
        self.of(purpose, text).finalize().into_bytes().into()
    }

    /// The same as text, which is no longer than it must be and holds no full stop.
    pub fn seal(&self, purpose: &str, text: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.mac(purpose, text))
    }

    /// Whether a seal is that of a text; the time it takes tells nothing of how much was right.
    pub fn sealed(&self, purpose: &str, text: &str, seal: &str) -> bool {
        let seal = URL_SAFE_NO_PAD.decode(seal);
        seal.is_ok_and(|seal| self.of(purpose, text).verify_slice(&seal).is_ok())
    }

    fn of(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        let mut mac = self.0.clone();
        for part in [purpose, text] {
            mac.update(part.as_bytes());
            mac.update(&[0]);
        }
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_of_one_secret_purpose_and_text() {
        let (one, other) = (Secret::new([7; 32]), Secret::new([8; 32]));
        let seal = one.seal("proof", "text");
        assert!(one.sealed("proof", "text", &seal));
        assert!(Secret::new([7; 32]).sealed("proof", "text", &seal));
        assert!(!other.sealed("proof", "text", &seal));
        assert!(!one.sealed("another", "text", &seal));
        assert!(!one.sealed("proof", "texts", &seal));
        for bad in ["", "x", "====", &format!("{seal}A")] {
            assert!(!one.sealed("proof", "text", bad), "{bad}");
        }
        assert!(seal.len() == 43 && !seal.contains('.'), "{seal}");
    }
}
