use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use serde_json::json;

use crate::bench::{
    Answer, Bench, NOW, changed, post, post_to, question, request, solved, with_proof,
};

/// A desk that wants a little work.
fn bench() -> Bench {
    Bench::with(|options| {
        options.proof_of_work = true;
        options.proof_bits = 6;
    })
}

const ROUTES: [&str; 2] = ["/v1/callbacks", "/v1/questions"];

fn body(route: &str) -> String {
    if route == "/v1/callbacks" { request() } else { question("Do you ship to Malta?") }.to_string()
}

/// The challenge of an answer that asks for a proof.
fn challenge(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::PRECONDITION_REQUIRED, "{}", answer.text);
    assert_eq!(answer.json()["code"], "proof");
    assert!(answer.json()["message"].as_str().unwrap().ends_with('.'), "{}", answer.text);
    answer.json()["challenge"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn d9_a_request_is_taken_once_its_sender_has_worked() {
    for route in ROUTES {
        let bench = bench();
        let first = challenge(&bench.send(post_to(route, "k", body(route))).await);
        let (proof, _) = solved(&first);
        let posted = || with_proof(&proof, post_to(route, "k", body(route)));
        let taken = bench.send(posted()).await;
        assert_eq!(taken.status, StatusCode::CREATED, "{route}: {}", taken.text);
        // The same once more is a repetition, and makes no new row.
        let again = bench.send(posted()).await;
        assert_eq!((again.status, again.text), (StatusCode::OK, taken.text));
        if route == "/v1/callbacks" {
            assert_eq!(bench.rows().await, 1);
        }
    }
}

#[tokio::test]
async fn d9_a_proof_that_does_not_hold_gets_a_fresh_challenge() {
    for (route, other) in [(ROUTES[0], ROUTES[1]), (ROUTES[1], ROUTES[0])] {
        let bench = bench();
        let first = challenge(&bench.send(post_to(route, "k", body(route))).await);
        let (good, _) = solved(&first);
        let check = async |route: &str, key: &str, proof: &str| {
            let answer = bench.send(with_proof(proof, post_to(route, key, body(route)))).await;
            let fresh = challenge(&answer);
            // What it gets can be solved.
            let (proof, _) = solved(&fresh);
            assert!(proof.starts_with(&fresh));
        };
        // Of another request, another route, another site, another desk.
        check(route, "another key", &good).await;
        check(other, "k", &good).await;
        let gull = Bench::with(|options| {
            options.proof_of_work = true;
            options.proof_bits = 6;
            options.sites[0].site = unstuck_model::id::SiteId::new("gull").unwrap();
        });
        let theirs = body(route).replace("\"tern\"", "\"gull\"");
        let theirs = challenge(&gull.send(post_to(route, "k", theirs)).await);
        check(route, "k", &solved(&theirs).0).await;
        check(route, "k", &solved(&theirs.replace(".gull.", ".tern.")).0).await;
        // Not solved, spliced, no proof at all.
        check(route, "k", &first).await;
        let ends = NOW + 600;
        let spliced = first.replace(&ends.to_string(), &(ends + 600).to_string());
        assert_ne!(spliced, first);
        check(route, "k", &solved(&spliced).0).await;
        check(route, "k", &solved(&first.replace(".6.", ".0.")).0).await;
        for none in ["", ".", "1.2.3", "\u{7f}", &"9".repeat(5_000)] {
            let mut posted = post_to(route, "k", body(route));
            if let Ok(value) = none.parse() {
                posted.headers_mut().insert("unstuck-proof", value);
            }
            challenge(&bench.send(posted).await);
        }
        // Expired.
        bench.now.store(ends + 1, Ordering::SeqCst);
        check(route, "k", &good).await;
        bench.now.store(ends, Ordering::SeqCst);
        let taken = bench.send(with_proof(&good, post_to(route, "k", body(route)))).await;
        assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.text);
        // Once it is over, the repetition is answered too, after some more work.
        bench.now.store(ends + 1, Ordering::SeqCst);
        let again = bench.send(with_proof(&good, post_to(route, "k", body(route)))).await;
        let (proof, _) = solved(&challenge(&again));
        let again = bench.send(with_proof(&proof, post_to(route, "k", body(route)))).await;
        assert_eq!((again.status, again.text), (StatusCode::OK, taken.text));
    }
}

/// A browser writes a refusal to the page's console, where nothing is wrong.
#[tokio::test]
async fn a_sender_who_knows_of_proofs_is_not_refused_but_told() {
    for route in ROUTES {
        let bench = bench();
        let told = bench.send(with_proof("none", post_to(route, "k", body(route)))).await;
        assert_eq!((told.status.as_u16(), told.json()["code"].as_str()), (202, Some("proof")));
        assert_eq!(told.json()["reference"], json!(null));
        let (proof, _) = solved(told.json()["challenge"].as_str().unwrap());
        let taken = bench.send(with_proof(&proof, post_to(route, "k", body(route)))).await;
        assert_eq!(taken.status, StatusCode::CREATED, "{route}: {}", taken.text);
    }
}

#[tokio::test]
async fn nobody_works_for_what_is_refused_anyway() {
    let bench = bench();
    let check = async |pointer: &str, value, code: &str| {
        let answer = bench.post("k", &changed(pointer, value)).await;
        assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (422, Some(code)));
    };
    check("/phone", json!("911"), "phone").await;
    check("/consent", json!(false), "consent").await;
    check("/hand_off/site", json!("gull"), "site").await;
    assert_eq!(bench.ask("k", &question("")).await.json()["code"], "text");
}

#[tokio::test]
async fn a_page_of_the_shop_may_send_a_proof_and_read_the_challenge() {
    let bench = bench();
    let mut posted = post("k", request().to_string());
    posted.headers_mut().insert("origin", "https://shop.example".parse().unwrap());
    let answer = bench.send(posted).await;
    assert_eq!(answer.header("access-control-allow-origin"), "https://shop.example");
    challenge(&answer);
}

#[tokio::test]
async fn d9_who_wants_many_challenges_gets_harder_ones() {
    let bench = bench();
    let bits =
        |answer: &Answer| -> u32 { challenge(answer).split('.').nth(2).unwrap().parse().unwrap() };
    let mut all = Vec::new();
    for n in 0..200 {
        let posted = post(&format!("k{n}"), request().to_string());
        all.push(bits(&bench.send(crate::bench::from("192.0.2.1", posted)).await));
    }
    assert!(all.is_sorted(), "{all:?}");
    assert_eq!((all[0], all[199]), (6, 10));
    let posted = post("home", request().to_string());
    assert_eq!(bits(&bench.send(crate::bench::from("198.51.100.1", posted)).await), 6);
}
