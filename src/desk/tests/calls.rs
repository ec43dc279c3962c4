use axum::http::StatusCode;
use serde_json::json;

use crate::bench::{Answer, Bench, changed, request};

/// A desk with one request, which Ana has claimed.
async fn claimed(body: serde_json::Value) -> (Bench, String, String) {
    let bench = Bench::new();
    let reference = bench.accepted("k", &body).await;
    let ana = bench.signed_in("Ana").await;
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    (bench, reference, ana)
}

async fn shown(bench: &Bench, reference: &str, cookie: &str) -> Answer {
    bench.get(&format!("/desk/requests/{reference}"), cookie).await
}

#[tokio::test]
async fn a_call_that_reached_somebody_says_what_it_was_about_and_what_was_done() {
    let (bench, reference, ana) = claimed(request()).await;
    bench.accepted("other", &changed("/hand_off/topic", json!("lost-phone"))).await;
    let form = shown(&bench, &reference, &ana).await.text;
    let place = |words: &str| form.find(words).unwrap_or_else(|| panic!("no {words}: {form}"));
    let [own, other, rest] = ["billing", "lost-phone", "other"]
        .map(|topic| place(&format!("<option value=\"{topic}\">")));
    assert!(own < other && other < rest, "the request's own topic is offered first");

    let missing = [
        ("act", "finish"),
        ("outcome", "reached"),
        ("purpose", "lost-phone"),
        ("note", "Half a\r\nnote."),
    ];
    let answer = bench.act(&reference, &ana, &missing).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "what was done, then record it",
        "value=\"reached\" required checked",
        "<option value=\"lost-phone\" selected>",
        "Half a\nnote.",
    ] {
        assert!(answer.text.contains(kept), "{kept}: {}", answer.text);
    }
    let long = "x".repeat(61);
    for (purpose, action) in [("billing", "danced"), ("", "changed"), (long.as_str(), "changed")] {
        let fields =
            [("act", "finish"), ("outcome", "reached"), ("purpose", purpose), ("action", action)];
        assert_eq!(bench.act(&reference, &ana, &fields).await.status, 422, "{fields:?}");
    }
    let whole = [
        ("act", "finish"),
        ("outcome", "reached"),
        ("purpose", "billing"),
        ("action", "changed"),
        ("again", "at"),
    ];
    let done = bench.act(&reference, &ana, &whole).await;
    assert_eq!((done.status.as_u16(), done.header("location")), (303, "/desk?said=finished"));
    let page = shown(&bench, &reference, &ana).await.text;
    assert!(page.contains("About <bdi>billing</bdi>. Changed something."), "{page}");
    bench.act(&reference, &ana, &[("act", "reopen")]).await;
    assert!(!shown(&bench, &reference, &ana).await.text.contains("About <bdi>"));
}

#[tokio::test]
async fn a_customer_who_did_not_answer_waits_for_another_slot() {
    let (bench, reference, ana) = claimed(request()).await;
    let form = shown(&bench, &reference, &ana).await;
    // It is three in the morning where the customer is, and nobody is phoned in an hour.
    assert!(form.text.contains("It is 03:00 where the customer is"), "{}", form.text);
    assert!(!form.text.contains("In 1 hour"));
    assert!(form.text.contains("Mon 23 Nov, 00:00 to 01:00; Sun 22 Nov, 18:00 to 19:00 there"));
    let evening = form.after("name=\"again\" value=\"").to_owned();
    let fields = [
        ("act", "finish"),
        ("outcome", "no_answer"),
        ("again", evening.as_str()),
        ("note", "Rang ten times."),
    ];
    let answer = bench.act(&reference, &ana, &fields).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/desk?said=again"));
    let page = shown(&bench, &reference, &ana).await.text;
    for words in [
        "Nobody has this yet",
        "Mon 23 Nov, 00:00 to 01:00",
        "Sun 22 Nov, 18:00 to 19:00 where the customer is",
        "Phoned once",
        "no answer, to be tried again Mon 23 Nov, 00:00",
        "Rang ten times.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let bo = bench.signed_in("Bo").await;
    assert!(bench.get("/desk", &bo).await.text.contains("Phoned once"));
    assert_eq!(bench.act(&reference, &ana, &fields).await.status, 409, "it is nobody's now");
    assert_eq!(bench.act(&reference, &bo, &[("act", "claim")]).await.status, 303);
    let last = [("act", "finish"), ("outcome", "no_answer"), ("again", "never")];
    assert_eq!(bench.act(&reference, &bo, &last).await.status, 303);
    assert!(shown(&bench, &reference, &bo).await.text.contains("Phoned twice"));
}

#[tokio::test]
async fn d20_nobody_is_tried_again_at_night() {
    let check = async |zone: &str, again: &str, at: &str, says: &str| {
        let (bench, reference, ana) = claimed(changed("/time_zone", json!(zone))).await;
        let fields = [
            ("act", "finish"),
            ("outcome", "no_answer"),
            ("again", again),
            ("at", at),
            ("note", "Kept."),
        ];
        let answer = bench.act(&reference, &ana, &fields).await;
        let expect = if says.is_empty() { 303 } else { 422 };
        assert_eq!(answer.status.as_u16(), expect, "{zone} {again} {at}: {}", answer.text);
        assert!(answer.text.contains(says), "{zone} {again} {at}: {}", answer.text);
        if !says.is_empty() && !at.is_empty() {
            assert!(
                answer.text.contains(&format!("value=\"{at}\"")) && answer.text.contains("Kept.")
            );
        }
    };
    let night = "not between 08:00 and 21:00";
    // The field is by the company's clock, in Madrid.
    check("America/New_York", "at", "2026-11-22T10:30", night).await;
    check("America/New_York", "at", "2026-11-22T15:30", "").await;
    check("America/New_York", "1795341600", "", night).await;
    // A zone that is not known is taken for the company's.
    for unknown in ["", "Mars/Olympus"] {
        check(unknown, "at", "2026-11-22T10:30", "").await;
        check(unknown, "at", "2026-11-22T20:30", night).await;
    }
    check("America/New_York", "at", "2026-11-22T09:00", "This time is over").await;
    check("America/New_York", "0", "", "This time is over").await;
    check("America/New_York", "at", "2028-01-01T16:00", "more than 60 days").await;
    check("America/New_York", "at", "", "Choose one time to try again").await;
    check("", "1795345200", "2026-11-23T10:30", "Choose one time to try again").await;
    check("", "never", "2026-11-23T10:30", "Choose one time to try again").await;
    check("America/New_York", "soon", "", "Choose one time to try again").await;
}

#[tokio::test]
async fn anybody_writes_notes_at_any_time() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let (ana, bo) = (bench.signed_in("Ana").await, bench.signed_in("Bo").await);
    let note = async |cookie: &str, note: &str, status: u16| {
        let answer = bench.act(&reference, cookie, &[("act", "note"), ("note", note)]).await;
        assert_eq!(answer.status.as_u16(), status, "{note}");
    };
    note(&ana, "While it waits.", 303).await;
    bench.act(&reference, &ana, &[("act", "claim")]).await;
    note(&bo, "While Ana has it.", 303).await;
    bench.act(&reference, &ana, &[("act", "finish"), ("outcome", "wrong_number")]).await;
    note(&bo, "When it is done.", 303).await;
    note(&bo, "  ", 422).await;
    note(&bo, &"x".repeat(2_001), 400).await;
    let page = shown(&bench, &reference, &ana).await.text;
    for words in ["While it waits.", "While Ana has it.", "When it is done.", "wrote a note"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(page.contains("Wrong number"), "a note changes nothing else");
}
