//! Bodies that no widget sends.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Body,
    http::{Request, header},
};
use tokio::time::Instant;
use tokio_stream::StreamExt;

use crate::bench::{Bench, post_to, question, request};

/// The routes with a body, and a good one for each.
fn routes() -> [(&'static str, String); 3] {
    let counts = r#"{"site":"tern","counts":[{"kind":"drift","id":"a","times":1}]}"#;
    [
        ("/v1/callbacks", request().to_string()),
        ("/v1/questions", question("Why?").to_string()),
        ("/v1/counts", counts.to_owned()),
    ]
}

async fn check(bench: &Bench, request: Request<Body>, status: u16, code: &str) {
    let path = request.uri().path().to_owned();
    let answer = bench.send(request).await;
    assert_eq!(answer.status.as_u16(), status, "{path} {code}: {}", answer.text);
    assert_eq!(answer.json()["code"], code, "{path}: {}", answer.text);
    // What was sent is in no answer, and so in nobody's log.
    assert!(answer.text.len() < 400 && !answer.text.contains("xxx"), "{path}: {}", answer.text);
}

#[tokio::test]
async fn d11_a_large_body_is_refused_before_it_is_read() {
    let bench = Bench::new();
    for (route, _) in routes() {
        check(&bench, post_to(route, "k", "x".repeat(10 << 20)), 413, "too_large").await;
        // One whose length is not said is read as far as it may be long.
        let read = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&read);
        let chunks = tokio_stream::iter(0..10_240).map(move |_| {
            count.fetch_add(1_024, Ordering::SeqCst);
            Ok::<_, io::Error>("x".repeat(1_024))
        });
        check(&bench, post_to(route, "k", Body::from_stream(chunks)), 413, "too_large").await;
        let read = read.load(Ordering::SeqCst);
        assert!(read <= 66 * 1_024, "{route}: {read} bytes");
    }
}

#[tokio::test]
async fn d11_many_keys_and_much_depth_are_refused() {
    let bench = Bench::new();
    for (route, good) in routes() {
        let keys: Vec<String> = (0..10_000).map(|n| format!("\"xxx{n}\":1")).collect();
        check(&bench, post_to(route, "k", format!("{{{}}}", keys.join(","))), 413, "too_large")
            .await;
        let deep = [
            "[".repeat(10_000),
            format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)),
            "{\"a\":".repeat(10_000),
            good.replacen(':', &format!(":{}{},\"a\":", "[".repeat(9_000), "]".repeat(9_000)), 1),
        ];
        for deep in deep {
            check(&bench, post_to(route, "k", deep), 400, "json").await;
        }
        let twice = vec!["\"xxx\":1"; 6_000].join(",");
        let answer = bench.send(post_to(route, "k", format!("{{{twice}}}"))).await;
        assert_eq!(answer.status.as_u16(), 422, "{}", answer.text);
        assert!(answer.text.len() < 400);
    }
    assert_eq!(bench.rows().await, 0);
}

#[tokio::test]
async fn d11_what_is_no_text_is_refused() {
    let bench = Bench::new();
    for (route, good) in routes() {
        let mut broken = good.clone().into_bytes();
        let quote = broken.iter().rposition(|byte| *byte == b'"').unwrap();
        broken.insert(quote, 0xff);
        check(&bench, post_to(route, "k", broken), 400, "json").await;
        let half = good.replacen("\":\"", "\":\"\\ud800", 1);
        assert_ne!(half, good);
        check(&bench, post_to(route, "k", half), 400, "json").await;
        check(
            &bench,
            post_to(
                route,
                "k",
                good.encode_utf16().map(|unit| unit as u8).chain([0]).collect::<Vec<_>>(),
            ),
            400,
            "json",
        )
        .await;
        let ends = tokio_stream::iter([
            Ok(good.as_bytes()[..9].to_vec()),
            Err(io::Error::from(io::ErrorKind::ConnectionReset)),
        ]);
        check(&bench, post_to(route, "k", Body::from_stream(ends)), 400, "broken").await;
    }
}

#[tokio::test]
async fn d11_compression_and_other_types_are_refused_unread() {
    let bench = Bench::new();
    for (route, good) in routes() {
        for encoding in ["gzip", "br", "deflate", "zstd", "identity, gzip"] {
            // Nothing is read of it: it never comes.
            let never = Body::from_stream(tokio_stream::pending::<Result<Vec<u8>, io::Error>>());
            let mut zipped = post_to(route, "k", never);
            zipped.headers_mut().insert(header::CONTENT_ENCODING, encoding.parse().unwrap());
            check(&bench, zipped, 415, "encoding").await;
        }
        if route == "/v1/counts" {
            continue;
        }
        for other in [
            None,
            Some(""),
            Some("text/plain"),
            Some("application/x-www-form-urlencoded"),
            Some("multipart/form-data; boundary=x"),
            Some("application/jsonp"),
            Some("text/plain; application/json"),
        ] {
            let mut posted = post_to(route, "k", good.clone());
            posted.headers_mut().remove(header::CONTENT_TYPE);
            if let Some(other) = other {
                posted.headers_mut().insert(header::CONTENT_TYPE, other.parse().unwrap());
            }
            check(&bench, posted, 415, "content_type").await;
        }
        let mut posted = post_to(route, "k", good);
        let stated = "Application/JSON; charset=utf-8".parse().unwrap();
        posted.headers_mut().insert(header::CONTENT_TYPE, stated);
        assert_eq!(bench.send(posted).await.status.as_u16(), 201);
    }
}

/// Time stands still here and goes on when everybody waits.
#[tokio::test(start_paused = true)]
async fn d11_a_body_that_comes_slowly_or_never_is_given_up() {
    let bench = Bench::new();
    for (route, good) in routes() {
        let begins = Instant::now();
        let never = Body::from_stream(tokio_stream::pending::<Result<Vec<u8>, io::Error>>());
        check(&bench, post_to(route, "k", never), 408, "too_slow").await;
        let bytes: Vec<_> = good.bytes().map(|byte| Ok::<_, io::Error>(vec![byte])).collect();
        let drip = tokio_stream::iter(bytes).throttle(Duration::from_secs(1));
        check(&bench, post_to(route, "k", Body::from_stream(drip)), 408, "too_slow").await;
        assert_eq!(begins.elapsed().as_secs(), 20);
    }
}
