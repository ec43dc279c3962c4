use std::sync::atomic::Ordering;

use axum::http::{Method, Request, StatusCode, header};
use serde_json::{Value, json};

use crate::bench::{Answer, Bench, NOW, request};

async fn ask(bench: &Bench) -> Answer {
    bench.get("/v1/estimates?site=tern", "").await
}

/// Posts requests of a topic and gives their references.
async fn requests(bench: &Bench, topic: &str, count: usize) -> Vec<String> {
    let mut references = Vec::new();
    for number in 0..count {
        let now = bench.now.load(Ordering::SeqCst);
        let mut body = request();
        body["hand_off"]["topic"] = json!(topic);
        body["slot"] = json!({ "from": now + 1_800, "to": now + 5_400 });
        references.push(bench.accepted(&format!("{topic} {now} {number}"), &body).await);
    }
    references
}

async fn phone(bench: &Bench, reference: &str, cookie: &str, outcome: &str) {
    bench.act(reference, cookie, &[("act", "claim")]).await;
    let finish = [("act", "finish"), ("outcome", outcome)];
    assert_eq!(bench.act(reference, cookie, &finish).await.status, StatusCode::SEE_OTHER);
}

/// What is told: a topic, the minutes, and of how many.
fn told(answer: &Answer) -> Vec<(String, u64, u64)> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let estimates = answer.json()["estimates"].as_array().unwrap().clone();
    let one = |one: &Value| {
        assert_eq!(one["channel"], "callback");
        let topic = one["topic"].as_str().unwrap_or("all").to_owned();
        (topic, one["minutes"].as_u64().unwrap(), one["of"].as_u64().unwrap())
    };
    estimates.iter().map(one).collect()
}

fn all(minutes: u64, of: u64) -> (String, u64, u64) {
    ("all".to_owned(), minutes, of)
}

#[tokio::test]
async fn an_estimate_is_the_median_time_to_the_first_call() {
    let bench = Bench::new();
    let at = |seconds: i64| bench.now.store(NOW + seconds, Ordering::SeqCst);
    let cookie = bench.signed_in("Ana").await;
    let billing = requests(&bench, "billing", 5).await;
    let esim = requests(&bench, "esim", 4).await;
    // A claim is no call, and of several calls the first one counts, whatever came of it.
    for (reference, minutes) in billing.iter().zip([10, 20, 30, 40, 50]) {
        at(minutes * 60);
        phone(&bench, reference, &cookie, "no_answer").await;
    }
    at(60 * 60);
    for reference in &esim {
        phone(&bench, reference, &cookie, "reached").await;
    }
    bench.act(&billing[0], &cookie, &[("act", "reopen")]).await;
    phone(&bench, &billing[0], &cookie, "reached").await;

    let answer = ask(&bench).await;
    // Of so few as asked about the other topic nothing is told, save among all.
    assert_eq!(told(&answer), [all(50, 9), ("billing".to_owned(), 30, 5)]);
    assert_eq!(answer.json()["site"], "tern");
}

#[tokio::test]
async fn a_promise_is_told_however_few_waited() {
    let bench = Bench::with(|options| {
        options.sites[0].promises.insert("callback".to_owned(), 60);
        options.sites[0].promises.insert("whatsapp".to_owned(), 240);
    });
    let promised = |answer: &Answer| {
        let estimates = answer.json()["estimates"].as_array().unwrap().clone();
        let one = |one: &Value| {
            let number = |name: &str| one[name].as_u64();
            (one["channel"].clone(), number("minutes"), number("promise"), number("of"))
        };
        estimates.iter().map(one).collect::<Vec<_>>()
    };
    let chat = (json!("whatsapp"), None, Some(240), Some(0));
    let answer = ask(&bench).await;
    assert_eq!(promised(&answer), [(json!("callback"), None, Some(60), Some(0)), chat.clone()]);
    // What has no minutes has no field of that name, by which older widgets pass over it.
    assert!(!answer.text.contains("minutes"), "{}", answer.text);
    requests(&bench, "billing", 5).await;
    bench.now.store(NOW + 1_800, Ordering::SeqCst);
    let answer = ask(&bench).await;
    let callback = (json!("callback"), Some(30), Some(60), Some(5));
    let billing = (json!("callback"), Some(30), None, Some(5));
    assert_eq!(promised(&answer), [callback, billing, chat]);
}

#[tokio::test]
async fn a_claim_is_no_call() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    for reference in requests(&bench, "billing", 5).await {
        bench.act(&reference, &cookie, &[("act", "claim")]).await;
    }
    bench.now.store(NOW + 7_200, Ordering::SeqCst);
    assert_eq!(told(&ask(&bench).await)[0], all(120, 5));
}

#[tokio::test]
async fn a_stuck_queue_does_not_look_fast() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    let first = requests(&bench, "billing", 5).await;
    bench.now.store(NOW + 300, Ordering::SeqCst);
    for reference in &first {
        phone(&bench, reference, &cookie, "reached").await;
    }
    assert_eq!(told(&ask(&bench).await)[0], all(5, 5));
    requests(&bench, "billing", 6).await;
    bench.now.store(NOW + 300 + 86_400, Ordering::SeqCst);
    assert_eq!(told(&ask(&bench).await)[0], all(24 * 60, 11));
}

/// Requests that came just now have waited no time at all, which says nothing good of the queue.
#[tokio::test]
async fn new_requests_wait_at_least_until_their_slot() {
    let bench = Bench::new();
    requests(&bench, "billing", 5).await;
    assert_eq!(told(&ask(&bench).await)[0], all(30, 5));
}

#[tokio::test]
async fn only_the_last_seven_days_count() {
    let bench = Bench::new();
    requests(&bench, "billing", 5).await;
    let week = 7 * 86_400;
    bench.now.store(NOW + week - 60, Ordering::SeqCst);
    assert_eq!(told(&ask(&bench).await)[0], all(7 * 24 * 60 - 1, 5));
    bench.now.store(NOW + week, Ordering::SeqCst);
    assert_eq!(told(&ask(&bench).await), []);
}

/// Whoever posts a request can write what they like for a topic.
#[tokio::test]
async fn nothing_personal_is_told() {
    let bench = Bench::new();
    requests(&bench, "Rosa, +1 212 555 0143", 6).await;
    let answer = ask(&bench).await;
    assert_eq!(told(&answer), [all(30, 6)]);
    for personal in ["Rosa", "0143", "UN-", "roaming", "shop.example"] {
        assert!(!answer.text.contains(personal), "{}", answer.text);
    }
}

#[tokio::test]
async fn an_answer_is_good_for_a_minute() {
    let bench = Bench::new();
    let check = async |seconds: i64, expect: &[(String, u64, u64)]| {
        bench.now.store(NOW + seconds, Ordering::SeqCst);
        let answer = ask(&bench).await;
        assert_eq!(answer.header("cache-control"), "max-age=60");
        assert_eq!(told(&answer).iter().take(1).cloned().collect::<Vec<_>>(), expect, "{seconds}");
    };
    check(0, &[]).await;
    requests(&bench, "billing", 5).await;
    check(59, &[]).await;
    check(60, &[all(30, 5)]).await;
    // The clock was set back.
    requests(&bench, "billing", 1).await;
    check(0, &[all(30, 6)]).await;
}

#[tokio::test]
async fn pages_of_allowed_origins_ask_with_get_about_this_site() {
    let bench = Bench::new();
    let check = async |method: Method, query: &str, origin: &str, status: u16, code: &str| {
        let sent = Request::builder()
            .method(method)
            .uri(format!("/v1/estimates{query}"))
            .header(header::HOST, "desk.example")
            .header(header::ORIGIN, origin)
            .body(axum::body::Body::empty());
        let answer = bench.send(sent.unwrap()).await;
        assert_eq!(answer.status.as_u16(), status, "{query} {origin}: {}", answer.text);
        if !code.is_empty() {
            assert_eq!(answer.json()["code"], code);
            assert_eq!(answer.header("cache-control"), "no-store");
        }
        let opened = if status == 403 { "" } else { origin };
        assert_eq!(answer.header("access-control-allow-origin"), opened);
        assert_eq!(answer.header("vary"), "origin");
        answer
    };
    let shop = "https://shop.example";
    check(Method::GET, "?site=tern", shop, 200, "").await;
    check(Method::GET, "?site=tern", "https://evil.example", 403, "origin").await;
    check(Method::GET, "?site=other", shop, 422, "site").await;
    check(Method::GET, "", shop, 422, "site").await;
    check(Method::GET, "?site=%FF&site", shop, 422, "site").await;
    let refused = check(Method::POST, "?site=tern", shop, 405, "method").await;
    assert_eq!(refused.header("allow"), "GET, OPTIONS");
    let preflight = check(Method::OPTIONS, "?site=tern", shop, 204, "").await;
    assert_eq!(preflight.header("access-control-allow-methods"), "GET");
}
