use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use serde_json::json;
use unstuck_desk::{DeskError, Erase, Erased};

use crate::bench::{Bench, NOW, changed, question, request};

const DAY: i64 = 86_400;

fn erased(requests: u64, questions: u64) -> Erased {
    Erased { requests, questions, chats: 0 }
}

#[tokio::test]
async fn d22_a_request_is_erased_by_its_reference_with_its_questions() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let other = bench.accepted("other", &request()).await;
    let mut asked = question("Why is it so dear?");
    asked["reference"] = json!(reference);
    assert_eq!(bench.ask("q", &asked).await.status, StatusCode::CREATED);
    let ana = bench.signed_in("Ana").await;
    bench.act(&reference, &ana, &[("act", "claim")]).await;

    let what = Erase::Reference(reference.to_lowercase());
    assert_eq!(bench.desk.erase("tern", &what, false).unwrap(), erased(1, 1));
    assert_eq!(bench.desk.erase("tern", &what, true).unwrap(), erased(0, 0));
    let page = bench.get(&format!("/desk/requests/{reference}"), &ana).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(bench.get(&format!("/desk/requests/{other}"), &ana).await.status, StatusCode::OK);
    let questions = bench.get("/desk/questions", &ana).await.text;
    assert!(!questions.contains("so dear"), "{questions}");
}

#[tokio::test]
async fn d22_what_was_erased_is_not_taken_in_again() {
    let bench = Bench::new();
    let mut body = request();
    body["hand_off"]["reference"] = json!("UN-BR34DA7T");
    let reference = bench.accepted("k", &body).await;
    let mut asked = question("Why?");
    asked["reference"] = json!("UN-BR34DA7T");
    bench.ask("k", &asked).await;
    bench.desk.erase("tern", &Erase::Reference("UN-BR34DA7T".to_owned()), false).unwrap();
    let again = bench.post("k", &body).await;
    assert_eq!((again.status, again.json()["code"].as_str()), (StatusCode::GONE, Some("erased")));
    let again = bench.ask("k", &asked).await;
    assert_eq!((again.status, again.json()["code"].as_str()), (StatusCode::GONE, Some("erased")));
    // A new request is a new one, and never gets the name of one that is gone.
    assert_ne!(bench.accepted("new", &body).await, reference);
    assert_eq!(bench.rows().await, 1);
}

#[tokio::test]
async fn d22_all_that_a_number_asked_for_is_erased() {
    let bench = Bench::new();
    for key in ["a", "b", "c"] {
        bench.accepted(key, &request()).await;
    }
    let mut other = changed("/phone", json!("+12125550112"));
    // A text that looks like the form in which requests are stored is still a text.
    other["message"] = json!("\"phone\":\"+12125550143\"");
    bench.accepted("d", &other).await;
    let what = Erase::Phone("(212) 555-0143".to_owned());
    assert_eq!(bench.desk.erase("tern", &what, false).unwrap(), erased(3, 0));
    assert_eq!(bench.rows().await, 1);
}

#[tokio::test]
async fn d22_what_came_before_a_day_is_erased_in_the_companys_time() {
    let bench = Bench::new();
    // It is 2026-11-22, 23:30 in Madrid, then half past midnight.
    bench.now.store(NOW + 14 * 3_600 + 1_800, Ordering::SeqCst);
    let slot = json!({ "from": NOW + 20 * 3_600, "to": NOW + 21 * 3_600 });
    bench.accepted("early", &changed("/slot", slot.clone())).await;
    bench.ask("early", &question("Why?")).await;
    bench.now.store(NOW + 15 * 3_600 + 1_800, Ordering::SeqCst);
    bench.accepted("late", &changed("/slot", slot)).await;
    let before = |day: &str| bench.desk.erase("tern", &Erase::Before(day.to_owned()), false);
    assert_eq!(before("2026-11-22").unwrap(), erased(0, 0));
    assert_eq!(before("2026-11-23").unwrap(), erased(1, 1));
    assert_eq!(bench.rows().await, 1);
}

#[test]
fn what_is_to_be_erased_must_be_readable() {
    let bench = Bench::new();
    let check = |what: Erase, expect: fn(&DeskError) -> bool| {
        let error = bench.desk.erase("tern", &what, false).unwrap_err();
        assert!(expect(&error), "{error}");
    };
    check(Erase::Reference("UN-BR34DA7V".to_owned()), |error| {
        matches!(error, DeskError::Reference)
    });
    check(Erase::Phone("my number".to_owned()), |error| matches!(error, DeskError::Phone));
    check(Erase::Before("yesterday".to_owned()), |error| matches!(error, DeskError::Date { .. }));
    let error = bench.desk.erase("lark", &Erase::Before("2026-01-01".to_owned()), false);
    assert!(matches!(error, Err(DeskError::SiteUnknown { .. })));
}

#[tokio::test]
async fn d22_done_requests_are_erased_when_their_day_is_reached() {
    let bench = Bench::with(|options| options.sites[0].retention_days = Some(30));
    let done = bench.accepted("done", &request()).await;
    bench.accepted("open", &request()).await;
    bench.ask("open", &question("Why?")).await;
    let ana = bench.signed_in("Ana").await;
    bench.act(&done, &ana, &[("act", "claim")]).await;
    bench.act(&done, &ana, &[("act", "finish"), ("outcome", "reached")]).await;

    bench.now.store(NOW + 30 * DAY, Ordering::SeqCst);
    assert_eq!(bench.desk.sweep().unwrap(), erased(0, 0));
    bench.now.store(NOW + 30 * DAY + 1, Ordering::SeqCst);
    assert_eq!(bench.desk.sweep().unwrap(), erased(1, 0));
    assert_eq!(bench.desk.sweep().unwrap(), erased(0, 0));
    assert_eq!(bench.rows().await, 1);
    let again = bench.post("done", &request()).await;
    assert_eq!(again.json()["code"], "erased");
}

#[tokio::test]
async fn without_a_retention_nothing_is_erased() {
    let bench = Bench::new();
    let done = bench.accepted("done", &request()).await;
    let ana = bench.signed_in("Ana").await;
    bench.act(&done, &ana, &[("act", "claim")]).await;
    bench.act(&done, &ana, &[("act", "finish"), ("outcome", "reached")]).await;
    bench.now.store(NOW + 10_000 * DAY, Ordering::SeqCst);
    assert_eq!(bench.desk.sweep().unwrap(), erased(0, 0));
}

/// A customer mistypes their number, asks again in the same visit, and wants everything erased.
#[tokio::test]
async fn d22_what_else_came_in_the_same_visit_is_named() {
    let bench = Bench::new();
    let mut body = request();
    body["hand_off"]["reference"] = json!("UN-BR34DA7T");
    bench.accepted("mistyped", &body).await;
    body["phone"] = json!("+12125550199");
    let second = bench.accepted("mended", &body).await;
    assert_ne!(second, "UN-BR34DA7T");
    let codes = |what: &Erase| bench.desk.other_codes("tern", what).unwrap();
    for what in [Erase::Phone("+12125550199".to_owned()), Erase::Reference(second)] {
        assert_eq!(codes(&what), ["UN-BR34DA7T"], "{what:?}");
    }
    let first = Erase::Reference("UN-BR34DA7T".to_owned());
    assert_eq!(codes(&first), Vec::<String>::new());
    bench.desk.erase("tern", &first, false).unwrap();
    assert_eq!(codes(&Erase::Phone("+12125550199".to_owned())), Vec::<String>::new());
}

#[tokio::test]
async fn d22_erasures_are_listed_and_done_again() {
    let (bench, copy) = (Bench::new(), Bench::new());
    let mut body = request();
    body["hand_off"]["reference"] = json!("UN-BR34DA7T");
    for desk in [&bench, &copy] {
        assert_eq!(desk.accepted("k", &body).await, "UN-BR34DA7T");
    }
    bench.desk.erase("tern", &Erase::Reference("UN-BR34DA7T".to_owned()), false).unwrap();
    let text = unstuck_desk::written_erasures(&bench.desk.erasures().unwrap());
    let list = unstuck_desk::read_erasures(&text).unwrap();
    assert_eq!(copy.desk.replay(&list).unwrap(), erased(1, 0));
    assert_eq!(copy.rows().await, 0);
    assert_eq!(copy.post("k", &body).await.status, StatusCode::GONE);
}
