//! Sending a callback to the site's endpoints.

use js_sys::Reflect;
use unstuck_model::callback::{CallbackAccepted, CallbackRefused, CallbackRequest};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, Response};

/// What became of a request.
pub enum Outcome {
    /// It is kept.
    Accepted(CallbackAccepted),
    /// It was refused for a reason that the customer can mend.
    Refused(CallbackRefused),
    /// It is not known to be kept; the same key may be sent again.
    Unknown,
}

/// Sends a request to the first endpoint that takes it. The next one is tried only after an answer
/// that is known to come before acceptance; after an unknown outcome it could make a second call.
pub async fn send(endpoints: &[String], key: &str, request: &CallbackRequest) -> Outcome {
    let Ok(body) = serde_json::to_string(request) else { return Outcome::Unknown };
    for endpoint in endpoints {
        let Some(response) = post(endpoint, key, &body).await else { return Outcome::Unknown };
        match response.status() {
            200 | 201 => {
                return accepted(&response).await.map_or(Outcome::Unknown, Outcome::Accepted);
            }
            400..=499 if response.status() != 429 && response.status() != 404 => {
                return refused(&response).await.map_or(Outcome::Unknown, Outcome::Refused);
            }
            _ => {}
        }
    }
    Outcome::Unknown
}

async fn post(endpoint: &str, key: &str, body: &str) -> Option<Response> {
    let headers = Headers::new().ok()?;
    headers.set("Content-Type", "application/json").ok()?;
    headers.set("Idempotency-Key", key).ok()?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&body.into());
    // No cookie and no address of the page go along.
    Reflect::set(&init, &"credentials".into(), &"omit".into()).ok()?;
    Reflect::set(&init, &"referrerPolicy".into(), &"no-referrer".into()).ok()?;
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str_and_init(endpoint, &init)).await.ok()?;
    response.dyn_into().ok()
}

/// The fields of a reply. The browser's own reader of JSON costs no bytes.
async fn read<const N: usize>(response: &Response, fields: [&str; N]) -> Option<[String; N]> {
    let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    let reply = js_sys::JSON::parse(&text).ok()?;
    let field = |name: &str| Reflect::get(&reply, &name.into()).ok()?.as_string();
    Some(fields.map(|name| field(name).unwrap_or_default()))
}

async fn accepted(response: &Response) -> Option<CallbackAccepted> {
    let [reference] = read(response, ["reference"]).await?;
    (!reference.is_empty()).then_some(CallbackAccepted { reference })
}

async fn refused(response: &Response) -> Option<CallbackRefused> {
    let [code, message] = read(response, ["code", "message"]).await?;
    Some(CallbackRefused { code, message })
}
