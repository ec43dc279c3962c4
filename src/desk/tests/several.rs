use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering},
};

use axum::http::StatusCode;
use unstuck_desk::{Allowed, Desk, Place};

use crate::{
    bench::{Bench, NOW, PASSWORD, options, post, request, send},
    hooks::Receiver,
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

/// Both sweep in the same moment, again and again: what is no longer kept is erased once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn d22_two_desks_that_sweep_at_once_erase_each_request_once() {
    let place = crate::place();
    let desk = |bench: &Bench| {
        let mut options = options(&bench.now, &bench.faults);
        options.sites[0].retention_days = Some(1);
        Arc::new(Desk::open(&place, options).unwrap())
    };
    let mut bench = Bench::new();
    let desks = [desk(&bench), desk(&bench)];
    bench.router = desks[0].router();
    bench.desk = Desk::open(&place, options(&bench.now, &bench.faults)).unwrap();
    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    for round in 0..3_u32 {
        let cookie = bench.sign_in("Ana", PASSWORD, "").await.cookie();
        for number in 0..4 {
            let reference = bench.accepted(&format!("k{round}-{number}"), &request()).await;
            bench.act(&reference, &cookie, &[("act", "claim")]).await;
            let done = [("act", "finish"), ("outcome", "wrong_number")];
            assert_eq!(bench.act(&reference, &cookie, &done).await.status, StatusCode::SEE_OTHER);
        }
        let open = bench.accepted(&format!("open{round}"), &request()).await;
        bench.now.store(NOW + 86_401, Ordering::SeqCst);
        let sweeps = desks.clone().map(|desk| tokio::task::spawn_blocking(move || desk.sweep()));
        let mut erased = 0;
        for sweep in sweeps {
            erased += sweep.await.unwrap().unwrap().requests;
        }
        assert_eq!(erased, 4, "{round}");
        // Neither keeps the other from the next one.
        for desk in &desks {
            let desk = Arc::clone(desk);
            let swept = tokio::task::spawn_blocking(move || desk.sweep()).await.unwrap().unwrap();
            assert_eq!(swept.requests, 0);
        }
        bench.now.store(NOW, Ordering::SeqCst);
        let cookie = bench.sign_in("Ana", PASSWORD, "").await.cookie();
        let kept = bench.get(&format!("/desk/requests/{open}"), &cookie).await;
        assert_eq!(kept.status, StatusCode::OK);
    }
    assert_eq!(*bench.faults.lock().unwrap(), Vec::<String>::new());
}

/// An agent puts a request back while a sweep is about to erase it: it stays.
#[tokio::test(flavor = "multi_thread")]
async fn d22_what_is_taken_up_again_while_it_is_swept_stays() {
    let place = crate::place();
    let mut bench = Bench::new();
    let mut keeps = options(&bench.now, &bench.faults);
    keeps.sites[0].retention_days = Some(1);
    bench.desk = Desk::open(&place, keeps).unwrap();
    bench.router = bench.desk.router();
    let Place::Postgres(address) = &place else { panic!("{place:?} is another place") };
    let reference = bench.accepted("k", &request()).await;
    let ana = bench.signed_in("Ana").await;
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    bench.act(&reference, &ana, &[("act", "finish"), ("outcome", "wrong_number")]).await;
    bench.now.store(NOW + 86_401, Ordering::SeqCst);
    let mut other = connections(address, 1).await.remove(0);
    let reopen =
        "BEGIN; UPDATE unstuck.callback SET state = 'waiting', agent = NULL, outcome = NULL";
    let mut other = tokio::task::spawn_blocking(move || {
        other.batch_execute(reopen).unwrap();
        other
    })
    .await
    .unwrap();
    let desk = Arc::new(bench.desk);
    let sweeps = Arc::clone(&desk);
    let swept = tokio::task::spawn_blocking(move || sweeps.sweep().unwrap());
    let sql = |statement: &str| crate::SERVER.sql(address, statement).unwrap();
    while sql("SELECT count(*) FROM pg_stat_activity
               WHERE datname = current_database() AND wait_event_type = 'Lock'")
        != "1"
    {}
    tokio::task::spawn_blocking(move || other.batch_execute("COMMIT").unwrap()).await.unwrap();
    assert_eq!(swept.await.unwrap().requests, 0);
    assert_eq!(sql("SELECT state FROM unstuck.callback"), "waiting");
    assert_eq!(sql("SELECT count(*) FROM unstuck.erased"), "0");
}

/// Eight desks on one queue: each message is taken once, by one of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn d17_eight_desks_take_each_message_once() {
    const MESSAGES: usize = 1_000;
    let receiver = Receiver::new().await;
    let place = crate::place();
    let mut bench = Bench::new();
    let desk = |bench: &Bench| {
        let mut options = options(&bench.now, &bench.faults);
        options.hooks_allowed = Allowed::parse(&[receiver.host()]).unwrap();
        Desk::open(&place, options).unwrap()
    };
    bench.desk = desk(&bench);
    bench.router = bench.desk.router();
    bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    bench.accepted("k", &request()).await;
    let Place::Postgres(address) = &place else { panic!("{place:?} is another place") };
    let sql = |statement: &str| crate::SERVER.sql(address, statement).unwrap();
    sql(&format!(
        "INSERT INTO unstuck.outgoing (site, hook, kind, reference, subject, at, slot_from, slot_to,
         due) SELECT site, hook, kind, reference, subject, at, slot_from, slot_to, due
         FROM unstuck.outgoing, generate_series(2, {MESSAGES})"
    ));
    let workers: Vec<_> = (0..8)
        .map(|_| {
            let desk = desk(&bench);
            tokio::spawn(async move { desk.deliver().await })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    let mut came: HashMap<String, u32> = HashMap::new();
    for (headers, _) in receiver.came() {
        let id = headers.get("webhook-id").unwrap().to_str().unwrap().to_owned();
        *came.entry(id).or_default() += 1;
    }
    assert_eq!((came.len(), came.values().max()), (MESSAGES, Some(&1)));
    // Nor did one take what another had and then not send it.
    let kept = sql("SELECT count(*), sum(tries) FROM unstuck.outgoing WHERE delivered IS NOT NULL");
    assert_eq!(kept, format!("{MESSAGES}|{MESSAGES}"));
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

/// Of two servers, the one that takes changes dies, and the other one takes its place.
#[tokio::test(flavor = "multi_thread")]
async fn d19_when_another_server_takes_over_nothing_is_lost() {
    let first = unstuck_postgres::Server::start().unwrap();
    first.database("desk").unwrap();
    let second = first.standby().unwrap();
    // The one that takes no changes yet is named first.
    let hosts = format!("{},{}", second.host(), first.host());
    let place = Place::Postgres(format!("postgres://postgres@{hosts}/desk"));
    let mut bench = Bench::new();
    bench.desk = Desk::open(&place, options(&bench.now, &bench.faults)).unwrap();
    bench.router = bench.desk.router();
    let mut told = Vec::new();
    for number in 0..20 {
        let key = format!("k{number}");
        told.push((bench.accepted(&key, &request()).await, key));
    }
    first.kill().unwrap();
    let refused = bench.post("during", &request()).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (503, "5"));
    second.promote().unwrap();
    for (reference, key) in &told {
        let again = bench.post(key, &request()).await;
        assert_eq!(again.status, StatusCode::OK, "{key}");
        assert_eq!(again.json()["reference"], **reference, "{key}");
    }
    bench.accepted("during", &request()).await;
}

/// Somebody who works in the tables by hand takes them in the other order: the desk begins anew, and
/// neither its customer nor that somebody hears of it.
#[tokio::test(flavor = "multi_thread")]
async fn d19_a_deadlock_is_not_told_to_customers() {
    let place = crate::place();
    let mut bench = Bench::new();
    bench.desk = Desk::open(&place, options(&bench.now, &bench.faults)).unwrap();
    bench.router = bench.desk.router();
    let Place::Postgres(address) = &place else { panic!("{place:?} is another place") };
    let mut other = connections(address, 1).await.remove(0);
    let lock = "BEGIN; LOCK TABLE unstuck.outgoing IN EXCLUSIVE MODE";
    let mut other = tokio::task::spawn_blocking(move || {
        other.batch_execute(lock).unwrap();
        other
    })
    .await
    .unwrap();
    let router = bench.router.clone();
    let posted = tokio::spawn(async move { send(router, post("k", request().to_string())).await });
    let sql = |statement: &str| crate::SERVER.sql(address, statement).unwrap();
    while sql("SELECT count(*) FROM pg_locks WHERE NOT granted
               AND relation = 'unstuck.outgoing'::regclass")
        != "1"
    {}
    tokio::task::spawn_blocking(move || {
        other.batch_execute("LOCK TABLE unstuck.callback IN EXCLUSIVE MODE; COMMIT").unwrap();
    })
    .await
    .unwrap();
    let answer = posted.await.unwrap();
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    assert_eq!(bench.rows().await, 1);
}

/// Somebody else has all connections, or holds a table: callers are told to come back, and are taken
/// when they do.
#[tokio::test(flavor = "multi_thread")]
async fn d19_without_connections_or_with_a_held_table_nobody_hangs() {
    let options_of_server = unstuck_postgres::Options { durable: false, connections: 12 };
    let server = unstuck_postgres::Server::with(options_of_server).unwrap();
    let address = server.database("desk").unwrap();
    let mut bench = Bench::new();
    let place = Place::Postgres(address.clone());
    bench.desk = Desk::open(&place, options(&bench.now, &bench.faults)).unwrap();
    bench.router = bench.desk.router();

    let others = all_connections(&address, 12).await;
    let refused = bench.post("crowded", &request()).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (503, "5"));
    tokio::task::spawn_blocking(move || drop(others)).await.unwrap();
    // The server has said goodbye to them a little later.
    while server.sql(&address, "SELECT 1").is_err() {}
    bench.accepted("crowded", &request()).await;

    let mut other = connections(&address, 1).await.remove(0);
    let mut other = tokio::task::spawn_blocking(move || {
        other.batch_execute("BEGIN; LOCK TABLE unstuck.callback").unwrap();
        other
    })
    .await
    .unwrap();
    let refused = bench.post("held", &request()).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (503, "5"));
    tokio::task::spawn_blocking(move || other.batch_execute("COMMIT").unwrap()).await.unwrap();
    bench.accepted("held", &request()).await;
}

/// A server has places for some of a desk's connections only, as with many desks on one: what the others
/// cannot have does not keep anybody waiting.
#[tokio::test(flavor = "multi_thread")]
async fn d19_the_connections_that_a_desk_has_do_the_work_of_those_that_it_cannot_have() {
    let options_of_server = unstuck_postgres::Options { durable: false, connections: 12 };
    let server = unstuck_postgres::Server::with(options_of_server).unwrap();
    let address = server.database("desk").unwrap();
    let mut bench = Bench::new();
    bench.desk =
        Desk::open(&Place::Postgres(address.clone()), options(&bench.now, &bench.faults)).unwrap();
    bench.router = bench.desk.router();
    bench.accepted("first", &request()).await;
    let others = connections(&address, usize::MAX).await;
    let posted: Vec<_> = (0..64)
        .map(|number| {
            let (router, body) = (bench.router.clone(), request().to_string());
            tokio::spawn(async move { send(router, post(&format!("k{number}"), body)).await })
        })
        .collect();
    for posted in posted {
        let answer = posted.await.unwrap();
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    }
    tokio::task::spawn_blocking(move || drop(others)).await.unwrap();
}

/// All connections that a server has, those of a desk too.
async fn all_connections(address: &str, count: usize) -> Vec<postgres::Client> {
    let mut all = connections(address, usize::MAX).await;
    while all.len() < count {
        all = tokio::task::spawn_blocking(move || {
            let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                       WHERE application_name = 'unstuck desk'";
            all[0].batch_execute(end).unwrap();
            all
        })
        .await
        .unwrap();
        all.extend(connections(address, usize::MAX).await);
    }
    all
}

/// As many connections as there are, or as are wanted. This kind of client must not be used by a thread
/// of the runtime.
async fn connections(address: &str, most: usize) -> Vec<postgres::Client> {
    let address = address.to_owned();
    let connect = move || {
        let connect = || postgres::Client::connect(&address, postgres::NoTls).ok();
        std::iter::repeat_with(connect).map_while(|client| client).take(most).collect()
    };
    tokio::task::spawn_blocking(connect).await.unwrap()
}
