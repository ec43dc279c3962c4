//! One try: a request goes to an endpoint, and its reply comes back.

use js_sys::{Function, Reflect};
use unstuck_model::{
    hours::Seconds,
    outbox::{Kept, PROOFS, Reply, Taken},
    proof::{HEADER, NONE},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

use crate::work::solve;

/// How long a reply is waited for, in milliseconds.
const PATIENCE: f64 = 20_000.0;

/// What came back, and the endpoint's clock if it said so.
pub async fn post(request: &Kept) -> (Reply, Option<Seconds>) {
    let is_offline = web_sys::window().is_some_and(|window| !window.navigator().on_line());
    let (Some(endpoint), false) = (request.endpoint(), is_offline) else {
        return (Reply::NotTaken { after: None }, None);
    };
    // Whether a request has arrived that got no reply cannot be told; whether anybody is there at all
    // can, before it is sent, and then another endpoint may be asked.
    if request.endpoints.len() > 1 && !is_there(endpoint).await {
        return (Reply::NotTaken { after: None }, None);
    }
    let mut proof = None;
    for _ in 0..PROOFS {
        let sent = fetch(endpoint, &request.key, &request.body, proof.as_deref(), false).await;
        let Some(response) = sent else { return (Reply::Unknown, None) };
        let (reply, clock) = (reply(&response).await, clock(&response));
        let Reply::Unproven { challenge } = &reply else { return (reply, clock) };
        proof = solve(challenge).await;
        if proof.is_none() {
            return (reply, clock);
        }
    }
    // It is asked for again and again.
    (Reply::NotTaken { after: None }, None)
}

/// Whether anything replies at an address, whatever it says.
async fn is_there(endpoint: &str) -> bool {
    let init = RequestInit::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&init, &name.into(), value);
    for (name, value) in [
        ("mode", "no-cors"),
        ("credentials", "omit"),
        ("referrerPolicy", "no-referrer"),
        ("cache", "no-store"),
    ] {
        let _ = set(name, &value.into());
    }
    if let Some(signal) = timeout() {
        let _ = set("signal", &signal);
    }
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.fetch_with_str_and_init(endpoint, &init)).await.is_ok()
}

/// Sends a body once, so that it outlives the page if it is to.
pub async fn fetch(
    endpoint: &str,
    key: &str,
    body: &str,
    proof: Option<&str>,
    outlives: bool,
) -> Option<Response> {
    let headers = Headers::new().ok()?;
    headers.set("Content-Type", "application/json").ok()?;
    headers.set("Idempotency-Key", key).ok()?;
    // Others than a desk may not take a header that they do not know.
    let is_desk = ["/v1/callbacks", "/v1/questions"].iter().any(|end| endpoint.ends_with(end));
    if let Some(proof) = proof.or(is_desk.then_some(NONE)) {
        headers.set(HEADER, proof).ok()?;
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&body.into());
    // No cookie and no address of the page go along.
    for (name, value) in [("credentials", "omit"), ("referrerPolicy", "no-referrer")] {
        Reflect::set(&init, &name.into(), &value.into()).ok()?;
    }
    Reflect::set(&init, &"keepalive".into(), &outlives.into()).ok()?;
    if let Some(signal) = timeout() {
        Reflect::set(&init, &"signal".into(), &signal).ok()?;
    }
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str_and_init(endpoint, &init)).await.ok()?;
    response.dyn_into().ok()
}

/// A signal that ends the wait, where the browser has such.
fn timeout() -> Option<JsValue> {
    let signals = Reflect::get(&js_sys::global(), &"AbortSignal".into()).ok()?;
    let timeout: Function = Reflect::get(&signals, &"timeout".into()).ok()?.dyn_into().ok()?;
    timeout.call1(&signals, &PATIENCE.into()).ok()
}

async fn reply(response: &Response) -> Reply {
    let status = response.status();
    let fields = read(response, ["reference", "status", "code", "message", "challenge"]).await;
    let [reference, status_page, code, message, challenge] = fields.unwrap_or_default();
    if let Some(asked) = Reply::asking_for_proof(status, &code, challenge) {
        return asked;
    }
    match status {
        200 | 201 if !reference.is_empty() => {
            let page = beside(&response.url(), &status_page).unwrap_or_default();
            Reply::Accepted(Taken { reference, page })
        }
        // A word of the desk's: nothing was taken or is kept, and the customer can mend why.
        400 | 410 | 413 | 415 | 422 if !code.is_empty() => Reply::Refused { code, message },
        _ => Reply::of_status(status, after(response)),
    }
}

/// A path of the host that answered as a whole address; nothing of any other host.
fn beside(answered: &str, path: &str) -> Option<String> {
    let (scheme, rest) = answered.split_once("://")?;
    let host = rest.split('/').next()?;
    let is_path = path.starts_with('/') && !path.starts_with("//");
    is_path.then(|| format!("{scheme}://{host}{path}"))
}

/// The fields of a reply. The browser's own reader of JSON costs no bytes.
async fn read<const N: usize>(response: &Response, fields: [&str; N]) -> Option<[String; N]> {
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    let reply = js_sys::JSON::parse(&text).ok()?;
    let field = |name: &str| Reflect::get(&reply, &name.into()).ok()?.as_string();
    Some(fields.map(|name| field(name).unwrap_or_default()))
}

fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok()?
}

fn after(response: &Response) -> Option<Seconds> {
    header(response, "retry-after")?.trim().parse().ok()
}

fn clock(response: &Response) -> Option<Seconds> {
    let at = js_sys::Date::parse(&header(response, "date")?);
    at.is_finite().then_some((at / 1000.0) as Seconds)
}
