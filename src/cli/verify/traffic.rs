//! What Chromium says of requests, turned into requests: pages, frames and workers alike.

use std::collections::HashSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use url::Url;

use super::seen::Request;

/// A command to Chromium: the session it is for, its method and its arguments.
pub type Command = (Option<String>, &'static str, Value);

/// The requests that were heard of.
#[derive(Debug, Default)]
pub struct Traffic {
    heard: Vec<Heard>,
    under_way: HashSet<String>,
}

#[derive(Debug)]
struct Heard {
    id: String,
    request: Request,
}

impl Traffic {
    /// What to say first: every page is to be attached to, and waits until it is listened to.
    pub fn greeting() -> Command {
        (None, "Target.setAutoAttach", attach())
    }

    /// Takes in an event, and says what is to be told to Chromium for it.
    pub fn hear(&mut self, event: &Value) -> Vec<Command> {
        let about = event.get("params").unwrap_or(&Value::Null);
        let id = text(about, "/requestId").to_owned();
        match text(event, "/method") {
            "Target.attachedToTarget" => return listen(text(about, "/sessionId")),
            "Network.requestWillBeSent" => self.begun(id, about),
            "Network.webSocketCreated" | "Network.webTransportCreated" => {
                if let Ok(url) = Url::parse(text(about, "/url")) {
                    self.heard.push(Heard { id, request: by_browser("GET", url, "websocket") });
                }
            }
            "Network.responseReceived" => {
                let status = about.pointer("/response/status").and_then(Value::as_u64);
                let cached = about.pointer("/response/fromDiskCache") == Some(&Value::Bool(true));
                self.change(&id, |request| {
                    request.status = status.and_then(|status| status.try_into().ok());
                    request.cached |= cached;
                });
            }
            "Network.requestServedFromCache" => self.change(&id, |request| request.cached = true),
            "Network.loadingFinished" => {
                let bytes = about.get("encodedDataLength").and_then(Value::as_f64);
                self.change(&id, |request| request.bytes = bytes.map(|bytes| bytes as u64));
                self.under_way.remove(&id);
            }
            "Network.loadingFailed" => {
                self.under_way.remove(&id);
            }
            _ => {}
        }
        Vec::new()
    }

    /// Whether every request has come to an end.
    pub fn is_quiet(&self) -> bool {
        self.under_way.is_empty()
    }

    /// The requests since the last time. Those that have not ended by now are not waited for again:
    /// a worker that is gone does not tell of their end.
    pub fn take(&mut self) -> Vec<Request> {
        self.under_way.clear();
        self.heard.drain(..).map(|heard| heard.request).collect()
    }

    fn begun(&mut self, id: String, about: &Value) {
        let asked = about.get("request").unwrap_or(&Value::Null);
        let Ok(url) = Url::parse(text(asked, "/url")) else { return };
        // What is in the page already leaves no browser, and the browser's own pages are not ours.
        let own = Url::parse(text(about, "/documentURL"));
        let is_browsers = own.is_ok_and(|page| page.scheme().starts_with("chrome"));
        let scheme = url.scheme();
        if is_browsers
            || scheme.starts_with("chrome")
            || matches!(scheme, "data" | "blob" | "about")
        {
            return;
        }
        // A worker's own script is told of by the page and by the worker.
        let is_known = |heard: &Heard| heard.id == id && heard.request.url == url;
        if about.get("redirectResponse").is_none() && self.heard.iter().any(is_known) {
            return;
        }
        let kind = text(about, "/type").to_lowercase();
        let mut request = by_browser(text(asked, "/method"), url, &kind);
        request.headers = headers(asked.get("headers"));
        request.body = body(asked);
        self.under_way.insert(id.clone());
        self.heard.push(Heard { id, request });
    }

    fn change(&mut self, id: &str, change: impl FnOnce(&mut Request)) {
        if let Some(heard) = self.heard.iter_mut().rev().find(|heard| heard.id == id) {
            change(&mut heard.request);
        }
    }
}

/// What a new page, frame or worker is told before it may begin.
fn listen(session: &str) -> Vec<Command> {
    let to = |method, arguments| (Some(session.to_owned()), method, arguments);
    vec![
        to("Network.enable", json!({ "maxPostDataSize": 1_000_000 })),
        to("Target.setAutoAttach", attach()),
        to("Runtime.runIfWaitingForDebugger", json!({})),
    ]
}

fn attach() -> Value {
    json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true })
}

fn by_browser(method: &str, url: Url, kind: &str) -> Request {
    let mut request = Request::new(method, url);
    request.kind = kind.to_owned();
    request.by_browser = true;
    request
}

fn headers(told: Option<&Value>) -> String {
    let pairs = told.and_then(Value::as_object).into_iter().flatten();
    let line = |(name, value): (&String, &Value)| {
        format!("{name}: {}\n", value.as_str().unwrap_or_default())
    };
    // The page's own address tells nothing that its server does not know.
    pairs.filter(|(name, _)| !name.eq_ignore_ascii_case("referer")).map(line).collect()
}

fn body(asked: &Value) -> Vec<u8> {
    let entries = asked.get("postDataEntries").and_then(Value::as_array).into_iter().flatten();
    let bytes: Vec<u8> = entries
        .filter_map(|entry| STANDARD.decode(entry.get("bytes")?.as_str()?).ok())
        .flatten()
        .collect();
    if bytes.is_empty() { text(asked, "/postData").as_bytes().to_vec() } else { bytes }
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(id: &str, url: &str) -> Value {
        let request = json!({ "url": url, "method": "GET", "headers": { "Accept": "*/*" } });
        let about = json!({ "requestId": id, "type": "Fetch", "request": request });
        json!({ "method": "Network.requestWillBeSent", "params": about })
    }

    #[test]
    fn a_request_is_heard_from_its_beginning_to_its_end() {
        let mut traffic = Traffic::default();
        traffic.hear(&begun("0", "http://a.example/never-ends"));
        assert_eq!(
            (traffic.is_quiet(), traffic.take().len(), traffic.is_quiet()),
            (false, 1, true)
        );
        traffic.hear(&begun("1", "http://a.example/x?y"));
        assert!(!traffic.is_quiet());
        let about =
            json!({ "requestId": "1", "response": { "status": 200, "fromDiskCache": true } });
        traffic.hear(&json!({ "method": "Network.responseReceived", "params": about }));
        let about = json!({ "requestId": "1", "encodedDataLength": 12.0 });
        traffic.hear(&json!({ "method": "Network.loadingFinished", "params": about }));
        assert!(traffic.is_quiet());
        let requests = traffic.take();
        assert_eq!(requests.len(), 1);
        let request = &requests[0];
        assert_eq!((request.path().as_str(), request.kind.as_str()), ("/x?y", "fetch"));
        assert_eq!((request.status, request.bytes, request.cached), (Some(200), Some(12), true));
        assert_eq!(request.headers, "Accept: */*\n");
        assert!(traffic.take().is_empty());
    }

    #[test]
    fn a_redirect_is_two_requests_and_a_script_told_of_twice_is_one() {
        let mut traffic = Traffic::default();
        traffic.hear(&begun("1", "http://a.example/"));
        traffic.hear(&begun("1", "http://a.example/"));
        let mut onward = begun("1", "http://b.example/");
        onward["params"]["redirectResponse"] = json!({});
        traffic.hear(&onward);
        traffic.hear(&begun("2", "blob:http://a.example/7"));
        traffic.hear(&begun("3", "data:,"));
        let mut browsers = begun("4", "https://c.example/");
        browsers["params"]["documentURL"] = json!("chrome://new-tab-page/");
        traffic.hear(&browsers);
        let hosts: Vec<String> =
            traffic.take().iter().map(|it| it.url.host_str().unwrap().to_owned()).collect();
        assert_eq!(hosts, ["a.example", "b.example"]);
    }

    #[test]
    fn a_body_is_read_whole() {
        let mut traffic = Traffic::default();
        let mut sent = begun("1", "http://a.example/");
        sent["params"]["request"]["postDataEntries"] =
            json!([{ "bytes": STANDARD.encode("one ") }, { "bytes": STANDARD.encode("two") }]);
        traffic.hear(&sent);
        assert_eq!(traffic.take()[0].body, b"one two");
    }

    #[test]
    fn a_worker_is_listened_to_before_it_begins() {
        let mut traffic = Traffic::default();
        let about = json!({ "sessionId": "S", "targetInfo": { "type": "worker" } });
        let told = traffic.hear(&json!({ "method": "Target.attachedToTarget", "params": about }));
        let methods: Vec<&str> = told.iter().map(|(_, method, _)| *method).collect();
        assert_eq!(
            methods,
            ["Network.enable", "Target.setAutoAttach", "Runtime.runIfWaitingForDebugger"]
        );
        assert!(told.iter().all(|(session, _, _)| session.as_deref() == Some("S")));
    }
}
