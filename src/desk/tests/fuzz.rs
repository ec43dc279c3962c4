//! Bodies that are almost right, thousands of them: the desk refuses or takes each, never fails, and
//! keeps nothing of what it refuses. `UNSTUCK_FUZZ=100000` tries more.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    bench::{Bench, options, post_to, question, request},
    hand_offs::opened,
    made::Maker,
    mutant::mutant,
    number,
};

/// How many bodies are tried for each route, if nobody asks for more.
const CASES: usize = 1_500;

/// How many are sent before it is looked what is stored.
const BATCH: usize = 100;

/// The route of chats, of which one is kept under each reference.
const CHATS: &str = "/v1/hand-offs";

fn counts() -> Value {
    json!({ "site": "tern", "counts": [
        { "kind": "drift", "id": "pay-bill/card", "times": 2 },
        { "kind": "people", "id": "", "times": 1_000 },
    ]})
}

/// A route, a good body of it, and what tells how much of it is stored.
struct Route {
    path: &'static str,
    good: String,
    stored: &'static str,
}

fn routes() -> [Route; 4] {
    [
        Route {
            path: "/v1/callbacks",
            good: request().to_string(),
            stored: "SELECT count(*) FROM callback",
        },
        Route {
            path: "/v1/questions",
            good: question("Why does my bill hold roaming? My number is +12125550143.").to_string(),
            stored: "SELECT count(*) FROM question",
        },
        Route {
            path: "/v1/counts",
            good: counts().to_string(),
            stored: "SELECT coalesce(sum(times), 0) FROM counted",
        },
        Route {
            path: CHATS,
            good: opened("UN-7K3QF2MX").to_string(),
            stored: "SELECT count(*) FROM hand_off",
        },
    ]
}

/// How much is stored of a body that was answered with a status.
fn weight(path: &str, body: &[u8], status: u16) -> i64 {
    let value = || serde_json::from_slice::<Value>(body).unwrap();
    match status {
        // Whatever fills the field that nobody sees is thanked.
        201 => i64::from(value().get("website").is_none_or(|field| *field == Value::Null)),
        204 if path == "/v1/counts" => value()["counts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["times"].as_i64())
            .sum::<Option<i64>>()
            .unwrap(),
        _ => 0,
    }
}

#[tokio::test]
async fn d11_bodies_that_are_almost_right_are_taken_or_refused_and_leave_nothing() {
    let (place, count) = crate::countable();
    let mut bench = Bench::new();
    let mut options = options(&bench.now, &bench.faults);
    options.limits = false;
    bench.desk = unstuck_desk::Desk::open(&place, options).unwrap();
    bench.router = bench.desk.router();
    let cases = number::asked_or(CASES);
    let routes = routes();
    for (at, route) in routes.iter().enumerate() {
        let mut maker = Maker::seeded(u64::try_from(at).unwrap());
        let (mut expected, mut taken, mut refused) = (0, 0, 0);
        let mut references = BTreeSet::new();
        for case in 0..cases {
            let other = &routes[(at + 1 + case % 2) % routes.len()].good;
            let body = mutant(&mut maker, &route.good, other);
            let key = format!("{}-{case}", route.path);
            let answer = bench.send(post_to(route.path, &key, body.clone())).await;
            let status = answer.status.as_u16();
            let faults = bench.faults.lock().unwrap().join("; ");
            assert!(
                status < 500 && faults.is_empty(),
                "{} {case}: {status} {faults} {}",
                route.path,
                String::from_utf8_lossy(&body)
            );
            let stored = weight(route.path, &body, status);
            let is_new = route.path != CHATS
                || stored == 1 && references.insert(answer.json()["reference"].to_string());
            expected += if is_new { stored } else { 0 };
            if status < 300 {
                taken += 1;
            } else {
                refused += 1;
            }
            if case % BATCH == BATCH - 1 || case == cases - 1 {
                assert_eq!(count(route.stored), expected, "{} {case}", route.path);
            }
        }
        println!("{}: {taken} taken, {refused} refused", route.path);
        assert!(taken * 20 > cases && refused * 5 > cases, "{taken} {refused}");
    }
}
