use std::sync::atomic::Ordering;

use axum::{
    body::{Body, BodyDataStream},
    http::{Request, StatusCode, header},
};
use tokio_stream::StreamExt;
use tower::ServiceExt;

use crate::bench::{Bench, NOW, changed, request};

/// What a page hears.
pub struct Stream {
    body: BodyDataStream,
    heard: String,
}

impl Stream {
    /// Listens as a page with a session does.
    pub async fn open(bench: &Bench, cookie: &str) -> Self {
        let asked = Request::get("/desk/events").header(header::COOKIE, cookie);
        let answer = bench.router.clone().oneshot(asked.body(Body::empty()).unwrap()).await;
        let answer = answer.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        Self { body: answer.into_body().into_data_stream(), heard: String::new() }
    }

    /// Listens until something was said since the last time.
    pub async fn until(&mut self, words: &str) {
        loop {
            if let Some(place) = self.heard.find(words) {
                self.heard = self.heard.split_off(place + words.len());
                return;
            }
            let chunk = self.body.next().await;
            let chunk = chunk.unwrap_or_else(|| panic!("ended before {words}: {}", self.heard));
            self.heard.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
        }
    }

    /// Listens to the end.
    pub async fn end(mut self) -> String {
        while let Some(chunk) = self.body.next().await {
            self.heard.push_str(std::str::from_utf8(&chunk.unwrap()).unwrap());
        }
        self.heard
    }
}

#[tokio::test]
async fn a_page_hears_what_changed_in_the_queue_and_nothing_personal() {
    let bench = Bench::new();
    let (ana, bo) = (bench.signed_in("Ana").await, bench.signed_in("Bo").await);
    let mut stream = Stream::open(&bench, &ana).await;
    stream.until("\"waiting\":0").await;
    let reference = bench.accepted("k", &request()).await;
    stream.until("\"waiting\":1").await;
    bench.act(&reference, &bo, &[("act", "claim")]).await;
    stream.until("\"waiting\":0").await;
    // A claim that lapsed waits again, without anybody's doing.
    bench.now.store(NOW + 6 * 60, Ordering::SeqCst);
    stream.until("\"waiting\":1").await;
    let page = bench.get("/desk", &ana).await;
    let version = page.after("data-version=\"").to_owned();
    let mut second = Stream::open(&bench, &bo).await;
    second.until(&version).await;
    bench.accepted("l", &changed("/name", serde_json::json!("Tom"))).await;
    stream.until("\"waiting\":2").await;
    second.until("\"waiting\":2").await;
    for heard in [stream.heard, second.heard] {
        assert!(!heard.contains("Rosa") && !heard.contains("555"), "{heard}");
    }
}

#[tokio::test]
async fn a_page_hears_nothing_without_a_session_nor_after_it() {
    let bench = Bench::new();
    for cookie in ["", "unstuck-desk=made-up"] {
        assert_eq!(bench.get("/desk/events", cookie).await.status, StatusCode::UNAUTHORIZED);
    }
    let cookie = bench.signed_in("Ana").await;
    let stream = Stream::open(&bench, &cookie).await;
    let proof = bench.proof(&cookie).await;
    bench.form("/desk/sign-out", &cookie, &[("proof", &proof)]).await;
    assert!(stream.end().await.contains("event: ended"));

    let stream = Stream::open(&bench, &bench.signed_in("Bo").await).await;
    bench.desk.disable_agent("tern", "Bo").unwrap();
    assert!(stream.end().await.contains("event: ended"));

    let stream = Stream::open(&bench, &bench.signed_in("Cy").await).await;
    bench.now.store(NOW + 12 * 3_600, Ordering::SeqCst);
    assert!(stream.end().await.contains("event: ended"));
}

#[tokio::test]
async fn d18_a_claim_holds_while_a_page_is_open_and_five_minutes_longer() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let (ana, bo) = (bench.signed_in("Ana").await, bench.signed_in("Bo").await);
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    let mut stream = Stream::open(&bench, &ana).await;
    bench.now.store(NOW + 4 * 60, Ordering::SeqCst);
    // Each sign of life is a comment; of six, one holds the claims anew.
    for _ in 0..13 {
        stream.until("\n:").await;
    }
    drop(stream);
    bench.now.store(NOW + 8 * 60, Ordering::SeqCst);
    assert_eq!(bench.act(&reference, &bo, &[("act", "claim")]).await.status, 409);
    bench.now.store(NOW + 10 * 60, Ordering::SeqCst);
    assert_eq!(bench.act(&reference, &bo, &[("act", "claim")]).await.status, 303);
}

#[tokio::test]
async fn d21_streams_end_when_the_desk_is_to_stop() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    let mut stream = Stream::open(&bench, &cookie).await;
    stream.until("event: queue").await;
    bench.desk.stopper().stop();
    assert!(!stream.end().await.contains("event: ended"), "the session goes on at the next desk");
    assert_eq!(bench.get("/desk/events", &cookie).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(bench.get("/desk", &cookie).await.status, StatusCode::OK);
}
