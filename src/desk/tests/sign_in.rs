use std::sync::atomic::Ordering;

use axum::http::StatusCode;
use unstuck_desk::DeskError;

use crate::bench::{Bench, NOW, PASSWORD, request};

#[tokio::test]
async fn an_agent_signs_in_and_out() {
    let bench = Bench::new();
    bench.accepted("k", &request()).await;
    let before = bench.get("/desk", "").await;
    assert!(before.text.contains("Callback desk") && !before.text.contains("Rosa"));

    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    let signed = bench.sign_in("ana", PASSWORD, "").await;
    assert_eq!((signed.status, signed.header("location")), (StatusCode::SEE_OTHER, "/desk"));
    let set = signed.header("set-cookie");
    for part in ["unstuck-desk=", "HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    let cookie = signed.cookie();
    assert!(bench.get("/desk", &cookie).await.text.contains("Rosa Lindqvist"));

    let proof = bench.proof(&cookie).await;
    let out = bench.form("/desk/sign-out", &cookie, &[("proof", &proof)]).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert!(!bench.get("/desk", &cookie).await.text.contains("Rosa"));
}

#[tokio::test]
async fn the_cookie_is_secure_by_https() {
    let bench = Bench::with(|options| options.https = true);
    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    let signed = bench.sign_in("Ana", PASSWORD, "").await;
    let set = signed.header("set-cookie");
    assert!(set.starts_with("__Host-unstuck-desk=") && set.ends_with("; Secure"), "{set}");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_answered_alike() {
    let bench = Bench::new();
    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    let wrong = bench.sign_in("Ana", "wrong password", "").await;
    let unknown = bench.sign_in("Eve", "wrong password", "").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert_eq!(wrong.text.replace("Ana", "Eve"), unknown.text);
    assert!(!wrong.text.contains("wrong password"));
    assert_eq!(wrong.header("set-cookie"), "");
}

#[tokio::test]
async fn d14_passwords_are_not_tried_without_end() {
    let bench = Bench::new();
    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    for _ in 0..5 {
        assert_eq!(bench.sign_in("Ana", "wrong password", "").await.status, 401);
    }
    let refused = bench.sign_in("Ana", PASSWORD, "").await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (429, "900"));
    bench.now.store(NOW + 15 * 60, Ordering::SeqCst);
    assert_eq!(bench.sign_in("Ana", PASSWORD, "").await.status, 303);
}

#[tokio::test]
async fn d14_a_session_that_somebody_else_chose_or_began_is_not_taken_on() {
    let bench = Bench::new();
    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    let planted = "unstuck-desk=planted";
    let first = bench.sign_in("Ana", PASSWORD, planted).await.cookie();
    assert_ne!(first, planted);
    assert!(bench.get("/desk", planted).await.text.contains("Callback desk"));
    // Signing in again ends the session that the browser had.
    let second = bench.sign_in("Ana", PASSWORD, &first).await.cookie();
    assert_ne!(first, second);
    assert!(bench.get("/desk", &first).await.text.contains("Callback desk"));
    assert!(bench.get("/desk", &second).await.text.contains("Sign out"));
    // A second cookie of the name can only have been planted.
    let both = format!("{second}; {planted}");
    assert!(bench.get("/desk", &both).await.text.contains("Callback desk"));
}

#[tokio::test]
async fn a_session_ends_after_a_working_day_and_with_a_new_password() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    bench.now.store(NOW + 12 * 3_600 - 1, Ordering::SeqCst);
    assert!(bench.get("/desk", &cookie).await.text.contains("Sign out"));
    bench.now.store(NOW + 12 * 3_600, Ordering::SeqCst);
    assert!(!bench.get("/desk", &cookie).await.text.contains("Sign out"));

    let cookie = bench.sign_in("Ana", PASSWORD, "").await.cookie();
    bench.desk.set_password("tern", "ana", "another password").unwrap();
    assert!(!bench.get("/desk", &cookie).await.text.contains("Sign out"));
    assert_eq!(bench.sign_in("Ana", PASSWORD, "").await.status, 401);
    assert_eq!(bench.sign_in("Ana", "another password", "").await.status, 303);
}

#[tokio::test]
async fn a_link_to_a_request_leads_there_after_signing_in() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let path = format!("/desk/requests/{reference}");
    let asked = bench.get(&path, "").await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    assert!(!asked.text.contains("Rosa"));
    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    let check = async |to: &str, location: &str| {
        let fields = [("name", "Ana"), ("password", PASSWORD), ("to", to)];
        let answer = bench.form("/desk/sign-in", "", &fields).await;
        assert_eq!(answer.header("location"), location);
    };
    check(asked.after("name=\"to\" value=\""), &path).await;
    check("https://evil.example", "/desk").await;
}

#[test]
fn an_agent_needs_a_name_and_a_long_password() {
    let bench = Bench::new();
    let check = |name: &str, password: &str, expect: fn(&DeskError) -> bool| {
        let error = bench.desk.add_agent("tern", name, password).err().unwrap();
        assert!(expect(&error), "{error}");
    };
    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    check("  ", PASSWORD, |error| matches!(error, DeskError::Name));
    check("a\nb", PASSWORD, |error| matches!(error, DeskError::Name));
    check("Bo", "short", |error| matches!(error, DeskError::Password));
    check("ANA", PASSWORD, |error| matches!(error, DeskError::AgentExists));
    let unknown = bench.desk.set_password("tern", "Bo", PASSWORD).err().unwrap();
    assert!(matches!(unknown, DeskError::AgentUnknown));
}
