use axum::http::StatusCode;
use serde_json::json;

use crate::bench::{Bench, PASSWORD, changed, form, request};

#[tokio::test]
async fn d14_forms_of_other_origins_change_nothing() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let cookie = bench.signed_in("Ana").await;
    let proof = bench.proof(&cookie).await;
    let path = format!("/desk/requests/{reference}");
    let check = async |headers: &[(&str, &str)], status: u16| {
        for (path, fields) in [
            (path.as_str(), vec![("act", "claim"), ("proof", proof.as_str())]),
            ("/desk/sign-in", vec![("name", "Ana"), ("password", PASSWORD)]),
            ("/desk/sign-out", vec![("proof", proof.as_str())]),
        ] {
            let answer = bench.send(form(path, &cookie, &fields, headers)).await;
            assert_eq!(answer.status.as_u16(), status, "{path} {headers:?}");
        }
    };
    check(&[], 403).await;
    check(&[("origin", "null")], 403).await;
    check(&[("origin", "https://evil.example")], 403).await;
    check(&[("sec-fetch-site", "cross-site")], 403).await;
    check(&[("sec-fetch-site", "same-site"), ("origin", "http://desk.example")], 403).await;
    let page = bench.get(&path, &cookie).await;
    assert!(page.text.contains("Nobody has this yet"), "nothing was claimed, nobody signed out");
    check(&[("origin", "http://desk.example")], 303).await;
}

#[tokio::test]
async fn d14_a_form_of_another_session_changes_nothing() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let (ana, bo) = (bench.signed_in("Ana").await, bench.signed_in("Bo").await);
    let proof = bench.proof(&bo).await;
    for proof in [proof.as_str(), "", "x"] {
        let fields = [("act", "claim"), ("proof", proof)];
        let answer = bench.form(&format!("/desk/requests/{reference}"), &ana, &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn d13_what_customers_write_is_inert() {
    let bench = Bench::new();
    let evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u{1b}[31m\u{202e}&amp;";
    let pointers = [
        "/name",
        "/message",
        "/consent_text",
        "/consent_version",
        "/time_zone",
        "/phone_as_written",
        "/hand_off/language",
        "/hand_off/page",
        "/hand_off/topic",
        "/hand_off/asked/0",
        "/hand_off/tried/1/entry",
        "/hand_off/tried/1/title",
        "/hand_off/tried/1/step",
        "/hand_off/tried/1/path/0",
        "/hand_off/reference",
    ];
    let mut body = request();
    for pointer in pointers {
        let short = matches!(pointer, "/time_zone" | "/phone_as_written" | "/consent_version");
        let text = if short { "<script>alert(1)</script>\"'><b a>" } else { evil };
        *body.pointer_mut(pointer).unwrap() = json!(text);
    }
    let reference = bench.accepted("k", &body).await;
    let cookie = bench.signed_in("<i>Ana</i>").await;
    bench.act(&reference, &cookie, &[("act", "claim")]).await;
    let note = [("act", "finish"), ("outcome", "reached"), ("note", evil)];
    bench.act(&reference, &cookie, &note).await;
    for path in ["/desk".to_owned(), format!("/desk/requests/{reference}")] {
        let page = bench.get(&path, &cookie).await;
        assert!(page.text.contains("&lt;script&gt;"), "{path}");
        for bad in ["<script>", "<img", "<b ", "<i>", "\u{1b}", "\u{202e}", "&amp;amp;amp;"] {
            assert!(!page.text.contains(bad), "{path}: {bad}");
        }
    }
    let wrong = bench.sign_in("\"><script>", "wrong password", "").await;
    assert!(!wrong.text.contains("<script"));
}

#[tokio::test]
async fn every_page_is_guarded_and_not_kept() {
    let bench = Bench::new();
    let reference = bench.accepted("k", &request()).await;
    let cookie = bench.signed_in("Ana").await;
    for path in ["/desk", &format!("/desk/requests/{reference}"), "/desk/requests/nothing"] {
        for cookie in ["", &cookie] {
            let page = bench.get(path, cookie).await;
            let policy = page.header("content-security-policy");
            for part in [
                "default-src 'none'",
                "style-src 'self'",
                "script-src 'self'",
                "connect-src 'self'",
                "form-action 'self'",
                "frame-ancestors 'none'",
            ] {
                assert!(policy.contains(part), "{path}: {policy}");
            }
            assert_eq!(page.header("cache-control"), "no-store");
            assert_eq!(page.header("x-content-type-options"), "nosniff");
            assert!(!page.text.contains("style=") && !page.text.contains("onclick"), "{path}");
        }
    }
    let style = bench.get("/desk/style.css", "").await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    let script = bench.get("/desk/desk.js", "").await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
}

#[tokio::test]
async fn a_request_of_nobody_is_not_found() {
    let bench = Bench::new();
    let cookie = bench.signed_in("Ana").await;
    let elsewhere = Bench::new().accepted("k", &changed("/name", json!("Bo"))).await;
    for reference in [elsewhere.as_str(), "UN-1", "%FF", "..%2f"] {
        let path = format!("/desk/requests/{reference}");
        let page = bench.get(&path, &cookie).await;
        assert!(page.status == 404 || page.status == 400, "{reference}: {}", page.status);
        assert!(!bench.get(&path, "").await.text.contains("no such request"));
    }
}
