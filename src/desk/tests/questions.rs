use std::sync::atomic::Ordering;

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::bench::{Answer, Bench, NOW, form, post_to, question, send};

/// The questions as an agent reads them: what stands between the page's heading and its end.
async fn page(bench: &Bench, cookie: &str) -> String {
    let page = bench.get("/desk/questions", cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    page.text.split_once("<main").unwrap().1.to_owned()
}

/// Presses a button of the question with some words.
async fn press(bench: &Bench, cookie: &str, id: &str, act: &str) -> Answer {
    let proof = bench.proof(cookie).await;
    let fields = [("question", id), ("act", act), ("proof", proof.as_str())];
    bench.form("/desk/questions", cookie, &fields).await
}

/// The number of the first question on a page.
fn first(page: &str) -> String {
    page.split_once("name=\"question\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_question_is_taken_once_and_shown_to_agents() {
    let bench = Bench::new();
    let asked = question("Do you ship to Malta?");
    let answer = bench.ask("k", &asked).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let reference = answer.json()["reference"].as_str().unwrap().to_owned();
    assert!(reference.starts_with("UN-"), "{reference}");

    let again = bench.ask("k", &asked).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, json!({ "reference": reference })));
    let other = bench.ask("k", &question("Do you ship to Crete?")).await;
    assert_eq!((other.status.as_u16(), other.json()["code"].as_str()), (422, Some("key_reused")));
    // The key of a callback is another one's.
    bench.accepted("k", &crate::bench::request()).await;

    let cookie = bench.signed_in("Ana").await;
    let page = page(&bench, &cookie).await;
    for words in [
        "Do you ship to Malta?",
        "Asked once",
        "English",
        "Sun 22 Nov, 09:00",
        "On the page https://shop.example/account/bills",
        &reference,
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("Crete"), "{page}");
}

/// Letters of four bytes, none twice: nothing makes them shorter where they are kept.
#[tokio::test]
async fn the_longest_question_in_any_script_is_taken_and_known_again() {
    let bench = Bench::new();
    let text: String = ('\u{20000}'..).take(999).collect();
    for sign in ["?", "!"] {
        let answer = bench.ask(sign, &question(&format!("{text}{sign}"))).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    }
    let cookie = bench.signed_in("Ana").await;
    assert!(page(&bench, &cookie).await.contains("Asked twice"));
}

#[tokio::test]
async fn a_question_keeps_its_own_reference() {
    let bench = Bench::new();
    let own = bench.accepted("k", &crate::bench::request()).await;
    let with = |reference: &str| {
        let mut asked = question("Why?");
        asked["reference"] = json!(reference);
        asked
    };
    assert_eq!(bench.ask("a", &with(&own)).await.json()["reference"], own);
    for (key, none) in [("b", ""), ("c", "UN-AAAA")] {
        let answer = bench.ask(key, &with(none)).await;
        let given = answer.json()["reference"].as_str().unwrap().to_owned();
        assert!(given.starts_with("UN-") && given.len() == 11 && given != own, "{given}");
        assert_eq!(bench.ask(key, &with(none)).await.json()["reference"], given);
    }
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_in_words() {
    let bench = Bench::new();
    let check = async |body: Value, code: &str| {
        let answer = bench.ask("key", &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()["code"].as_str()),
            (422, Some(code)),
            "{body}"
        );
        assert!(answer.json()["message"].as_str().unwrap().ends_with('.'), "{}", answer.text);
    };
    let with = |field: &str, value: Value| {
        let mut body = question("Why?");
        body[field] = value;
        body
    };
    check(question(""), "text").await;
    check(question(" \n "), "text").await;
    check(question(&"w".repeat(1_001)), "text").await;
    check(with("language", json!("my number is 1")), "language").await;
    check(with("page", json!("p".repeat(2_001))), "too_much").await;
    check(with("site", json!("other")), "site").await;
    check(with("text", json!(["Why?"])), "shape").await;
    check(with("email", json!("rosa@example.com")), "shape").await;
    check(json!([]), "shape").await;
    let cookie = bench.signed_in("Ana").await;
    assert!(page(&bench, &cookie).await.contains("No question is open."));
    assert_eq!(bench.ask("key", &question(&"w".repeat(1_000))).await.status, 201);
}

#[tokio::test]
async fn questions_have_the_limits_of_callbacks() {
    let bench = Bench::new();
    let text = question("Why?").to_string();
    let check = async |change: &dyn Fn(&mut axum::http::Request<axum::body::Body>),
                       status,
                       code| {
        let mut sent = post_to("/v1/questions", "k", text.clone());
        change(&mut sent);
        let answer = bench.send(sent).await;
        assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (status, Some(code)));
        answer
    };
    check(&|sent| *sent.body_mut() = "x".repeat(64 * 1024 + 1).into(), 413, "too_large").await;
    check(&|sent| *sent.body_mut() = "{".into(), 400, "json").await;
    let plain = header::HeaderValue::from_static("text/plain");
    check(
        &|sent| drop(sent.headers_mut().insert(header::CONTENT_TYPE, plain.clone())),
        415,
        "content_type",
    )
    .await;
    check(&|sent| drop(sent.headers_mut().remove("idempotency-key")), 400, "key").await;
    let refused = check(&|sent| *sent.method_mut() = Method::GET, 405, "method").await;
    assert_eq!(refused.header("allow"), "POST, OPTIONS");
    let evil = header::HeaderValue::from_static("https://evil.example");
    check(&|sent| drop(sent.headers_mut().insert(header::ORIGIN, evil.clone())), 403, "origin")
        .await;

    let mut asked = post_to("/v1/questions", "k", text.clone());
    asked.headers_mut().insert(header::ORIGIN, "https://shop.example".parse().unwrap());
    let answer = bench.send(asked).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.header("access-control-allow-origin"), "https://shop.example");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_at_once_with_one_key_are_one_question() {
    let bench = Bench::new();
    let sent: Vec<_> = (0..50)
        .map(|_| {
            let asked = post_to("/v1/questions", "same", question("Why?").to_string());
            tokio::spawn(send(bench.router.clone(), asked))
        })
        .collect();
    let mut created = 0;
    for sent in sent {
        let answer = sent.await.unwrap();
        assert!(answer.status.is_success(), "{}", answer.text);
        created += usize::from(answer.status == StatusCode::CREATED);
    }
    let cookie = bench.signed_in("Ana").await;
    assert_eq!(created, 1);
    assert!(page(&bench, &cookie).await.contains("Asked once"));
}

/// The desk masks what the widget should have masked, and keeps no trace of it.
#[tokio::test]
async fn private_data_is_masked_before_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    let mut bench = Bench::new();
    bench.desk = unstuck_desk::Desk::open(
        &unstuck_desk::Place::File(path.clone()),
        crate::bench::options(&bench.now, &bench.faults),
    )
    .unwrap();
    bench.router = bench.desk.router();
    let mut asked =
        question("Why was my card 4111 1111 1111 1111 refused? Write to rosa@example.com");
    asked["page"] = json!("https://shop.example/pay?card=4111111111111111&who=rosa#now");
    assert_eq!(bench.ask("k", &asked).await.status, StatusCode::CREATED);
    let cookie = bench.signed_in("Ana").await;
    let page = page(&bench, &cookie).await;
    assert!(page.contains("Why was my card [card number] refused? Write to [e-mail]"), "{page}");
    assert!(page.contains("On the page https://shop.example/pay<"), "{page}");
    for end in ["", "-wal"] {
        let bytes = std::fs::read(format!("{}{end}", path.display())).unwrap();
        let kept = String::from_utf8_lossy(&bytes);
        assert!(!kept.contains("4111") && !kept.contains("rosa"), "{end}");
    }
}

#[tokio::test]
async fn the_same_text_is_shown_once_with_how_often_it_came() {
    let bench = Bench::new();
    let check = async |key: &str, text: &str, language: &str| {
        let mut asked = question(text);
        asked["language"] = json!(language);
        assert_eq!(bench.ask(key, &asked).await.status, StatusCode::CREATED);
    };
    check("a", "Do you ship to Malta?", "en").await;
    check("b", "Can I pay by bank transfer?", "en").await;
    check("c", "do you  ship to malta", "en").await;
    check("d", "Do you ship to Malta?", "es").await;
    check("e", "Newest", "en").await;
    let cookie = bench.signed_in("Ana").await;
    let page = page(&bench, &cookie).await;
    assert_eq!(page.matches("<article").count(), 4);
    assert_eq!(page.matches("Asked twice").count(), 1);
    let place = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
    // The newest first, by when the same text came last.
    let order = ["Newest", "Do you ship to Malta?", "do you  ship to malta", "bank transfer"];
    assert!(order.map(place).is_sorted(), "{page}");
    assert!(page.contains("lang=\"es\"") && page.contains("Spanish"), "{page}");
}

#[tokio::test]
async fn a_question_is_done_until_it_is_asked_again() {
    let bench = Bench::new();
    let asked = question("Do you ship to Malta?");
    bench.ask("a", &asked).await;
    bench.ask("b", &asked).await;
    bench.ask("c", &question("Another")).await;
    let (ana, bo) = (bench.signed_in("Ana").await, bench.signed_in("Bo").await);
    press(&bench, &ana, &first(&page(&bench, &ana).await), "done").await;
    let id = first(&page(&bench, &ana).await);

    bench.now.store(NOW + 60, Ordering::SeqCst);
    let done = press(&bench, &ana, &id, "done").await;
    assert_eq!(
        (done.status, done.header("location")),
        (StatusCode::SEE_OTHER, "/desk/questions?said=question-done")
    );
    let said = bench.get(done.header("location"), &ana).await.text;
    assert!(said.contains("The question is done."), "{said}");
    let shown = page(&bench, &bo).await;
    assert!(
        shown.contains("No question is open.") && shown.contains("Done by Ana, Sun 22 Nov, 09:01"),
        "{shown}"
    );

    let late = press(&bench, &bo, &id, "done").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("somebody was quicker"), "{}", late.text);

    bench.ask("d", &asked).await;
    let shown = page(&bench, &ana).await;
    let open = shown.split("Done lately").next().unwrap();
    assert!(open.contains("Malta") && open.contains("Asked 3 times"), "{shown}");
    assert_eq!(
        shown.matches("Malta").count(),
        1,
        "what is open is not among what is done: {shown}"
    );

    press(&bench, &ana, &first(&shown), "done").await;
    let back = press(&bench, &bo, &first(&page(&bench, &bo).await), "reopen").await;
    assert_eq!(back.header("location"), "/desk/questions?said=question-open");
    assert!(page(&bench, &ana).await.split("Done lately").next().unwrap().contains("Malta"));
}

#[tokio::test]
async fn a_press_ends_nothing_that_the_agent_has_not_seen() {
    let bench = Bench::new();
    bench.ask("a", &question("Do you ship to Malta?")).await;
    let cookie = bench.signed_in("Ana").await;
    let seen = first(&page(&bench, &cookie).await);
    bench.ask("b", &question("Do you ship to Malta?")).await;
    assert_eq!(press(&bench, &cookie, &seen, "done").await.status, StatusCode::SEE_OTHER);
    let page = page(&bench, &cookie).await;
    assert!(!page.contains("No question is open.") && page.contains("Asked twice"), "{page}");
}

#[tokio::test]
async fn only_an_agents_own_form_changes_a_question() {
    let bench = Bench::new();
    bench.ask("a", &question("Do you ship to Malta?")).await;
    let (ana, bo) = (bench.signed_in("Ana").await, bench.signed_in("Bo").await);
    let id = first(&page(&bench, &ana).await);
    let check = async |cookie: &str, fields: &[(&str, &str)], origin: &str, status: u16| {
        let headers = [("sec-fetch-site", origin)];
        let answer = bench.send(form("/desk/questions", cookie, fields, &headers)).await;
        assert_eq!(answer.status.as_u16(), status, "{fields:?} {origin}: {}", answer.text);
        answer
    };
    let (proof, other) = (bench.proof(&ana).await, bench.proof(&bo).await);
    let fields = |id: &str, act: &str, proof: &str| {
        [("question", id), ("act", act), ("proof", proof)].map(|(a, b)| (a, b.to_owned()))
    };
    let own = "same-origin";
    for (cookie, id, act, proof, origin, status) in [
        (ana.as_str(), id.as_str(), "done", proof.as_str(), "cross-site", 403),
        (&ana, &id, "done", &other, own, 403),
        (&ana, &id, "done", "", own, 403),
        (&ana, &id, "dance", &proof, own, 400),
        (&ana, "one", "done", &proof, own, 400),
        (&ana, "-1", "done", &proof, own, 404),
        (&ana, "9000", "done", &proof, own, 404),
        ("", &id, "done", &proof, own, 401),
    ] {
        let fields = fields(id, act, proof);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        check(cookie, &fields, origin, status).await;
    }
    assert!(page(&bench, &ana).await.contains("value=\"done\""), "nothing was done");
}

#[tokio::test]
async fn whoever_asks_for_the_questions_signs_in_first_and_comes_to_them() {
    let bench = Bench::new();
    bench.ask("a", &question("Do you ship to Malta?")).await;
    let stranger = bench.get("/desk/questions", "").await;
    assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
    assert!(!stranger.text.contains("Malta"));
    assert_eq!(stranger.after("name=\"to\" value=\""), "questions");
    let cookie = bench.signed_in("Ana").await;
    let fields = [("name", "Ana"), ("password", crate::bench::PASSWORD), ("to", "questions")];
    let signed = bench.form("/desk/sign-in", "", &fields).await;
    assert_eq!(signed.header("location"), "/desk/questions");
    for path in ["/desk", "/desk/hand-offs", "/desk/questions", "/desk/replies", "/desk/dashboard"]
    {
        let page = bench.get(path, &cookie).await;
        assert!(page.text.contains(&format!("href=\"{path}\" aria-current=\"page\"")), "{path}");
        assert!(page.text.contains("href=\"/desk/questions\""), "{path}");
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn d13_what_customers_ask_is_inert() {
    let bench = Bench::new();
    let mut asked = question("<script>alert(1)</script>\"'><img src=x>\u{1b}[31m\u{202e}");
    asked["page"] = json!("https://shop.example/<b onclick=a>\"'");
    bench.ask("k", &asked).await;
    let cookie = bench.signed_in("<i>Ana</i>").await;
    let id = first(&page(&bench, &cookie).await);
    press(&bench, &cookie, &id, "done").await;
    let page = page(&bench, &cookie).await;
    assert!(page.contains("&lt;script&gt;"), "{page}");
    for bad in ["<script", "<img", "<b ", "<i>", "\u{1b}", "\u{202e}"] {
        assert!(!page.contains(bad), "{bad}: {page}");
    }
}
