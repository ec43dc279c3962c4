//! A desk with twelve weeks of made-up requests, questions and counts on the loopback address, to look
//! at its dashboard.
//!
//! `cargo run -p unstuck-desk --example weeks`, then sign in as `ana` with `correct horse battery`.

use std::{
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, header},
};
use serde_json::{Value, json};
use tower::ServiceExt;
use unstuck_desk::{Desk, DeskOptions, Place, SiteOptions};
use unstuck_model::{hours::Seconds, id::SiteId};

const PASSWORD: &str = "correct horse battery";
const HOUR: Seconds = 3_600;
const DAYS: Seconds = 84;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let ends = now();
    let at = Arc::new(AtomicI64::new(ends - DAYS * 24 * HOUR));
    let clock = Arc::clone(&at);
    let site = SiteId::new("tern").ok_or("the site has no name")?;
    let mut tern = SiteOptions::new(site, "Tern Mobile");
    tern.zone = "Europe/Madrid".to_owned();
    if std::env::args().nth(1).as_deref() == Some("promise") {
        tern.promises.insert("callback".to_owned(), 60);
    }
    let mut options = DeskOptions::new(vec![tern], Arc::new(move || clock.load(Ordering::SeqCst)));
    options.proof_of_work = false;
    options.limits = false;
    let desk = Desk::open(&Place::Memory, options)?;
    desk.add_agent("tern", "ana", PASSWORD)?;
    let made = Made { router: desk.router(), at: Arc::clone(&at) };
    let mut chance = fastrand::Rng::with_seed(7);
    for day in 0..DAYS {
        let midnight = ends - (DAYS - day) * 24 * HOUR;
        let midnight = midnight - midnight.rem_euclid(24 * HOUR);
        at.store(midnight + 6 * HOUR, Ordering::SeqCst);
        made.day(&mut chance, day, ends).await?;
    }
    at.store(ends, Ordering::SeqCst);

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("Desk http://{}/desk", listener.local_addr()?);
    axum::serve(listener, made.router).await?;
    Ok(())
}

struct Made {
    router: Router,
    at: Arc<AtomicI64>,
}

impl Made {
    async fn day(&self, chance: &mut fastrand::Rng, day: Seconds, ends: Seconds) -> Outcome {
        let morning = self.at.load(Ordering::SeqCst);
        let is_weekend = matches!((morning / (24 * HOUR) + 3) % 7, 5 | 6);
        let most = if is_weekend { 3 } else { 11 };
        let mut calls: Vec<(Seconds, Seconds)> = (0..chance.i64(1..=most))
            .map(|_| {
                let hour = [0, 1, 1, 2, 2, 2, 3, 4, 8, 9, 9, 10, 11];
                let hour = hour.get(chance.usize(..hour.len())).copied().unwrap_or_default();
                (morning + hour * HOUR + chance.i64(0..HOUR), chance.i64(4..90) * 60)
            })
            .filter(|(came, _)| *came < ends)
            .collect();
        calls.sort_unstable();
        for (number, (came, wait)) in calls.into_iter().enumerate() {
            self.at.store(came, Ordering::SeqCst);
            let topics = ["billing", "billing", "esim", "roaming", "device"];
            let topic = topics.get(chance.usize(..topics.len())).copied().unwrap_or_default();
            let reference = self.request(&format!("{day}-{number}"), topic, came).await?;
            // Of the last day some still wait, and now and then a day is bad.
            let wait = if day % 13 == 5 { wait * 3 } else { wait };
            if came + wait < ends && (day < DAYS - 1 || number % 3 > 0) {
                self.at.store(came + wait, Ordering::SeqCst);
                self.call(&reference, day % 5 == 1 && number == 0).await?;
            }
        }
        if day % 3 == 0 {
            self.ask(day).await?;
        }
        let load = chance.u32(40..90);
        self.count(chance, load).await
    }

    async fn request(
        &self,
        key: &str,
        topic: &str,
        came: Seconds,
    ) -> Result<String, Box<dyn Error>> {
        let from = came - came.rem_euclid(HOUR);
        let body = json!({
            "phone": "+12125550143", "phone_as_written": "(212) 555-0143", "name": "Rosa Lindqvist",
            "slot": { "from": from, "to": from + 2 * HOUR }, "time_zone": "Europe/Madrid",
            "consent": true, "message": "",
            "hand_off": { "reference": "", "site": "tern", "language": "en", "page": "",
                "topic": topic, "asked": [], "tried": [] }
        });
        let answer = self.post("/v1/callbacks", key, &body).await?;
        let reference = answer.get("reference").and_then(Value::as_str);
        Ok(reference.ok_or("the desk gave no reference")?.to_owned())
    }

    async fn ask(&self, day: Seconds) -> Outcome {
        let texts = [
            "Do you ship to Malta?",
            "¿Puedo pagar con bonos de comida?",
            "Can I use two numbers on one eSIM with a tablet that has no camera?",
            "do you ship to malta",
            "Is there a student price",
        ];
        let at = usize::try_from(day).unwrap_or_default() % texts.len();
        let text = texts.get(at).copied().unwrap_or_default();
        let body = json!({ "site": "tern", "language": if text.starts_with('¿') { "es" } else { "en" },
            "text": text, "page": "", "reference": "" });
        self.post("/v1/questions", &format!("q{day}"), &body).await.map(drop)
    }

    async fn count(&self, chance: &mut fastrand::Rng, load: u32) -> Outcome {
        let mut part = |share: u32| (load * share / 100 + chance.u32(0..3)).max(1);
        let counts = json!([
            count("asked", "", part(100)),
            count("unanswered", "", part(12)),
            count("opened", "pay-bill", part(34)),
            count("opened", "bill-higher", part(25)),
            count("opened", "new-sim", part(16)),
            count("step", "bill-higher/changed", part(24)),
            count("step", "bill-higher/roaming", part(17)),
            count("step", "bill-higher/dispute", part(11)),
            count("step", "new-sim/order", part(16)),
            count("step", "new-sim/arrived", part(12)),
            count("left", "bill-higher/roaming", part(6)),
            count("left", "new-sim/order", part(3)),
            count("people", "bill-higher/dispute", part(4)),
            count("drift", "bill-higher/changed", part(3)),
            count("drift", "new-sim/order", 1),
            count("finished", "bill-higher", part(9)),
            count("helped", "pay-bill", part(22)),
            count("not-helped", "pay-bill", part(4)),
            count("handed-off", "callback", part(7)),
            count("handed-off", "whats-app", part(4)),
        ]);
        let body = json!({ "site": "tern", "counts": counts });
        self.post("/v1/counts", "", &body).await.map(drop)
    }

    async fn call(&self, reference: &str, nobody: bool) -> Outcome {
        let cookie = &self.sign_in().await?;
        let page = self.text(request("GET", "/desk", cookie, "")?).await?;
        let proof =
            page.split("name=\"proof\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let proof = proof.ok_or("the desk shows no form")?;
        let outcome = if nobody { "wrong_number" } else { "reached" };
        for fields in [
            "act=claim".to_owned(),
            format!("act=finish&outcome={outcome}&purpose=billing&action=explained&note="),
        ] {
            let path = format!("/desk/requests/{reference}");
            self.text(request("POST", &path, cookie, &format!("{fields}&proof={proof}"))?).await?;
        }
        Ok(())
    }

    async fn sign_in(&self) -> Result<String, Box<dyn Error>> {
        let form = "name=ana&password=correct%20horse%20battery";
        let answer = self.send(request("POST", "/desk/sign-in", "", form)?).await?;
        let cookie = answer.headers().get(header::SET_COOKIE).ok_or("nobody signed in")?;
        Ok(cookie.to_str()?.split(';').next().unwrap_or_default().to_owned())
    }

    async fn post(&self, path: &str, key: &str, body: &Value) -> Result<Value, Box<dyn Error>> {
        let request = Request::post(path)
            .header(header::HOST, "localhost")
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key)
            .body(Body::from(body.to_string()))?;
        let text = self.text(request).await?;
        Ok(serde_json::from_str(&text).unwrap_or_default())
    }

    async fn text(&self, request: Request<Body>) -> Result<String, Box<dyn Error>> {
        let answer = self.send(request).await?;
        Ok(String::from_utf8(to_bytes(answer.into_body(), usize::MAX).await?.to_vec())?)
    }

    async fn send(&self, request: Request<Body>) -> Result<Response<Body>, Box<dyn Error>> {
        let answer = self.router.clone().oneshot(request).await?;
        if answer.status().is_client_error() || answer.status().is_server_error() {
            return Err(format!("the desk answered {}", answer.status()).into());
        }
        Ok(answer)
    }
}

type Outcome = Result<(), Box<dyn Error>>;

fn count(kind: &str, id: &str, times: u32) -> Value {
    json!({ "kind": kind, "id": id, "times": times })
}

fn request(
    method: &str,
    path: &str,
    cookie: &str,
    form: &str,
) -> Result<Request<Body>, Box<dyn Error>> {
    Ok(Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "localhost")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(form.to_owned()))?)
}

#[expect(clippy::disallowed_methods, reason = "the example is the rim: it owns the clock")]
fn now() -> Seconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or_default()
}
