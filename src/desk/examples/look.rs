//! A desk with made-up requests on the loopback address, to look at its pages.
//!
//! `cargo run -p unstuck-desk --example look`, then sign in as `ana` with `correct horse battery`.

use std::{
    error::Error,
    io::Write,
    net::SocketAddr,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};
use tower::ServiceExt;
use unstuck_desk::{Desk, DeskOptions};
use unstuck_model::{hours::Seconds, id::SiteId};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let site = SiteId::new("tern").ok_or("the site has no name")?;
    let mut options = DeskOptions::new(site, "Tern Mobile", Arc::new(now));
    options.zone = "America/New_York".to_owned();
    let desk = Desk::in_memory(options)?;
    desk.add_agent("ana", "correct horse battery")?;
    if std::env::args().nth(1).as_deref() != Some("empty") {
        for (number, body) in requests().into_iter().enumerate() {
            let request = Request::post("/v1/callbacks")
                .header(header::CONTENT_TYPE, "application/json")
                .header("idempotency-key", number.to_string())
                .body(Body::from(body.to_string()))?;
            desk.router().oneshot(request).await?;
        }
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "http://{}/desk", listener.local_addr()?)?;
    let service = desk.router().into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).await?;
    Ok(())
}

fn requests() -> [Value; 5] {
    let now = now();
    let request = |name: &str, phone: &str, from: Seconds, zone: &str, message: &str| {
        json!({
            "phone": phone, "phone_as_written": phone, "name": name,
            "slot": { "from": now + from, "to": now + from + 3_600 },
            "time_zone": zone, "consent": true, "message": message,
            "hand_off": {
                "reference": "", "site": "tern", "language": "en",
                "page": "https://ternmobile.example/account/bills", "topic": "billing",
                "asked": [], "tried": []
            }
        })
    };
    let mut overdue = request(
        "Rosa Lindqvist",
        "+12125550143",
        -3_300,
        "America/New_York",
        "My bill shows 38 dollars of roaming, and I have not left Ohio this year.\nI would like it taken off.",
    );
    overdue["hand_off"]["asked"] = json!(["why is my bill so high", "roaming charge not abroad"]);
    overdue["hand_off"]["tried"] = json!([
        { "entry": "read-your-bill", "title": "Read your bill", "step": null, "path": [], "helped": false },
        { "entry": "dispute-a-charge", "title": "Dispute a charge", "step": "evidence",
          "path": ["Which charge is it?: Roaming", "Were you abroad that day?: No"], "helped": null }
    ]);
    let mut late = overdue.clone();
    late["name"] = json!("Tom Abara");
    late["slot"] = json!({ "from": now - 9_000, "to": now - 5_400 });
    let mut spanish = request(
        "Inés Carrasco",
        "+34911234567",
        7_500,
        "Europe/Madrid",
        "Se perdió mi teléfono y quiero bloquear la tarjeta SIM.",
    );
    spanish["hand_off"]["language"] = json!("es");
    spanish["hand_off"]["topic"] = json!("lost-phone");
    spanish["hand_off"]["asked"] = json!(["perdí mi móvil"]);
    let anonymous = request("", "+12025550178", 90_000, "America/Los_Angeles", "");
    let long = request(
        "Bartholomew Featherstonehaugh-Wolfeschlegelsteinhausen",
        "+442079460958",
        200_000,
        "Europe/London",
        &"The new phone says that it is not in service. ".repeat(12),
    );
    [overdue, late, spanish, anonymous, long]
}

#[allow(clippy::disallowed_methods, reason = "the example is the rim: it owns the clock")]
fn now() -> Seconds {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Seconds::try_from(since.as_secs()).unwrap_or_default()
}
