//! A desk with made-up requests on the loopback address, to look at its pages.
//!
//! `cargo run -p unstuck-desk --example look`, then sign in as `ana` with `correct horse
//! battery`, or open the link of a customer, which is printed too.

use std::{
    error::Error,
    io::Write,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    body::Body,
    http::{Request, header},
};
use tower::ServiceExt;
use unstuck_desk::{Desk, DeskOptions, Place, SiteOptions};
use unstuck_model::{
    callback::{CallbackRequest, Slot},
    hand_off::{HandOff, Tried},
    hours::Seconds,
    id::SiteId,
    question::Question,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let site = SiteId::new("tern").ok_or("the site has no name")?;
    // The requests were made three hours ago, so that some are late by now.
    let ago = Arc::new(AtomicI64::new(3 * 3_600));
    let behind = Arc::clone(&ago);
    let clock = Arc::new(move || now() - behind.load(Ordering::SeqCst));
    let mut tern = SiteOptions::new(site, "Tern Mobile");
    tern.zone = "America/New_York".to_owned();
    let desk = Desk::open(&Place::Memory, DeskOptions::new(vec![tern], clock))?;
    desk.add_agent("tern", "ana", "correct horse battery")?;
    let mut links = Vec::new();
    if std::env::args().nth(1).as_deref() != Some("empty") {
        for (number, body) in requests().into_iter().enumerate() {
            let body = serde_json::to_string(&body)?;
            links.extend(post(&desk, "/v1/callbacks", number, body).await?);
        }
        for (number, body) in questions().into_iter().enumerate() {
            let body = serde_json::to_string(&body)?;
            post(&desk, "/v1/questions", number, body).await?;
        }
    }
    ago.store(0, Ordering::SeqCst);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    writeln!(std::io::stdout(), "http://{address}/desk")?;
    for link in links {
        writeln!(std::io::stdout(), "http://{address}{link}")?;
    }
    let service = desk.router().into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await?;
    Ok(())
}

/// Posts something; the answer is the customer's link to it, if it has one.
async fn post(
    desk: &Desk,
    path: &str,
    key: usize,
    body: String,
) -> Result<Option<String>, Box<dyn Error>> {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", key.to_string())
        .body(Body::from(body))?;
    let answer = desk.router().oneshot(request).await?;
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX).await?;
    let accepted: serde_json::Value = serde_json::from_slice(&body)?;
    Ok(accepted.get("status").and_then(serde_json::Value::as_str).map(str::to_owned))
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

fn requests() -> [CallbackRequest; 5] {
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
    [due, late, spanish, anonymous, long]
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
