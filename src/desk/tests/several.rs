use std::sync::Arc;

use axum::http::StatusCode;
use unstuck_desk::Desk;

use crate::{
    bench::{Bench, NOW, options, post, request, send},
    live::Stream,
};

/// Two desks on one database.
fn two() -> (Bench, Bench) {
    let place = crate::place();
    let mut first = Bench::new();
    let mut second = Bench::new();
    for bench in [&mut first, &mut second] {
        bench.desk = Desk::open(&place, options(&bench.now, &bench.faults)).unwrap();
        bench.router = bench.desk.router();
    }
    (first, second)
}

#[tokio::test]
async fn d17_two_desks_share_requests_keys_and_sessions() {
    let (first, second) = two();
    let reference = first.accepted("k", &request()).await;
    let again = second.post("k", &request()).await;
    assert_eq!(
        (again.status, again.json()["reference"].as_str()),
        (StatusCode::OK, Some(&*reference))
    );
    let cookie = first.signed_in("Ana").await;
    assert!(second.get("/desk", &cookie).await.text.contains("Rosa Lindqvist"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn d17_two_desks_at_once_make_one_row_and_one_owner() {
    let (first, second) = two();
    let routers = [first.router.clone(), second.router.clone()];
    let sent: Vec<_> = (0..50)
        .map(|number| {
            let router = routers[number % 2].clone();
            tokio::spawn(async move { send(router, post("k", request().to_string())).await })
        })
        .collect();
    let mut created = 0;
    for sent in sent {
        let answer = sent.await.unwrap();
        assert!(answer.status.is_success(), "{}", answer.text);
        created += usize::from(answer.status == StatusCode::CREATED);
    }
    assert_eq!((created, first.rows().await), (1, 1));

    let reference =
        first.post("k", &request()).await.json()["reference"].as_str().unwrap().to_owned();
    let (first, second) = (Arc::new(first), Arc::new(second));
    let mut claims = Vec::new();
    for number in 0..8 {
        let bench = Arc::clone(if number % 2 == 0 { &first } else { &second });
        let cookie = bench.signed_in(&format!("Agent{number}")).await;
        let reference = reference.clone();
        claims.push(tokio::spawn(async move {
            bench.act(&reference, &cookie, &[("act", "claim")]).await.status
        }));
    }
    let mut owners = 0;
    for claim in claims {
        owners += usize::from(claim.await.unwrap() == StatusCode::SEE_OTHER);
    }
    assert_eq!(owners, 1);
}

#[tokio::test]
async fn a_page_of_one_desk_hears_what_the_other_did() {
    let (first, second) = two();
    let cookie = first.signed_in("Ana").await;
    let mut stream = Stream::open(&first, &cookie).await;
    stream.until("\"waiting\":0").await;
    let reference = second.accepted("k", &request()).await;
    stream.until("\"waiting\":1").await;
    second.act(&reference, &cookie, &[("act", "claim")]).await;
    stream.until("\"waiting\":0").await;
}

#[tokio::test]
async fn what_was_acknowledged_is_there_for_the_next_desk() {
    let place = crate::place();
    let mut bench = Bench::new();
    for start in 0..3 {
        bench.desk = Desk::open(&place, options(&bench.now, &bench.faults)).unwrap();
        bench.router = bench.desk.router();
        for known in 0..start {
            let again = bench.post(&format!("k{known}"), &request()).await;
            assert_eq!(again.status, StatusCode::OK);
        }
        bench.accepted(&format!("k{start}"), &request()).await;
    }
    assert_eq!(bench.now.load(std::sync::atomic::Ordering::SeqCst), NOW);
}

/// The server goes away and comes back: nobody hangs, nothing acknowledged is lost, and the desk goes
/// on by itself.
#[tokio::test]
async fn d19_a_restart_of_the_database_loses_nothing() {
    let server = unstuck_postgres::Server::start().unwrap();
    let place = unstuck_desk::Place::Postgres(server.database("desk").unwrap());
    let mut bench = Bench::new();
    bench.desk = Desk::open(&place, options(&bench.now, &bench.faults)).unwrap();
    bench.router = bench.desk.router();
    let reference = bench.accepted("before", &request()).await;
    server.kill().unwrap();
    let refused = bench.post("during", &request()).await;
    assert_eq!(
        (refused.status, refused.header("retry-after")),
        (StatusCode::SERVICE_UNAVAILABLE, "5")
    );
    assert_eq!(bench.get("/healthz", "").await.status, StatusCode::SERVICE_UNAVAILABLE);
    server.run().unwrap();
    let again = bench.post("before", &request()).await;
    assert_eq!(
        (again.status, again.json()["reference"].as_str()),
        (StatusCode::OK, Some(&*reference))
    );
    bench.accepted("during", &request()).await;
    // A connection that ended while nothing was asked of it is made anew, unseen.
    server.restart().unwrap();
    bench.accepted("after", &request()).await;
}
