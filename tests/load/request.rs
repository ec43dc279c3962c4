use std::time::SystemTime;

use hyper::body::Bytes;
use serde_json::json;

use crate::flags::SITE;

/// Requests as the widget sends them, each with a key of its own and the same body whenever it is
/// sent again.
#[derive(Clone, Copy)]
pub struct Requests {
    slot: u64,
}

impl Requests {
    /// Requests to be called tomorrow, so that the slot lies ahead however long the load runs.
    #[allow(clippy::disallowed_methods, reason = "the desk's own clock judges the slot")]
    pub fn from_now() -> Self {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Self { slot: now.as_secs() + 86_400 }
    }

    /// The key of a request.
    pub fn key(self, number: u64) -> String {
        format!("load-{number:08}")
    }

    /// The body of a request.
    pub fn body(self, number: u64) -> Bytes {
        let body = json!({
            "phone": "+12125550143",
            "phone_as_written": "(212) 555-0143",
            "name": format!("Customer {number}"),
            "slot": { "from": self.slot, "to": self.slot + 3_600 },
            "time_zone": "America/New_York",
            "consent": true,
            "consent_text": "The company may call this number about this question.",
            "consent_version": "2026-11",
            "message": "My bill shows roaming I did not use.",
            "hand_off": {
                "reference": "", "site": SITE, "language": "en",
                "page": "https://shop.example/account/bills", "topic": "billing",
                "asked": ["why is my bill so high", "roaming charge"],
                "tried": [
                    { "entry": "read-your-bill", "title": "Read your bill", "step": null,
                      "path": [], "helped": false },
                    { "entry": "dispute-a-charge", "title": "Dispute a charge", "step": "evidence",
                      "path": ["Which charge is it?: Roaming", "Were you abroad?: No"],
                      "helped": null }
                ]
            }
        });
        body.to_string().into()
    }
}
