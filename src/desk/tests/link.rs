use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use serde_json::json;

use crate::bench::{Answer, Bench, NOW, changed, form, request};

/// Posts a good request and gives the path of its page.
async fn linked(bench: &Bench, body: &serde_json::Value) -> String {
    let answer = bench.post("k", body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    answer.json()["status"].as_str().unwrap().to_owned()
}

/// Presses a button of the page.
async fn press(bench: &Bench, path: &str, fields: &[(&str, &str)]) -> Answer {
    let page = bench.get(path, "").await;
    let proof = page.after("name=\"proof\" value=\"").to_owned();
    let mut fields = fields.to_vec();
    fields.push(("proof", &proof));
    bench.form(path, "", &fields).await
}

#[tokio::test]
async fn the_answer_carries_a_link_that_is_the_same_for_a_repetition() {
    let bench = Bench::new();
    let path = linked(&bench, &request()).await;
    let again = bench.post("k", &request()).await;
    assert_eq!((again.status, again.json()["status"].as_str()), (StatusCode::OK, Some(&*path)));
    let page = bench.get(&path, "").await;
    assert_eq!(page.status, StatusCode::OK);
    for (name, expect) in [
        ("x-robots-tag", "noindex, nofollow"),
        ("cache-control", "no-store"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), expect, "{name}");
    }
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    assert!(!page.text.contains("<script"));
}

#[tokio::test]
async fn the_page_says_how_the_request_stands_and_nothing_private() {
    let bench = Bench::new();
    let path = linked(&bench, &request()).await;
    let reference = path.split(['/', '.']).nth(2).unwrap().to_owned();
    let (ana, link) = (bench.signed_in("Ana").await, path.as_str());
    let check = async |says: &str, can_change: bool| {
        let page = bench.get(link, "").await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [says, "Tern Mobile", &reference] {
            assert!(page.text.contains(words), "{words}: {}", page.text);
        }
        assert_eq!(page.text.contains("value=\"cancel\""), can_change, "{says}");
        for private in ["5550143", "555-0143", "Rosa", "Lindqvist", "roaming", " Ana", "Rang twice"]
        {
            assert!(!page.text.contains(private), "{private}: {}", page.text);
        }
    };
    // The slot by the customer's own clock, in New York.
    check("Sunday 22 November, 04:00 to 05:00", true).await;
    check("We will call you", true).await;
    bench.now.store(NOW + 3_600, Ordering::SeqCst);
    check("It is your time now", true).await;
    bench.now.store(NOW + 7_200, Ordering::SeqCst);
    check("We are late", true).await;
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    check("We are about to call you", false).await;
    // An agent who has gone holds nothing.
    bench.now.store(NOW + 7_200 + 300, Ordering::SeqCst);
    check("We are late", true).await;
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    let finish = [("act", "finish"), ("outcome", "reached"), ("note", "Rang twice.")];
    bench.act(&reference, &ana, &finish).await;
    check("We have called you", false).await;
    check("on Sunday 22 November, 05:05", false).await;
}

#[tokio::test]
async fn a_link_that_was_changed_is_over_or_erased_leads_nowhere_alike() {
    let bench = Bench::new();
    let path = linked(&bench, &request()).await;
    let wrong = bench.get("/r/nothing", "").await;
    assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    assert!(wrong.text.contains("This link leads nowhere"));
    let check = async |path: &str| {
        let answer = bench.get(path, "").await;
        assert_eq!((answer.status, &answer.text), (wrong.status, &wrong.text), "{path}");
        let pressed = bench.form(path, "", &[("act", "cancel"), ("proof", "")]).await;
        assert_eq!((pressed.status, &pressed.text), (wrong.status, &wrong.text), "{path}");
    };
    check(&format!("{path}A")).await;
    check(&path.replace("/r/UN-", "/r/UN-0")).await;
    bench.now.store(NOW + 7_200 + 30 * 86_400 - 1, Ordering::SeqCst);
    assert_eq!(bench.get(&path, "").await.status, StatusCode::OK);
    bench.now.store(NOW + 7_200 + 30 * 86_400, Ordering::SeqCst);
    check(&path).await;
}

#[tokio::test]
async fn wrong_links_are_not_tried_without_end_and_do_not_keep_the_right_one_out() {
    let bench = Bench::new();
    let path = linked(&bench, &request()).await;
    let mut last = StatusCode::OK;
    for number in 0..6 {
        let answer = bench.get(&format!("{path}{number}"), "").await;
        last = answer.status;
        assert_eq!(last == StatusCode::TOO_MANY_REQUESTS, number >= 5, "{number}");
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(bench.get(&path, "").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_customer_chooses_another_time_and_the_desk_knows() {
    let bench = Bench::new();
    let path = linked(&bench, &request()).await;
    let reference = path.split(['/', '.']).nth(2).unwrap().to_owned();
    let page = bench.get(&path, "").await.text;
    // Monday, 09:00 in New York; and the next slot of today is 08:00, for it is three at night.
    let monday = (NOW + 30 * 3_600).to_string();
    assert!(page.contains(&format!("value=\"{monday}\"")), "{page}");
    assert!(page.contains("Monday 23 November") && !page.contains("07:00 to"), "{page}");

    let moved = press(&bench, &path, &[("act", "move"), ("from", &monday)]).await;
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text);
    let page = bench.get(moved.header("location"), "").await.text;
    assert!(page.contains("The new time is noted."), "{page}");
    assert!(page.contains("Monday 23 November, 09:00 to 10:00"), "{page}");

    let ana = bench.signed_in("Ana").await;
    let told = bench.get(&format!("/desk/requests/{reference}"), &ana).await.text;
    assert!(told.contains("Mon 23 Nov, 15:00 to 16:00"), "{told}");
    assert!(told.contains("The customer</bdi>: chose another time"), "{told}");
    // A device that was not told the first time is answered as then.
    assert_eq!(bench.post("k", &request()).await.json()["status"], path.as_str());
}

#[tokio::test]
async fn only_a_time_that_was_offered_is_taken() {
    let bench = Bench::new();
    let path = linked(&bench, &request()).await;
    let night = (NOW + 3 * 86_400).to_string();
    let far = (NOW + 30 * 3_600 + 20 * 86_400).to_string();
    let odd = (NOW + 30 * 3_600 + 60).to_string();
    let past = (NOW - 86_400).to_string();
    for from in [night.as_str(), &far, &odd, &past] {
        let answer = press(&bench, &path, &[("act", "move"), ("from", from)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{from}");
        assert!(answer.text.contains("Nothing was changed"), "{}", answer.text);
    }
    let none = press(&bench, &path, &[("act", "move")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bench.get(&path, "").await.text.contains("Sunday 22 November, 04:00 to 05:00"));
}

#[tokio::test]
async fn a_customer_cancels_and_nobody_phones() {
    let bench = Bench::new();
    let path = linked(&bench, &request()).await;
    let reference = path.split(['/', '.']).nth(2).unwrap().to_owned();
    let cancelled = press(&bench, &path, &[("act", "cancel")]).await;
    assert_eq!(cancelled.status, StatusCode::SEE_OTHER, "{}", cancelled.text);
    let page = bench.get(cancelled.header("location"), "").await.text;
    assert!(page.contains("Your call is cancelled") && !page.contains("<form"), "{page}");

    let ana = bench.signed_in("Ana").await;
    let queue = bench.get("/desk", &ana).await.text;
    assert!(queue.contains("Nobody is waiting for a call."), "{queue}");
    assert!(queue.contains("Cancelled, the customer"), "{queue}");
    assert_eq!(bench.act(&reference, &ana, &[("act", "claim")]).await.status, 409);
    // No agent records what only a customer does.
    let told = bench.get(&format!("/desk/requests/{reference}"), &ana).await.text;
    assert!(told.contains("The customer</bdi>: cancelled"), "{told}");
}

#[tokio::test]
async fn what_an_agent_has_claimed_is_not_changed() {
    let bench = Bench::new();
    let path = linked(&bench, &request()).await;
    let reference = path.split(['/', '.']).nth(2).unwrap().to_owned();
    let page = bench.get(&path, "").await;
    let proof = page.after("name=\"proof\" value=\"").to_owned();
    let ana = bench.signed_in("Ana").await;
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    let monday = (NOW + 30 * 3_600).to_string();
    for fields in [vec![("act", "cancel")], vec![("act", "move"), ("from", monday.as_str())]] {
        let fields = [fields, vec![("proof", proof.as_str())]].concat();
        let answer = bench.form(&path, "", &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        assert!(answer.text.contains("We are about to call you"), "{}", answer.text);
    }
}

#[tokio::test]
async fn d14_a_form_that_the_page_did_not_send_changes_nothing() {
    let bench = Bench::new();
    let path = linked(&bench, &request()).await;
    let proof = bench.get(&path, "").await.after("name=\"proof\" value=\"").to_owned();
    let cancel = [("act", "cancel"), ("proof", proof.as_str())];
    for headers in [
        vec![("sec-fetch-site", "cross-site")],
        vec![("origin", "https://evil.example")],
        vec![("origin", "null")],
        vec![],
    ] {
        let answer = bench.send(form(&path, "", &cancel, &headers)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    for proof in ["", "AAAA", "ż"] {
        let answer = bench.form(&path, "", &[("act", "cancel"), ("proof", proof)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{proof}");
    }
    assert!(bench.get(&path, "").await.text.contains("We will call you"));
}

#[tokio::test]
async fn the_page_speaks_the_language_of_the_request() {
    let bench = Bench::new();
    let check = async |key: &str, language: &str, says: &str| {
        let body = changed("/hand_off/language", json!(language));
        let path = bench.post(key, &body).await.json()["status"].as_str().unwrap().to_owned();
        let page = bench.get(&path, "").await.text;
        assert!(page.contains(says), "{language}: {page}");
    };
    check("a", "en", "<html lang=\"en\"").await;
    check("b", "es-MX", "Le vamos a llamar").await;
    check("c", "es", "domingo 22 de noviembre, de 04:00 a 05:00").await;
    check("d", "fr", "We will call you").await;
}

#[tokio::test]
async fn d20_a_customer_whose_zone_is_unknown_sees_the_companys_time() {
    let bench = Bench::new();
    for (key, zone) in [("a", ""), ("b", "Mars/Olympus")] {
        let body = changed("/time_zone", json!(zone));
        let path = bench.post(key, &body).await.json()["status"].as_str().unwrap().to_owned();
        let page = bench.get(&path, "").await.text;
        assert!(page.contains("Sunday 22 November, 10:00 to 11:00"), "{page}");
        assert!(
            page.contains("the company&#39;s time (Europe/Madrid)")
                || page.contains("the company's time (Europe/Madrid)"),
            "{page}"
        );
    }
}
