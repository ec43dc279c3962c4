//! What the tests stand on: a desk, a request, a browser with one cookie.

use std::{
    cell::Cell,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, HttpBody, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tower::ServiceExt;
use unstuck_desk::{Desk, DeskOptions, LogEvent, SiteOptions};
use unstuck_model::{
    id::SiteId,
    proof::{Search, proof},
};

use crate::description::Exchange;

/// Sunday, 22 November 2026, 08:00 UTC.
pub const NOW: i64 = 1_795_334_400;
pub const PASSWORD: &str = "correct horse battery";

pub struct Bench {
    pub desk: Desk,
    pub router: Router,
    pub now: Arc<AtomicI64>,
    pub faults: Arc<Mutex<Vec<String>>>,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// What stands after `before` up to the next quotation mark.
    pub fn after(&self, before: &str) -> &str {
        let (_, rest) = self.text.split_once(before).unwrap_or_else(|| {
            panic!("no {before} in {}", self.text);
        });
        rest.split('"').next().unwrap()
    }

    /// The session that the answer sets.
    pub fn cookie(&self) -> String {
        self.header("set-cookie").split(';').next().unwrap().to_owned()
    }
}

pub fn options(now: &Arc<AtomicI64>, faults: &Arc<Mutex<Vec<String>>>) -> DeskOptions {
    let (now, faults) = (Arc::clone(now), Arc::clone(faults));
    let clock = Arc::new(move || now.load(Ordering::SeqCst));
    let mut tern = SiteOptions::new(SiteId::new("tern").unwrap(), "Tern Mobile");
    tern.zone = "Europe/Madrid".to_owned();
    tern.allowed_origins = vec!["https://shop.example".to_owned()];
    let mut options = DeskOptions::new(vec![tern], clock);
    // What is asked of strangers is tested by itself.
    options.proof_of_work = false;
    options.look_every = Duration::from_millis(5);
    options.log = Arc::new(move |event| {
        if let LogEvent::Fault { cause } = event {
            faults.lock().unwrap().push(cause.clone());
        }
    });
    options
}

impl Bench {
    pub fn new() -> Self {
        Self::with(|_| ())
    }

    pub fn with(change: impl FnOnce(&mut DeskOptions)) -> Self {
        let (now, faults) = (Arc::new(AtomicI64::new(NOW)), Arc::default());
        let mut options = options(&now, &faults);
        change(&mut options);
        let desk = Desk::open(&crate::place(), options).unwrap();
        let router = desk.router();
        Self { desk, router, now, faults }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(self.router.clone(), request).await
    }

    pub async fn post(&self, key: &str, body: &Value) -> Answer {
        self.send(post(key, body.to_string())).await
    }

    pub async fn ask(&self, key: &str, body: &Value) -> Answer {
        self.send(post_to("/v1/questions", key, body.to_string())).await
    }

    /// Posts a good request and gives its reference.
    pub async fn accepted(&self, key: &str, body: &Value) -> String {
        let answer = self.post(key, body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        answer.json()["reference"].as_str().unwrap().to_owned()
    }

    pub async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header(header::HOST, "desk.example");
        self.send(request.header(header::COOKIE, cookie).body(Body::empty()).unwrap()).await
    }

    /// Sends a form as a page of the desk would.
    pub async fn form(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(form(path, cookie, fields, &[("sec-fetch-site", "same-origin")])).await
    }

    /// Adds an agent and signs in; the answer is the cookie.
    pub async fn signed_in(&self, name: &str) -> String {
        self.desk.add_agent("tern", name, PASSWORD).unwrap();
        self.sign_in(name, PASSWORD, "").await.cookie()
    }

    pub async fn sign_in(&self, name: &str, password: &str, cookie: &str) -> Answer {
        self.form("/desk/sign-in", cookie, &[("name", name), ("password", password)]).await
    }

    /// The proof in the forms of a session.
    pub async fn proof(&self, cookie: &str) -> String {
        self.get("/desk", cookie).await.after("name=\"proof\" value=\"").to_owned()
    }

    pub async fn act(&self, reference: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let proof = self.proof(cookie).await;
        let mut fields = fields.to_vec();
        fields.push(("proof", &proof));
        self.form(&format!("/desk/requests/{reference}"), cookie, &fields).await
    }

    /// How many requests the queue shows.
    pub async fn rows(&self) -> usize {
        // An earlier count may have added the agent.
        drop(self.desk.add_agent("tern", "counter", PASSWORD));
        let cookie = self.sign_in("counter", PASSWORD, "").await.cookie();
        self.get("/desk", &cookie).await.text.matches("<article").count()
    }
}

pub async fn send(router: Router, request: Request<Body>) -> Answer {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let (head, body) = request.into_parts();
    // A body that never ends cannot be looked at before.
    let (sent, body) = match body.size_hint().exact() {
        Some(_) => {
            let sent = to_bytes(body, usize::MAX).await.unwrap();
            (sent.clone(), Body::from(sent))
        }
        None => (Bytes::new(), body),
    };
    let request = Request::from_parts(head, body);
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let status = parts.status;
    Exchange { method: &method, path: &path, sent: &sent, status, answer: &text }.hold();
    Answer { status: parts.status, headers: parts.headers, text }
}

pub fn post(key: &str, body: impl Into<Body>) -> Request<Body> {
    post_to("/v1/callbacks", key, body)
}

pub fn post_to(path: &str, key: &str, body: impl Into<Body>) -> Request<Body> {
    Request::post(path)
        .header(header::HOST, "desk.example")
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key)
        .body(body.into())
        .unwrap()
}

/// A request as it comes from an address.
pub fn from(address: &str, mut request: Request<Body>) -> Request<Body> {
    let peer = SocketAddr::new(address.parse().unwrap(), 40_000);
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}

/// The proof that solves a challenge, and how many hashes it took.
pub fn solved(challenge: &str) -> (String, u64) {
    let tried = Cell::new(0);
    let hash = |digits: &[u8]| {
        tried.set(tried.get() + 1);
        Sha256::new()
            .chain_update(challenge)
            .chain_update(".")
            .chain_update(digits)
            .finalize()
            .into()
    };
    let digits = Search::new(challenge).unwrap().step(u32::MAX, hash).unwrap();
    (proof(challenge, &digits), tried.get())
}

/// A request with a proof.
pub fn with_proof(proof: &str, mut request: Request<Body>) -> Request<Body> {
    request.headers_mut().insert("unstuck-proof", proof.parse().unwrap());
    request
}

pub fn form(
    path: &str,
    cookie: &str,
    fields: &[(&str, &str)],
    headers: &[(&str, &str)],
) -> Request<Body> {
    let encode = |text: &str| -> String {
        text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>()
    };
    let body: Vec<String> =
        fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    let mut request = Request::post(path)
        .header(header::HOST, "desk.example")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.join("&").into()).unwrap()
}

/// A request with everything in it; its slot is an hour from [`NOW`].
pub fn request() -> Value {
    json!({
        "phone": "+12125550143",
        "phone_as_written": "(212) 555-0143",
        "name": "Rosa Lindqvist",
        "slot": { "from": NOW + 3_600, "to": NOW + 7_200 },
        "time_zone": "America/New_York",
        "consent": true,
        "consent_text": "Tern Mobile may call this number about this question.",
        "consent_version": "2026-11",
        "message": "My bill shows roaming I did not use.",
        "hand_off": {
            "reference": "", "site": "tern", "language": "en",
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
    })
}

/// A request of a widget that does not send the words of consent yet.
pub fn without_words() -> Value {
    let mut request = request();
    request.as_object_mut().unwrap().retain(|name, _| !name.starts_with("consent_"));
    request
}

/// A question with everything in it.
pub fn question(text: &str) -> Value {
    json!({
        "site": "tern",
        "language": "en",
        "text": text,
        "page": "https://shop.example/account/bills",
        "reference": "UN-7K3QF2M1",
    })
}

/// A good request with one field changed, named by a JSON pointer.
pub fn changed(pointer: &str, value: Value) -> Value {
    let mut request = request();
    *request.pointer_mut(pointer).unwrap() = value;
    request
}
