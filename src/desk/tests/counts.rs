use std::sync::atomic::Ordering;

use axum::http::{Request, header};
use serde_json::{Value, json};

use crate::bench::{Bench, NOW, PASSWORD};

fn counts(counts: Value) -> Value {
    json!({ "site": "tern", "counts": counts })
}

async fn send(bench: &Bench, body: &Value) -> u16 {
    let request = Request::post("/v1/counts")
        .header(header::HOST, "desk.example")
        .header(header::CONTENT_TYPE, "text/plain;charset=UTF-8")
        .body(body.to_string().into())
        .unwrap();
    bench.send(request).await.status.as_u16()
}

#[tokio::test]
async fn counts_are_added_up_and_shown_to_agents() {
    let bench = Bench::new();
    let drift = json!([
        { "kind": "drift", "id": "pay-bill/card", "times": 2 },
        { "kind": "people", "id": "", "times": 1 },
    ]);
    for _ in 0..2 {
        assert_eq!(send(&bench, &counts(drift.clone())).await, 204);
    }
    let session = bench.signed_in("Ann").await;
    let page = bench.get("/desk/dashboard/targets.csv", &session).await;
    assert!(page.text.contains("pay-bill/card,0,4,"), "{}", page.text);
    let page = bench.get("/desk/dashboard", &session).await;
    assert!(page.text.contains("pay-bill/card"), "{}", page.text);
    let page = bench.get("/desk/dashboard/entries.csv", &session).await;
    assert!(page.text.contains("None,0,0,0,0,2"), "{}", page.text);
}

#[tokio::test]
async fn counts_are_forgotten_when_no_dashboard_reaches_back_to_them() {
    let bench = Bench::new();
    let drift = counts(json!([{ "kind": "drift", "id": "pay-bill/card", "times": 2 }]));
    send(&bench, &drift).await;
    bench.desk.add_agent("tern", "Ann", PASSWORD).unwrap();
    let is_there = async |days: i64| {
        bench.now.store(NOW + days * 86_400, Ordering::SeqCst);
        bench.desk.sweep().unwrap();
        bench.now.store(NOW, Ordering::SeqCst);
        let ann = bench.sign_in("Ann", PASSWORD, "").await.cookie();
        bench.get("/desk/dashboard/targets.csv", &ann).await.text.contains("pay-bill")
    };
    assert!(is_there(100).await);
    assert!(!is_there(101).await);
}

#[tokio::test]
async fn what_is_no_count_is_refused_and_leaves_nothing() {
    let bench = Bench::new();
    let count = |id: &str, times: i64| json!([{ "kind": "step", "id": id, "times": times }]);
    for body in [
        counts(count("my card is 4111 1111", 1)),
        counts(count("<b>", 1)),
        counts(count(&"x".repeat(201), 1)),
        counts(count("a", 0)),
        counts(count("a", 1_001)),
        counts(json!([{ "kind": "searched", "id": "a", "times": 1 }])),
        counts(json!([{ "kind": "step", "id": "a", "times": 1, "text": "my words" }])),
        json!({ "site": "other", "counts": [] }),
        json!([]),
    ] {
        assert_eq!(send(&bench, &body).await, 422, "{body}");
    }
    let session = bench.signed_in("Ann").await;
    assert!(bench.get("/desk/dashboard", &session).await.text.contains("Nothing was counted"));
}
