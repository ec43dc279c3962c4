use serde_json::json;

use crate::bench::{Bench, PASSWORD, changed, options, post, post_to, question, request, send};

/// What the operator is told when the database is broken under a running desk names no customer.
#[tokio::test]
async fn d24_faults_are_told_without_personal_data() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    let mut bench = Bench::new();
    bench.desk = unstuck_desk::Desk::open(
        &unstuck_desk::Place::File(path.clone()),
        options(&bench.now, &bench.faults),
    )
    .unwrap();
    bench.router = bench.desk.router();
    bench.accepted("k", &request()).await;
    let cookie = bench.signed_in("Ana").await;
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute("UPDATE callback SET request = '{\"phone\": \"+12125550143\"}'", []).unwrap();
    let page = bench.get("/desk", &cookie).await;
    assert_eq!((page.status.as_u16(), page.header("retry-after")), (503, "5"));
    other
        .execute_batch(
            "PRAGMA foreign_keys = OFF; DROP TABLE callback; DROP TABLE agent; DROP TABLE question",
        )
        .unwrap();

    let refused = bench.post("k2", &changed("/name", json!("Rosa"))).await;
    assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (503, Some("later")));
    assert_eq!(refused.header("retry-after"), "5");
    let refused = bench.ask("k3", &question("Why does Rosa pay for roaming?")).await;
    assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (503, Some("later")));
    assert_eq!(refused.header("retry-after"), "5");
    let refused = bench.get("/v1/estimates?site=tern", "").await;
    assert_eq!((refused.status.as_u16(), refused.json()["code"].as_str()), (503, Some("later")));
    assert_eq!((refused.header("retry-after"), refused.header("cache-control")), ("5", "no-store"));
    assert_eq!(bench.sign_in("Ana", PASSWORD, "").await.status, 503);
    let faults = bench.faults.lock().unwrap().join("\n");
    assert!(!faults.is_empty());
    for personal in ["+1212", "5550143", "Rosa", "roaming", "Ana", PASSWORD, &cookie] {
        assert!(!faults.contains(personal), "{faults}");
    }
}

#[tokio::test]
async fn d24_refusals_do_not_repeat_what_was_sent() {
    let bench = Bench::new();
    let body = changed("/slot", json!("+12125550143 secret"));
    let answer = send(bench.router.clone(), post("k", body.to_string())).await;
    assert_eq!(answer.status, 422);
    assert!(!answer.text.contains("secret"), "{}", answer.text);
    let mut body = question("Why?");
    body["language"] = json!(["secret"]);
    let answer = send(bench.router.clone(), post_to("/v1/questions", "k", body.to_string())).await;
    assert_eq!(answer.status, 422);
    assert!(!answer.text.contains("secret"), "{}", answer.text);
}
