use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};

use crate::bench::{Bench, NOW, changed, post, post_to, request, without_words};

#[tokio::test]
async fn a_request_is_accepted_with_a_reference() {
    let bench = Bench::new();
    let reference = bench.accepted("k1", &request()).await;
    assert!(reference.starts_with("UN-") && reference.len() == 11, "{reference}");
    assert_eq!(bench.rows().await, 1);
}

#[tokio::test]
async fn the_customers_own_reference_is_kept_unless_it_is_taken_or_mistyped() {
    let bench = Bench::new();
    let own = bench.accepted("k1", &request()).await;
    let with = |text: &str| changed("/hand_off/reference", json!(text));
    assert_ne!(bench.accepted("k2", &with(&own)).await, own);
    assert_ne!(bench.accepted("k3", &with("UN-AAAA")).await, "UN-AAAA");

    let elsewhere = Bench::new();
    assert_eq!(elsewhere.accepted("k1", &with(&own)).await, own);
}

#[tokio::test]
async fn what_cannot_be_stored_is_refused_in_words() {
    let bench = Bench::new();
    let check = async |body: Value, status: u16, code: &str| {
        let answer = bench.post("key", &body).await;
        assert_eq!(answer.status.as_u16(), status, "{body}: {}", answer.text);
        assert_eq!(answer.json()["code"], code, "{body}");
        assert!(answer.json()["message"].as_str().unwrap().ends_with('.'), "{}", answer.text);
    };
    let mut no_phone = request();
    no_phone.as_object_mut().unwrap().remove("phone");
    check(no_phone, 422, "phone").await;
    let phones = [
        "",
        " ",
        "+1",
        "911",
        "112",
        "letters",
        "+1 555",
        "+4915123456789012345",
        "*1234",
        "+44 999",
        "+19005550123",
        "0900 555 0123",
        "+449012345678",
        "+999123456789",
        "+1212555014\u{0}",
        "<b>+12125550143</b>",
    ];
    for phone in phones {
        check(changed("/phone", json!(phone)), 422, "phone").await;
    }
    check(changed("/phone", json!(12125550143_u64)), 422, "phone").await;
    check(changed("/phone", Value::Null), 422, "phone").await;
    for consent in [json!(false), Value::Null, json!("true"), json!(1)] {
        check(changed("/consent", consent), 422, "consent").await;
    }
    check(changed("/slot/to", json!(NOW)), 422, "slot").await;
    check(changed("/slot", json!({ "from": NOW - 7_200, "to": NOW - 3_600 })), 422, "slot").await;
    check(changed("/slot/from", json!(i64::MIN)), 422, "slot").await;
    check(changed("/slot/to", json!(i64::MAX)), 422, "slot").await;
    check(changed("/hand_off/site", json!("other")), 422, "site").await;
    check(changed("/name", json!("n".repeat(121))), 422, "too_long").await;
    check(changed("/message", json!("m".repeat(8_001))), 422, "too_long").await;
    check(changed("/consent_text", json!("c".repeat(2_001))), 422, "too_long").await;
    check(changed("/consent_version", json!("1".repeat(41))), 422, "too_long").await;
    check(changed("/hand_off/asked", json!("one")), 422, "shape").await;
    check(json!({ "phone": "+12125550143", "consent": true }), 422, "shape").await;
    let mut more = request();
    more["card"] = json!("4111");
    check(more, 422, "shape").await;
    check(json!([]), 422, "phone").await;
    assert_eq!(bench.rows().await, 0);
}

#[tokio::test]
async fn d12_a_number_is_stored_in_one_form_and_as_it_was_written() {
    let check = async |phone: &str, stored: &str| {
        let bench = Bench::new();
        let mut body = changed("/phone", json!(phone));
        body["phone_as_written"] = json!("what I wrote, ext. 7");
        let reference = bench.accepted("k", &body).await;
        let cookie = bench.signed_in("Ana").await;
        let page = bench.get("/desk", &cookie).await.text;
        assert!(page.contains(&format!("href=\"tel:{stored}\"")), "{phone}");
        let page = bench.get(&format!("/desk/requests/{reference}"), &cookie).await.text;
        assert!(page.contains("what I wrote, ext. 7"), "{phone}");
    };
    check("+12125550143", "+12125550143").await;
    check("0012125550143", "+12125550143").await;
    // From a widget that could not have the rules of numbers.
    check("2125550143", "+12125550143").await;
    // Unlikely, which the customer was asked about.
    check("+15551234567", "+15551234567").await;
    check("+4915123456789012", "+4915123456789012").await;
}

#[tokio::test]
async fn consent_is_kept_with_its_words_version_language_and_time() {
    let bench = Bench::new();
    let mut body = request();
    body["consent_text"] = json!("Tern Mobile puede llamar a este número.");
    body["hand_off"]["language"] = json!("es");
    let reference = bench.accepted("k", &body).await;
    let cookie = bench.signed_in("Ana").await;
    let page = bench.get(&format!("/desk/requests/{reference}"), &cookie).await.text;
    let told = "<q lang=\"es\" dir=\"auto\">Tern Mobile puede llamar a este número.</q>";
    assert!(page.contains(told), "{page}");
    assert!(page.contains("Version <bdi>2026-11</bdi>, Spanish, Sun 22 Nov, 09:00"), "{page}");

    let reference = bench.accepted("old", &without_words()).await;
    let page = bench.get(&format!("/desk/requests/{reference}"), &cookie).await.text;
    assert!(page.contains("Agreed to be phoned; the words were not sent along"), "{page}");
    assert!(page.contains("English, Sun 22 Nov, 09:00"), "{page}");
}

#[tokio::test]
async fn d12_a_number_that_is_not_phoned_is_refused_with_a_sentence() {
    let bench = Bench::new();
    let check = async |phone: &str, words: &str| {
        let answer = bench.post("key", &changed("/phone", json!(phone))).await;
        assert_eq!(answer.status.as_u16(), 422, "{phone}");
        assert!(answer.text.contains(words), "{phone}: {}", answer.text);
    };
    check("911", "emergency").await;
    check("+34112", "emergency").await;
    check("+19005550123", "cost extra").await;
    check("+12129760123", "cost extra").await;
}

#[tokio::test]
async fn a_body_that_is_no_json_document_of_the_right_size_is_refused() {
    let bench = Bench::new();
    let check = async |request: Request<Body>, status: u16, code: &str| {
        let answer = bench.send(request).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
        assert_eq!(answer.json()["code"], code);
    };
    check(post("k", "{"), 400, "json").await;
    check(post("k", ""), 400, "json").await;
    check(post("k", vec![0xff, 0xfe, b'{']), 400, "json").await;
    check(post("k", "[".repeat(10_000)), 400, "json").await;
    check(post("k", "x".repeat(10 * 1024 * 1024)), 413, "too_large").await;
    let keys: Vec<String> = (0..5_000).map(|n| format!("\"k{n}\":1")).collect();
    check(post("k", format!("{{{}}}", keys.join(","))), 422, "phone").await;
    let mut wrong = post("k", request().to_string());
    wrong.headers_mut().insert(header::CONTENT_TYPE, "text/plain".parse().unwrap());
    check(wrong, 415, "content_type").await;
    let mut zipped = post("k", request().to_string());
    zipped.headers_mut().insert(header::CONTENT_ENCODING, "gzip".parse().unwrap());
    check(zipped, 415, "encoding").await;
    let mut read = post("k", "");
    *read.method_mut() = Method::GET;
    check(read, 405, "method").await;
    assert_eq!(bench.rows().await, 0);
}

#[tokio::test]
async fn d5_a_key_is_needed_and_short() {
    let bench = Bench::new();
    let check = async |key: Option<&str>, status: u16| {
        let mut posted = post("k", request().to_string());
        posted.headers_mut().remove("idempotency-key");
        if let Some(key) = key {
            posted.headers_mut().insert("idempotency-key", key.parse().unwrap());
        }
        let answer = bench.send(posted).await;
        assert_eq!(answer.status.as_u16(), status, "{key:?}");
        if status == 400 {
            assert_eq!(answer.json()["code"], "key");
        }
    };
    check(None, 400).await;
    check(Some(""), 400).await;
    check(Some(&"k".repeat(256)), 400).await;
    check(Some(&"k".repeat(129)), 400).await;
    check(Some(&"k".repeat(128)), 201).await;
}

#[tokio::test]
async fn d5_a_repetition_gets_the_first_answer_and_another_body_none() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    // Spaces make no other body, and a slot that has passed meanwhile changes nothing.
    bench.now.store(NOW + 86_400, std::sync::atomic::Ordering::SeqCst);
    let spaced = serde_json::to_string_pretty(&request()).unwrap();
    let again = bench.send(post("k", spaced)).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(again.json()["reference"], reference.as_str());
    let other = bench.post("k", &changed("/name", json!("Somebody else"))).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other.json()["code"], "key_reused");
    assert_eq!(bench.rows().await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn d4_fifty_at_once_with_one_key_make_one_row() {
    let bench = Bench::new();
    let posts: Vec<_> = (0..50)
        .map(|_| {
            let router = bench.router.clone();
            tokio::spawn(crate::bench::send(router, post("same", request().to_string())))
        })
        .collect();
    let mut references = Vec::new();
    let mut created = 0;
    for posted in posts {
        let answer = posted.await.unwrap();
        assert!(answer.status.is_success(), "{}", answer.text);
        created += usize::from(answer.status == StatusCode::CREATED);
        references.push(answer.json()["reference"].to_string());
    }
    references.dedup();
    assert_eq!((created, references.len(), bench.rows().await), (1, 1, 1));
}

#[tokio::test]
async fn only_pages_of_allowed_origins_may_post() {
    let bench = Bench::new();
    let check = async |origin: &str, method: Method, status: u16, allowed: &str| {
        let mut posted = post("k", request().to_string());
        *posted.method_mut() = method;
        posted.headers_mut().insert(header::ORIGIN, origin.parse().unwrap());
        let answer = bench.send(posted).await;
        assert_eq!(answer.status.as_u16(), status, "{origin}: {}", answer.text);
        assert_eq!(answer.header("access-control-allow-origin"), allowed);
        assert_eq!(answer.header("access-control-allow-credentials"), "");
        assert_eq!(answer.header("vary"), "origin");
        answer
    };
    let shop = "https://shop.example";
    let preflight = check(shop, Method::OPTIONS, 204, shop).await;
    assert_eq!(preflight.header("access-control-allow-methods"), "POST");
    let headers = "content-type, idempotency-key, unstuck-proof";
    assert_eq!(preflight.header("access-control-allow-headers"), headers);
    check("https://evil.example", Method::OPTIONS, 403, "").await;
    for stranger in
        ["https://evil.example", "null", "http://shop.example", "https://shop.example.evil"]
    {
        assert_eq!(check(stranger, Method::POST, 403, "").await.json()["code"], "origin");
    }
    assert_eq!(bench.rows().await, 0);
    check(shop, Method::POST, 201, shop).await;
    check("http://desk.example", Method::POST, 200, "http://desk.example").await;
}

#[tokio::test]
async fn a_page_may_read_why_it_was_refused_and_what_time_it_is() {
    let bench = Bench::new();
    bench.now.store(NOW + 61, std::sync::atomic::Ordering::SeqCst);
    for path in ["/v1/callbacks", "/v1/questions", "/v1/counts", "/v1/estimates?site=tern"] {
        for method in [Method::POST, Method::GET, Method::OPTIONS] {
            let mut sent = post_to(path, "k", "{");
            *sent.method_mut() = method.clone();
            sent.headers_mut().insert(header::ORIGIN, "https://shop.example".parse().unwrap());
            let answer = bench.send(sent).await;
            assert_eq!(answer.header("access-control-allow-origin"), "https://shop.example");
            assert_eq!(answer.header("access-control-expose-headers"), "date, retry-after");
            assert_eq!(answer.header("date"), "Sun, 22 Nov 2026 08:01:01 GMT", "{method} {path}");
        }
    }
}

/// Whatever year the customer's clock shows, the desk's own decides.
#[tokio::test]
async fn a_slot_that_is_over_by_the_desks_clock_is_refused() {
    const YEAR: i64 = 366 * 86_400;
    let bench = Bench::new();
    let check = async |from: i64, expect: Option<&str>| {
        let mut body = request();
        // What a customer chose whose clock shows an hour before.
        body["slot"] = json!({ "from": from, "to": from + 3_600 });
        let answer = bench.post(&format!("key {from}"), &body).await;
        assert_eq!(answer.json()["code"].as_str(), expect, "{from}: {}", answer.text);
        assert_eq!(answer.status.as_u16(), if expect.is_some() { 422 } else { 201 });
    };
    check(NOW - 10 * YEAR, Some("slot")).await;
    check(NOW + 10 * YEAR, Some("slot")).await;
    check(NOW - 3_600, Some("slot")).await;
    check(NOW - 3_599, None).await;
    // The same slot, once the desk's clock has passed it.
    let later = NOW + 86_400;
    check(later, None).await;
    bench.now.store(later + 3_600, std::sync::atomic::Ordering::SeqCst);
    let mut body = changed("/slot/from", json!(later));
    body["slot"]["to"] = json!(later + 3_600);
    let answer = bench.post("another key", &body).await;
    assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (422, Some("slot")));
    assert!(answer.text.contains("The slot is over; choose a later one."), "{}", answer.text);
}
