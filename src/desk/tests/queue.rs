use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use serde_json::json;

use crate::bench::{Bench, NOW, PASSWORD, changed, request};

#[tokio::test]
async fn the_queue_is_ordered_by_deadline() {
    let bench = Bench::new();
    for (key, name, hour) in [("a", "Third", 9), ("b", "First", 1), ("c", "Second", 4)] {
        let mut body = changed("/name", json!(name));
        body["slot"] = json!({ "from": NOW + hour * 3_600, "to": NOW + (hour + 1) * 3_600 });
        bench.accepted(key, &body).await;
    }
    let cookie = bench.signed_in("Ana").await;
    let page = bench.get("/desk", &cookie).await.text;
    let place = |name: &str| page.find(name).unwrap();
    assert!(place("First") < place("Second") && place("Second") < place("Third"));
}

#[tokio::test]
async fn the_queue_tells_overdue_now_and_later_apart_and_shows_an_agents_own_first() {
    let bench = Bench::new();
    let mut references = Vec::new();
    for (key, name, from) in
        [("a", "Late", -5_400), ("b", "Due", -600), ("c", "Far", 7_200), ("d", "Mine", 90_000)]
    {
        let mut body = changed("/name", json!(name));
        // What is overdue now was asked for in time.
        bench.now.store(NOW - 9_000, Ordering::SeqCst);
        body["slot"] = json!({ "from": NOW + from, "to": NOW + from + 3_600 });
        references.push(bench.accepted(key, &body).await);
    }
    bench.now.store(NOW, Ordering::SeqCst);
    let cookie = bench.signed_in("Ana").await;
    bench.act(&references[3], &cookie, &[("act", "claim")]).await;
    let page = bench.get("/desk", &cookie).await.text;
    let order = [
        "id=\"yours\"",
        ">Mine<",
        "id=\"overdue\"",
        ">Late<",
        "id=\"now\"",
        ">Due<",
        "id=\"later\"",
        ">Far<",
    ];
    let places = order.map(|words| page.find(words).unwrap_or_else(|| panic!("{words}: {page}")));
    assert!(places.is_sorted(), "{places:?}");
}

#[tokio::test]
async fn an_empty_queue_says_so() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    assert!(bench.get("/desk", &cookie).await.text.contains("Nobody is waiting for a call."));
}

#[tokio::test]
async fn an_agent_sees_whom_to_phone_when_and_what_was_tried() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let cookie = bench.signed_in("Ana").await;
    let told = [
        "Rosa Lindqvist",
        "href=\"tel:+12125550143\"",
        "Sun 22 Nov, 10:00 to 11:00",
        "Sun 22 Nov, 04:00 to 05:00 where the customer is (America/New_York)",
        "Sun 22 Nov, 09:00 to 10:00 UTC",
        "English",
        "billing",
        "My bill shows roaming I did not use.",
        "why is my bill so high",
        "roaming charge",
        "Read your bill",
        "Did not help",
        "Dispute a charge",
        "Which charge is it? <strong>Roaming</strong>",
        "Were you abroad? <strong>No</strong>",
        "evidence",
        "https://shop.example/account/bills",
        &reference,
        "In 1 h",
    ];
    for path in ["/desk".to_owned(), format!("/desk/requests/{reference}")] {
        let page = bench.get(&path, &cookie).await.text;
        for words in told {
            assert!(page.contains(words), "{path}: {words}");
        }
    }
    let page = bench.get(&format!("/desk/requests/{reference}"), &cookie).await.text;
    assert!(page.contains("(212) 555-0143"));
}

#[tokio::test]
async fn a_request_goes_from_claim_to_outcome() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let path = format!("/desk/requests/{reference}");
    let (ana, bo) = (bench.signed_in("Ana").await, bench.signed_in("Bo").await);
    let check = async |cookie: &str, fields: &[(&str, &str)], status: u16, says: &str| {
        let answer = bench.act(&reference, cookie, fields).await;
        assert_eq!(answer.status.as_u16(), status, "{fields:?}");
        let page = bench.get(&path, &ana).await.text;
        assert!(page.contains(says), "{fields:?}: {says}");
        answer
    };
    let finish = [("act", "finish"), ("outcome", "no_answer"), ("note", "Rang twice.")];
    check(&ana, &finish, 409, "Nobody has this yet").await;
    check(&ana, &[("act", "claim")], 303, "How did the call end?").await;
    let late = check(&bo, &[("act", "claim")], 409, "How did the call end?").await;
    assert!(late.text.contains("Nothing was changed") && late.text.contains("With Ana"));
    check(&bo, &[("act", "release")], 409, "How did the call end?").await;
    check(&bo, &finish, 409, "How did the call end?").await;
    check(&ana, &[("act", "release")], 303, "Nobody has this yet").await;
    check(&bo, &[("act", "claim")], 303, "With Bo").await;
    check(&bo, &[("act", "release")], 303, "Nobody has this yet").await;
    check(&ana, &[("act", "claim")], 303, "How did the call end?").await;
    check(&ana, &[("act", "finish")], 422, "How did the call end?").await;
    check(&ana, &[("act", "dance")], 422, "How did the call end?").await;
    check(&ana, &finish, 303, "Rang twice.").await;
    check(&ana, &[("act", "claim")], 409, "No answer").await;
    let queue = bench.get("/desk", &ana).await.text;
    assert!(queue.contains("Done lately") && queue.contains("Nobody is waiting for a call."));
    check(&bo, &[("act", "reopen")], 303, "Nobody has this yet").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn d18_of_agents_who_claim_at_once_one_has_it() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let mut claims = Vec::new();
    for agent in 0..8 {
        let cookie = bench.signed_in(&format!("Agent {agent}")).await;
        let proof = bench.proof(&cookie).await;
        let fields = [("act", "claim"), ("proof", proof.as_str())];
        let headers = [("sec-fetch-site", "same-origin")];
        let path = format!("/desk/requests/{reference}");
        claims.push(crate::bench::form(&path, &cookie, &fields, &headers));
    }
    let claims: Vec<_> = claims
        .into_iter()
        .map(|claim| tokio::spawn(crate::bench::send(bench.router.clone(), claim)))
        .collect();
    let mut owners = 0;
    for claim in claims {
        owners += usize::from(claim.await.unwrap().status == StatusCode::SEE_OTHER);
    }
    assert_eq!(owners, 1);
}

#[tokio::test]
async fn d18_a_claim_of_an_agent_who_left_is_free_after_five_minutes() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let (ana, bo) = (bench.signed_in("Ana").await, bench.signed_in("Bo").await);
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    let page = bench.get(&format!("/desk/requests/{reference}"), &bo).await.text;
    assert!(page.contains("when Ana has left the desk") && !page.contains("value=\"claim\""));
    // Whoever looks at the desk is there, and keeps what they claimed.
    bench.now.store(NOW + 4 * 60, Ordering::SeqCst);
    bench.get("/desk", &ana).await;
    bench.now.store(NOW + 8 * 60, Ordering::SeqCst);
    assert_eq!(bench.act(&reference, &bo, &[("act", "claim")]).await.status, 409);
    bench.now.store(NOW + 9 * 60, Ordering::SeqCst);
    let queue = bench.get("/desk", &bo).await.text;
    assert!(queue.contains("Ana had it at 09:00 and left"), "{queue}");
    assert_eq!(bench.act(&reference, &bo, &[("act", "claim")]).await.status, 303);
    let finish = [("act", "finish"), ("outcome", "reached")];
    assert_eq!(bench.act(&reference, &ana, &finish).await.status, 409);
}

#[tokio::test]
async fn a_session_that_ended_loses_no_press_silently() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let cookie = bench.signed_in("Ana").await;
    let proof = bench.proof(&cookie).await;
    bench.now.store(NOW + 13 * 3_600, Ordering::SeqCst);
    let fields = [("act", "claim"), ("proof", proof.as_str())];
    let answer = bench.form(&format!("/desk/requests/{reference}"), &cookie, &fields).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.text.contains("nothing was changed"));
    assert_eq!(answer.after("name=\"to\" value=\""), reference);
}

/// A claim of a minute in which the clock was a day ahead holds no longer than others.
#[tokio::test]
async fn d20_a_claim_made_while_the_clock_was_ahead_is_over() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let link = bench.post("k", &request()).await.json()["status"].as_str().unwrap().to_owned();
    bench.now.store(NOW + 86_400, Ordering::SeqCst);
    let ana = bench.signed_in("Ana").await;
    assert_eq!(bench.act(&reference, &ana, &[("act", "claim")]).await.status, 303);
    bench.now.store(NOW, Ordering::SeqCst);
    let bo = bench.signed_in("Bo").await;
    let page = bench.get(&format!("/desk/requests/{reference}"), &bo).await;
    assert!(page.text.contains("Take over"), "{}", page.text);
    let customer = bench.get(&link, "").await;
    assert!(customer.text.contains("value=\"cancel\""), "{}", customer.text);
    assert_eq!(bench.act(&reference, &bo, &[("act", "claim")]).await.status, 303);
    let customer = bench.get(&link, "").await;
    assert!(!customer.text.contains("value=\"cancel\""), "{}", customer.text);
}

/// Wherever the clock jumps to, requests are taken and shown, and nothing fails.
#[tokio::test]
async fn d20_a_clock_that_jumps_keeps_nobody_from_work() {
    const YEAR: i64 = 366 * 86_400;
    let bench = Bench::new();
    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    let before = bench.accepted("before", &request()).await;
    let ana = bench.sign_in("Ana", PASSWORD, "").await.cookie();
    assert_eq!(bench.act(&before, &ana, &[("act", "claim")]).await.status, 303);
    for (jump, now) in [NOW - 10 * YEAR, NOW, NOW + 10 * YEAR, NOW - 3_600].into_iter().enumerate()
    {
        bench.now.store(now, Ordering::SeqCst);
        let mut body = request();
        body["slot"] = json!({ "from": now + 3_600, "to": now + 7_200 });
        let reference = bench.accepted(&format!("{jump}"), &body).await;
        let ana = bench.sign_in("Ana", PASSWORD, "").await.cookie();
        let queue = bench.get("/desk", &ana).await;
        assert!(queue.status == 200 && queue.text.contains(&reference), "{jump}: {}", queue.text);
        assert_eq!(bench.act(&reference, &ana, &[("act", "claim")]).await.status, 303, "{jump}");
        for path in ["/desk/dashboard", "/desk/questions", "/v1/estimates?site=tern", "/healthz"] {
            assert_eq!(bench.get(path, &ana).await.status, 200, "{jump} {path}");
        }
        // What was claimed before the jump is still somebody's to finish, or to claim again.
        let page = bench.get(&format!("/desk/requests/{before}"), &ana).await;
        assert_eq!(page.status, 200, "{jump}");
        bench.desk.deliver().await;
        let desk = bench.desk.sweep().unwrap();
        assert_eq!(desk.requests, 0);
    }
    assert_eq!(*bench.faults.lock().unwrap(), Vec::<String>::new());
}
