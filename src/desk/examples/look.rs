//! A desk with made-up requests on the loopback address, to look at its pages.
//!
//! `cargo run -p unstuck-desk --example look`, then sign in as `ana`, who is a lead, or as `bo`, with
//! `correct horse battery`. With `empty` nothing is there, with `busy` a request comes every half
//! minute.

use std::{
    error::Error,
    io::Write,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
    response::Response,
};
use tower::ServiceExt;
use unstuck_desk::{Desk, DeskOptions, Place, Role, SiteOptions};
use unstuck_model::{
    callback::{CallbackAccepted, CallbackRequest, Slot},
    hand_off::{HandOff, Tried},
    hours::Seconds,
    id::SiteId,
    question::Question,
};

const PASSWORD: &str = "correct horse battery";
const ZONE: &str = "America/New_York";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let site = SiteId::new("tern").ok_or("the site has no name")?;
    // The requests were made three hours ago, so that some are late by now.
    let ago = Arc::new(AtomicI64::new(3 * 3_600));
    let behind = Arc::clone(&ago);
    let clock = Arc::new(move || now() - behind.load(Ordering::SeqCst));
    let mut tern = SiteOptions::new(site, "Tern Mobile");
    tern.zone = ZONE.to_owned();
    let mut options = DeskOptions::new(vec![tern], clock);
    // The made-up requests are posted by a machine.
    options.proof_of_work = false;
    let mut references = Vec::new();
    let desk = Desk::open(&Place::Memory, options)?;
    for name in ["ana", "bo", "Charlotte"] {
        desk.add_agent("tern", name, PASSWORD)?;
    }
    desk.set_role("tern", "ana", Role::Lead)?;
    let way = std::env::args().nth(1).unwrap_or_default();
    if way != "empty" {
        for (number, body) in requests().into_iter().enumerate() {
            references.push(callback(&desk.router(), number, &body).await?);
        }
        for (number, body) in questions().into_iter().enumerate() {
            let body = serde_json::to_string(&body)?;
            post(&desk.router(), "/v1/questions", number, body).await?;
        }
        ago.store(1_200, Ordering::SeqCst);
        acts(&desk, &references).await?;
        ago.store(60, Ordering::SeqCst);
        claims(&desk, &references).await?;
    }
    ago.store(0, Ordering::SeqCst);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "http://{}/desk", listener.local_addr()?)?;
    if way == "busy" {
        tokio::spawn(busy(desk.router()));
    }
    let service = desk.router().into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await?;
    Ok(())
}

async fn post(
    desk: &Router,
    path: &str,
    key: usize,
    body: String,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key.to_string())
        .body(Body::from(body))?;
    let answer = desk.clone().oneshot(request).await?;
    Ok(to_bytes(answer.into_body(), usize::MAX).await?.to_vec())
}

/// Asks to be phoned; the answer is the reference.
async fn callback(
    desk: &Router,
    key: usize,
    request: &CallbackRequest,
) -> Result<String, Box<dyn Error>> {
    let answer = post(desk, "/v1/callbacks", key, serde_json::to_string(request)?).await?;
    Ok(serde_json::from_slice::<CallbackAccepted>(&answer)?.reference)
}

/// Somebody new asks to be phoned every half minute.
async fn busy(desk: Router) {
    for number in 1_000.. {
        tokio::time::sleep(Duration::from_secs(30)).await;
        let name = format!("Somebody new {number}");
        let request = request(&name, "+12125550187", 5_400, "America/Chicago", "It rings.");
        if let Err(error) = callback(&desk, number, &request).await {
            drop(writeln!(std::io::stdout(), "{error}"));
        }
    }
}

/// Colleagues have worked a while: each state is there.
async fn acts(desk: &Desk, references: &[String]) -> Result<(), Box<dyn Error>> {
    let (ana, bo) = (Browser::sign_in(desk, "ana").await?, Browser::sign_in(desk, "bo").await?);
    let [.., tried, left, _, _, reached, wrong, unanswered] = references else {
        return Err("there are too few requests".into());
    };
    let claim = "act=claim";
    bo.press(tried, claim).await?;
    let at = morning(now() + 24 * 3_600);
    let again = format!("act=finish&outcome=no_answer&again=at&at={at}&note=Rang+ten+times.");
    bo.press(tried, &again).await?;
    ana.press(tried, "act=note&note=The+number+is+her+office:+ask+for+extension+12.").await?;
    bo.press(left, claim).await?;
    for (reference, outcome) in [
        (reached, "reached&purpose=billing&action=changed&note=Taken+off+the+bill."),
        (wrong, "wrong_number"),
        (unanswered, "no_answer&again=never"),
    ] {
        bo.press(reference, claim).await?;
        bo.press(reference, &format!("act=finish&outcome={outcome}")).await?;
    }
    Ok(())
}

/// Two are about to phone.
async fn claims(desk: &Desk, references: &[String]) -> Result<(), Box<dyn Error>> {
    let [.., mine, theirs, _, _, _] = references else {
        return Err("there are too few requests".into());
    };
    Browser::sign_in(desk, "ana").await?.press(mine, "act=claim").await?;
    Browser::sign_in(desk, "bo").await?.press(theirs, "act=claim").await
}

/// An agent's browser.
struct Browser {
    desk: Router,
    cookie: String,
    proof: String,
}

impl Browser {
    async fn sign_in(desk: &Desk, name: &str) -> Result<Self, Box<dyn Error>> {
        let mut browser = Self { desk: desk.router(), cookie: String::new(), proof: String::new() };
        let form = format!("name={name}&password={}", PASSWORD.replace(' ', "+"));
        let answer = browser.send("/desk/sign-in", form).await?;
        let cookie = answer.headers().get(header::SET_COOKIE).ok_or("nobody is signed in")?;
        browser.cookie = cookie.to_str()?.split(';').next().unwrap_or_default().to_owned();
        let queue = Request::get("/desk").header(header::COOKIE, &browser.cookie);
        let queue = browser.desk.clone().oneshot(queue.body(Body::empty())?).await?;
        let page = String::from_utf8(to_bytes(queue.into_body(), usize::MAX).await?.to_vec())?;
        let (_, proof) = page.split_once("name=\"proof\" value=\"").ok_or("no form")?;
        browser.proof = proof.split('"').next().unwrap_or_default().to_owned();
        Ok(browser)
    }

    async fn press(&self, reference: &str, fields: &str) -> Result<(), Box<dyn Error>> {
        let form = format!("proof={}&{fields}", self.proof);
        let answer = self.send(&format!("/desk/requests/{reference}"), form).await?;
        if answer.status().is_redirection() {
            Ok(())
        } else {
            Err(format!("{fields}: {}", answer.status()).into())
        }
    }

    async fn send(&self, path: &str, form: String) -> Result<Response, Box<dyn Error>> {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(form))?;
        Ok(self.desk.clone().oneshot(request).await?)
    }
}

/// Half past ten on a day of the company's, as a browser's field writes it.
fn morning(at: Seconds) -> String {
    let moment = jiff::Timestamp::from_second(at).unwrap_or_default();
    moment.in_tz(ZONE).map(|zoned| zoned.strftime("%Y-%m-%dT10:30").to_string()).unwrap_or_default()
}

fn questions() -> [Question; 5] {
    let abroad = "Can I keep my number when I move to Canada for six months?";
    [
        ("en", abroad, "/account/number"),
        ("es", "¿Puedo pagar la factura con dos tarjetas distintas?", "/cuenta/facturas"),
        ("en", "can i keep my number when i move to canada for six months", ""),
        ("en", "Why does my watch not ring when the phone is at home?", "/travel"),
        ("en", "My card 4111 1111 1111 1111 was charged twice. What now?", "/account/bills"),
    ]
    .map(|(language, text, path)| Question {
        site: "tern".to_owned(),
        language: language.to_owned(),
        text: text.to_owned(),
        page: if path.is_empty() {
            String::new()
        } else {
            format!("https://ternmobile.example{path}")
        },
        reference: String::new(),
    })
}

fn requests() -> [CallbackRequest; 12] {
    let roaming = "My bill shows 38 dollars of roaming, and I have not left Ohio this year.\n\
                   I would like it taken off.";
    let mut due = request("Rosa Lindqvist", "+12125550143", -3_300, "America/New_York", roaming);
    due.hand_off.asked =
        vec!["why is my bill so high".to_owned(), "roaming charge not abroad".to_owned()];
    due.hand_off.tried = vec![
        Tried {
            entry: "read-your-bill".to_owned(),
            title: "Read your bill".to_owned(),
            helped: Some(false),
            ..Tried::default()
        },
        Tried {
            entry: "dispute-a-charge".to_owned(),
            title: "Dispute a charge".to_owned(),
            step: Some("evidence".to_owned()),
            path: vec![
                "Which charge is it?: Roaming".to_owned(),
                "Were you abroad that day?: No".to_owned(),
            ],
            ..Tried::default()
        },
    ];
    let late = request("Tom Abara", "+12125550112", -9_000, "", "Please phone before lunch.");
    let lost = "Se perdió mi teléfono y quiero bloquear la tarjeta SIM.";
    let mut spanish = request("Inés Carrasco", "+34911234567", 7_500, "Europe/Madrid", lost);
    spanish.hand_off.language = "es".to_owned();
    spanish.hand_off.topic = Some("lost-phone".to_owned());
    spanish.hand_off.asked = vec!["perdí mi móvil".to_owned()];
    let anonymous = request("", "+12025550178", 90_000, "America/Los_Angeles", "");
    let name = "Bartholomew Featherstonehaugh-Wolfeschlegelsteinhausen";
    let long = "The new phone says that it is not in service. ".repeat(12);
    let long = request(name, "+442079460958", 200_000, "Europe/London", &long);
    let tried = request("Amina Yusuf", "+12125550165", -7_000, "", "Nobody tells me anything.");
    let left = request("Ed Noor", "+12125550190", 1_800, "America/New_York", "No tone at all.");
    let mine = request("Jo Park", "+12125550171", -2_000, "America/Denver", "It asks for a PUK.");
    let theirs = request("Lena Brandt", "+4930123456", -1_500, "Europe/Berlin", "");
    let [reached, wrong, unanswered] = ["Sam Oduya", "Pat Quill", "Uma Rao"]
        .map(|name| request(name, "+12125550122", -4_000, "", "Please phone."));
    [due, late, spanish, anonymous, long, tried, left, mine, theirs, reached, wrong, unanswered]
}

fn request(name: &str, phone: &str, from: Seconds, zone: &str, message: &str) -> CallbackRequest {
    let from = now() + from;
    CallbackRequest {
        phone: phone.to_owned(),
        phone_as_written: phone.to_owned(),
        name: name.to_owned(),
        slot: Slot { from, to: from + 3_600 },
        time_zone: zone.to_owned(),
        consent: true,
        consent_text: "Tern Mobile may call this number about this question.".to_owned(),
        consent_version: "2026-11".to_owned(),
        message: message.to_owned(),
        hand_off: HandOff {
            site: "tern".to_owned(),
            language: "en".to_owned(),
            page: "https://ternmobile.example/account/bills".to_owned(),
            topic: Some("billing".to_owned()),
            ..HandOff::default()
        },
    }
}

#[allow(clippy::disallowed_methods, reason = "the example is the rim: it owns the clock")]
fn now() -> Seconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Seconds::try_from(since.as_secs()).unwrap_or_default()
}
