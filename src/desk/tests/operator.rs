use axum::{body::Body, http::Request};
use serde_json::json;
use unstuck_desk::HookOptions;

use crate::bench::{Bench, NOW, changed, request, send};

#[tokio::test]
async fn the_operator_can_ask_whether_it_is_well() {
    let bench = Bench::new();
    assert_eq!(bench.get("/healthz", "").await.json()["status"], "ok");
}

#[tokio::test]
async fn numbers_tell_what_was_answered_and_what_is_open() {
    let bench = Bench::new();
    bench.accepted("a", &request()).await;
    let hook = HookOptions {
        address: "mailto:team@tern.example".to_owned(),
        format: "standard".to_owned(),
        events: vec!["callback.created".to_owned()],
        personal: false,
    };
    bench.desk.add_hook("tern", &hook).unwrap();
    let later = json!({ "from": NOW + 7_200, "to": NOW + 9_000 });
    let reference = bench.accepted("b", &changed("/slot", later)).await;
    let cookie = bench.signed_in("Ana").await;
    bench.act(&reference, &cookie, &[("act", "claim")]).await;
    bench.now.store(NOW + 7_200, std::sync::atomic::Ordering::SeqCst);

    let ask = Request::get("/metrics").body(Body::empty()).unwrap();
    let text = send(bench.desk.operator_router(), ask).await.text;
    for line in [
        "unstuck_desk_requests_total{method=\"POST\",route=\"/v1/callbacks\",status=\"201\"} 2",
        "unstuck_desk_requests_total{method=\"POST\",route=\"/desk/requests/{reference}\",status=\"303\"} 1",
        "unstuck_desk_request_duration_seconds_count{route=\"/v1/callbacks\"} 2",
        "unstuck_desk_callbacks{site=\"tern\",state=\"waiting\"} 1",
        "unstuck_desk_callbacks{site=\"tern\",state=\"claimed\"} 1",
        "unstuck_desk_callbacks{site=\"tern\",state=\"overdue\"} 1",
        "unstuck_desk_hook_messages{site=\"tern\",state=\"waiting\"} 1",
        "unstuck_desk_hook_messages{site=\"tern\",state=\"given_up\"} 0",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(text.ends_with("# EOF\n"), "{text}");
    assert!(!text.contains(&reference), "{text}");
    // Customers' pages do not lead to the numbers.
    assert_eq!(bench.get("/metrics", "").await.status, 404);
}
