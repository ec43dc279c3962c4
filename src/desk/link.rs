//! The link by which a customer comes back to their request: who has it may see how the request
//! stands, and move or cancel it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tokio::sync::OnceCell;
use unstuck_model::hours::Seconds;

use crate::{
    agents::attempts::Attempts,
    desk::Inner,
    site::{Site, Sites},
    store::StoreError,
};

/// How long after its slot a request can be seen, in seconds.
const LASTS: Seconds = 30 * 24 * 3600;

/// How much of a signature a link carries: 128 bits, which nobody guesses and anybody can copy.
const SIGNATURE: usize = 16;

/// What the routes of customers share.
#[derive(Default)]
pub struct Links {
    signer: OnceCell<Signer>,
    /// Links that were tried and are none of the desk's.
    pub wrong: Attempts,
}

impl Links {
    /// Who signs links, the same in all instances of the desk.
    pub async fn signer(&self, desk: &Inner) -> Result<&Signer, StoreError> {
        let shared = async || {
            let mut made = [0; 32];
            getrandom::fill(&mut made)
                .map_err(|error| StoreError::Failed { cause: error.to_string() })?;
            desk.store.secret("customers' links", made, desk.now()).await.map(Signer)
        };
        self.signer.get_or_try_init(shared).await
    }
}

/// Makes links, and knows its own.
pub struct Signer([u8; 32]);

/// What a link leads to.
pub struct Opened<'a> {
    pub site: &'a Site,
    pub reference: String,
}

impl Signer {
    /// The path of a request's page.
    pub fn path(&self, site: &str, reference: &str, slot_ends: Seconds) -> String {
        let expiry = slot_ends.saturating_add(LASTS).to_string();
        let signature = self.keyed(&["link", site, reference, &expiry]).finalize().into_bytes();
        let signature = signature.get(..SIGNATURE).unwrap_or_default();
        format!("/r/{reference}.{expiry}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// What a link leads to, or nothing if it is none of this desk's, or over. How long it takes
    /// tells nothing of how much was right.
    pub fn open<'a>(&self, sites: &'a Sites, link: &str, now: Seconds) -> Option<Opened<'a>> {
        let (reference, rest) = link.split_once('.')?;
        let (expiry, signature) = rest.split_once('.')?;
        let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
        if signature.len() != SIGNATURE {
            return None;
        }
        let is_signed = |site: &&Site| {
            let mac = self.keyed(&["link", site.options.site.as_str(), reference, expiry]);
            mac.verify_truncated_left(&signature).is_ok()
        };
        let site = sites.iter().find(is_signed)?;
        let is_over = expiry.parse::<Seconds>().ok()? <= now;
        (!is_over).then(|| Opened { site, reference: reference.to_owned() })
    }

    /// The proof that a form was drawn for a link. It tells nothing of another link.
    pub fn proof(&self, link: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.keyed(&["form", link]).finalize().into_bytes())
    }

    /// Whether a form carries the proof of a link.
    pub fn proves(&self, link: &str, proof: &str) -> bool {
        let proof = URL_SAFE_NO_PAD.decode(proof).unwrap_or_default();
        self.keyed(&["form", link]).verify_slice(&proof).is_ok()
    }

    fn keyed(&self, texts: &[&str]) -> Hmac<Sha256> {
        // A key is as long as a block of the hash; a shorter one ends in zeros (RFC 2104).
        let mut block = [0; 64];
        block.iter_mut().zip(self.0).for_each(|(to, from)| *to = from);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        for text in texts {
            mac.update(text.as_bytes());
            mac.update(&[0]);
        }
        mac
    }
}

#[cfg(test)]
mod tests {
    use unstuck_model::id::SiteId;

    use super::*;
    use crate::options::SiteOptions;

    const ENDS: Seconds = 1_795_338_000;

    fn sites() -> Sites {
        let site = |id: &str| SiteOptions::new(SiteId::new(id).unwrap(), id);
        Sites::new(&[site("tern"), site("lark")]).unwrap()
    }

    #[test]
    fn a_link_leads_to_the_request_it_was_made_for_until_it_is_over() {
        let (signer, sites) = (Signer([7; 32]), sites());
        let path = signer.path("lark", "UN-7K3QF2M1", ENDS);
        let link = path.strip_prefix("/r/").unwrap();
        let opened = signer.open(&sites, link, ENDS).unwrap();
        assert_eq!((&*opened.site.id(), &*opened.reference), ("lark", "UN-7K3QF2M1"));
        assert!(signer.open(&sites, link, ENDS + LASTS - 1).is_some());
        assert!(signer.open(&sites, link, ENDS + LASTS).is_none());
        assert!(Signer([8; 32]).open(&sites, link, ENDS).is_none());
        assert!(signer.proves(link, &signer.proof(link)));
        for proof in ["", "AAAA", &signer.proof("another"), &Signer([8; 32]).proof(link)] {
            assert!(!signer.proves(link, proof), "{proof}");
        }
    }

    #[test]
    fn whatever_is_changed_in_a_link_makes_it_wrong() {
        let (signer, sites) = (Signer([7; 32]), sites());
        let path = signer.path("tern", "UN-7K3QF2M1", ENDS);
        let link = path.strip_prefix("/r/").unwrap();
        let later = (ENDS + LASTS + 1).to_string();
        let changed = [
            link.replace("UN-7", "UN-8"),
            link.replace(&(ENDS + LASTS).to_string(), &later),
            link.to_lowercase(),
            format!("{link}A"),
            link.chars().take(link.len() - 4).collect(),
            link.rsplit_once('.').unwrap().0.to_owned(),
            format!("{}.", link.rsplit_once('.').unwrap().0),
            String::new(),
            "..".to_owned(),
            "ż.9.é".to_owned(),
        ];
        for link in changed {
            assert!(signer.open(&sites, &link, ENDS).is_none(), "{link}");
        }
    }
}
