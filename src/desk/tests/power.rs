use std::collections::BTreeMap;

use axum::http::StatusCode;
use fastrand::Rng;
use serde_json::json;
use unstuck_desk::{Desk, Place};
use unstuck_power::{Disk, Trouble};

use crate::bench::{Bench, options, request};

/// How often the power fails. SQLite with the desk's settings loses it 500 times in a test of the
/// disk itself; here the whole desk stands on that disk.
const CUTS: usize = 30;

/// A desk on a disk, if it comes up before the power fails. The one before it is closed first: the
/// disk takes one connection at a time.
fn open(bench: &mut Bench, disk: &Disk) -> bool {
    *bench = Bench::new();
    let place = Place::Vfs { name: disk.name().to_owned(), path: "desk.sqlite".to_owned() };
    match Desk::open(&place, options(&bench.now, &bench.faults)) {
        Ok(desk) => {
            bench.router = desk.router();
            bench.desk = desk;
            true
        }
        Err(_) => false,
    }
}

/// Three at once, so that some are committed together.
async fn post(bench: &Bench, key: usize) -> Vec<(String, StatusCode, Option<String>)> {
    let keys = [0, 1, 2].map(|more| format!("k{}", key + more));
    let body = request();
    let (a, b, c) = tokio::join!(
        bench.post(&keys[0], &body),
        bench.post(&keys[1], &body),
        bench.post(&keys[2], &body)
    );
    let answers = [a, b, c].map(|answer| {
        let reference = answer.json()["reference"].as_str().map(str::to_owned);
        (answer.status, reference)
    });
    keys.into_iter().zip(answers).map(|(key, (status, told))| (key, status, told)).collect()
}

#[tokio::test]
async fn d2_nothing_acknowledged_is_lost_when_the_power_fails() {
    let mut rng = Rng::with_seed(0x756e_7374);
    let disk = Disk::new("desk").unwrap();
    let mut bench = Bench::new();
    let mut told: BTreeMap<String, String> = BTreeMap::new();
    let mut next = 0;
    for _ in 0..CUTS {
        disk.fail_after(rng.usize(..700));
        while open(&mut bench, &disk) {
            for (key, status, reference) in post(&bench, next).await {
                if status.is_success() {
                    told.insert(key, reference.unwrap());
                } else {
                    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
                }
            }
            next += 3;
            if !disk.is_on() {
                break;
            }
        }
        disk.cut(rng.u64(..));
    }
    assert!(open(&mut bench, &disk));
    assert!(told.len() > CUTS, "{}", told.len());
    for (key, reference) in &told {
        let again = bench.post(key, &request()).await;
        assert_eq!(again.status, StatusCode::OK, "{key}");
        assert_eq!(again.json()["reference"], **reference, "{key}");
    }
}

/// A disk that takes nothing any more: whoever posts is told to come back, and is taken when it does.
#[tokio::test]
async fn d3_a_disk_that_fails_makes_no_false_promise() {
    let disk = Disk::new("failing").unwrap();
    let mut bench = Bench::new();
    assert!(open(&mut bench, &disk));
    bench.accepted("before", &request()).await;
    disk.fail_after(0);
    let refused = bench.post("during", &request()).await;
    assert_eq!(
        (refused.status, refused.header("retry-after"), refused.json()["code"].as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "5", Some("later"))
    );
    disk.cut(1);
    assert!(open(&mut bench, &disk));
    assert_eq!(bench.post("before", &request()).await.status, StatusCode::OK);
    bench.accepted("during", &request()).await;
}

/// A disk that takes nothing when the desk starts: what is there can be read, nothing is promised, and
/// the desk goes on by itself when the disk does.
#[tokio::test]
async fn d3_a_desk_starts_on_a_disk_that_takes_nothing() {
    let disk = Disk::new("start").unwrap();
    let mut bench = Bench::new();
    assert!(open(&mut bench, &disk));
    bench.accepted("before", &request()).await;
    for (which, trouble) in [Trouble::ReadOnly, Trouble::Failing].into_iter().enumerate() {
        bench = Bench::new();
        disk.has(Some(trouble));
        assert!(open(&mut bench, &disk), "{which}");
        assert_eq!(bench.post("before", &request()).await.status, StatusCode::OK);
        let key = format!("during {which}");
        let refused = bench.post(&key, &request()).await;
        assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (503, "5"), "{which}");
        disk.has(None);
        bench.accepted(&key, &request()).await;
    }
}

/// A disk that is full, read-only or worn out for a while: what was acknowledged can be read meanwhile,
/// nothing is promised, and the same desk takes requests again when there is room.
#[tokio::test]
async fn d3_a_disk_that_takes_nothing_for_a_while_loses_nothing() {
    let disk = Disk::new("full").unwrap();
    let mut bench = Bench::new();
    assert!(open(&mut bench, &disk));
    let mut told = vec![("first".to_owned(), bench.accepted("first", &request()).await)];
    let troubles = |used| [Trouble::Full { room: used }, Trouble::ReadOnly, Trouble::Failing];
    for which in 0..3 {
        disk.has(Some(troubles(disk.used())[which]));
        // What is left of the log's room takes a few more.
        let refused = loop {
            let key = format!("{which}-{}", told.len());
            let answer = bench.post(&key, &request()).await;
            match answer.status {
                StatusCode::CREATED => {
                    told.push((key, answer.json()["reference"].as_str().unwrap().to_owned()));
                }
                _ => break answer,
            }
            assert!(told.len() < 1_000, "the disk is never full");
        };
        assert_eq!(
            (refused.status, refused.header("retry-after"), refused.json()["code"].as_str()),
            (StatusCode::SERVICE_UNAVAILABLE, "5", Some("later")),
            "{which}"
        );
        let (key, reference) = told.last().unwrap();
        let again = bench.post(key, &request()).await;
        assert_eq!((again.status, &again.json()["reference"]), (StatusCode::OK, &json!(reference)));

        disk.has(None);
        let key = format!("after {which}");
        told.push((key.clone(), bench.accepted(&key, &request()).await));
    }
    assert_eq!(bench.faults.lock().unwrap().len(), 3);
    // A power cut shows what is on the disk indeed.
    disk.cut(1);
    assert!(open(&mut bench, &disk));
    for (key, reference) in &told {
        let again = bench.post(key, &request()).await;
        assert_eq!((again.status, &again.json()["reference"]), (StatusCode::OK, &json!(reference)));
    }
}
