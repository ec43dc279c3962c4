use std::sync::atomic::Ordering;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use serde_json::{Value, json};

use crate::bench::{Answer, Bench, NOW, PASSWORD, form, from, post, post_to, question, request};

impl Bench {
    /// How many of a thousand requests with keys of their own are taken in.
    async fn taken(&self, address: impl Fn(usize) -> String) -> usize {
        let mut taken = 0;
        for n in 0..1_000 {
            let posted = post(&format!("{n} of {}", address(n)), request().to_string());
            let answer = self.send(from(&address(n), posted)).await;
            if answer.status == StatusCode::CREATED {
                taken += 1;
            } else {
                is_too_many(&answer);
            }
        }
        taken
    }
}

/// After how many seconds to come back.
fn is_too_many(answer: &Answer) -> i64 {
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{}", answer.text);
    assert_eq!(answer.json()["code"], "too_many");
    let wait: i64 = answer.header("retry-after").parse().unwrap();
    assert!(wait > 0 && answer.text.contains(&format!(" {wait} seconds.")), "{}", answer.text);
    wait
}

#[tokio::test]
async fn d10_a_thousand_posts_are_limited_by_address_network_and_site() {
    let check = async |address: &dyn Fn(usize) -> String, most: usize| {
        let bench = Bench::new();
        let taken = bench.taken(address).await;
        assert_eq!(taken, most, "{}", address(1));
        // Nothing but what was taken is in the agents' way, who sign in as ever.
        let cookie = bench.signed_in("Ana").await;
        let page = bench.get("/desk", &cookie).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Rosa Lindqvist"));
    };
    check(&|_| "192.0.2.1".to_owned(), 12).await;
    check(&|n| format!("2001:db8:1:1::{n:x}"), 12).await;
    check(&|n| format!("::ffff:192.0.2.{}", n % 2), 24).await;
    check(&|n| format!("192.0.2.{}", n % 250), 60).await;
    check(&|n| format!("2001:db8:1:{n:x}::1"), 60).await;
    check(&|n| format!("10.{}.0.1", n % 200), 600).await;
}

#[tokio::test]
async fn d10_a_proxys_word_counts_only_if_it_is_ours() {
    let told = |n: usize| {
        let mut posted = post(&format!("k{n}"), request().to_string());
        let hop = format!("198.51.{n}.1");
        posted.headers_mut().insert("x-forwarded-for", hop.parse().unwrap());
        from("10.0.0.1", posted)
    };
    let check = async |bench: Bench, most: usize| {
        let mut taken = 0;
        for n in 0..100 {
            taken += usize::from(bench.send(told(n)).await.status == StatusCode::CREATED);
        }
        assert_eq!(taken, most);
    };
    check(Bench::new(), 12).await;
    let ours = |options: &mut unstuck_desk::DeskOptions| {
        options.trusted_proxies = vec!["10.0.0.0/8".parse().unwrap()];
    };
    check(Bench::with(ours), 100).await;
}

#[tokio::test]
async fn what_was_taken_is_answered_again_and_there_is_room_after_the_wait() {
    for (path, body) in [("/v1/callbacks", request()), ("/v1/questions", question("Why?"))] {
        let bench = Bench::new();
        let send = async |key: &str| {
            bench.send(from("192.0.2.1", post_to(path, key, body.to_string()))).await
        };
        let first = send("first").await;
        assert_eq!(first.status, StatusCode::CREATED);
        for n in 1..12 {
            assert_eq!(send(&format!("k{n}")).await.status, StatusCode::CREATED);
        }
        let wait = is_too_many(&send("more").await);
        for _ in 0..100 {
            let again = send("first").await;
            assert_eq!((again.status, &again.text), (StatusCode::OK, &first.text));
        }
        bench.now.store(NOW + wait - 1, Ordering::SeqCst);
        is_too_many(&send("more").await);
        bench.now.store(NOW + wait, Ordering::SeqCst);
        assert_eq!(send("more").await.status, StatusCode::CREATED);
    }
}

#[tokio::test]
async fn d10_counts_are_limited_too() {
    let bench = Bench::new();
    let counts = json!({ "site": "tern", "counts": [{ "kind": "drift", "id": "a", "times": 1 }] });
    let send = async |n: usize| {
        let posted = post_to("/v1/counts", "k", counts.to_string());
        bench.send(from(&format!("192.0.2.{}", n % 5), posted)).await
    };
    let mut taken = 0;
    for n in 0..1_000 {
        let answer = send(n).await;
        if answer.status == StatusCode::NO_CONTENT {
            taken += 1;
        } else {
            is_too_many(&answer);
        }
    }
    assert_eq!(taken, 600);
}

#[tokio::test]
async fn d10_what_fills_a_field_that_nobody_sees_is_thanked_and_not_stored() {
    let bench = Bench::new();
    let filled = |mut body: Value, what: Value| {
        body["website"] = what;
        body
    };
    for what in [json!("https://spam.example"), json!(1), json!(["x"]), json!(true)] {
        let answer = bench.post("k", &filled(request(), what.clone())).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        let reference = answer.json()["reference"].as_str().unwrap().to_owned();
        assert!(reference.starts_with("UN-") && reference.len() == 11, "{reference}");
        assert_eq!(bench.post("k", &filled(request(), what.clone())).await.text, answer.text);
        let asked = bench.ask("k", &filled(question("Why?"), what)).await;
        assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.text);
        let names: Vec<_> = asked.json().as_object().unwrap().keys().cloned().collect();
        assert_eq!(names, ["reference"]);
    }
    assert_eq!(bench.rows().await, 0);
    let cookie = bench.signed_in("Ana").await;
    assert!(!bench.get("/desk/questions", &cookie).await.text.contains("Why?"));
    // Whoever brings the reference of somebody else gets a link like any other, to nothing.
    let stored = bench.post("theirs", &request()).await.json();
    let page =
        async |answer: &Value| bench.get(answer["status"].as_str().unwrap(), "").await.status;
    assert_eq!(page(&stored).await, StatusCode::OK);
    let mut brought = filled(request(), json!("x"));
    brought["hand_off"]["reference"] = stored["reference"].clone();
    let thanked = bench.post("mine", &brought).await.json();
    assert_eq!(thanked["reference"], stored["reference"]);
    let shape = |answer: &Value| answer["status"].as_str().unwrap().len();
    assert_eq!(shape(&thanked), shape(&stored));
    assert_eq!(page(&thanked).await, StatusCode::NOT_FOUND);
    assert_eq!(bench.rows().await, 1);
    // Two that fill it are two, and one that does not is stored under the same key.
    let one = bench.post("k1", &filled(request(), json!("x"))).await.json();
    assert_ne!(one, bench.post("k2", &filled(request(), json!("x"))).await.json());
    for empty in [json!(""), json!("  "), Value::Null] {
        bench.post("k", &filled(request(), empty)).await;
        assert_eq!(bench.rows().await, 2);
    }
}

#[tokio::test]
async fn d10_what_fills_the_field_is_limited_like_others() {
    let bench = Bench::new();
    let mut body = request();
    body["website"] = json!("https://spam.example");
    let mut thanked = 0;
    for n in 0..100 {
        let answer = bench.send(from("192.0.2.1", post(&format!("k{n}"), body.to_string()))).await;
        thanked += usize::from(answer.status == StatusCode::CREATED);
    }
    assert_eq!((thanked, bench.rows().await), (12, 0));
}

/// Whoever has a network of addresses has many tries at passwords, unless they are counted as one.
#[tokio::test]
async fn sign_ins_are_counted_by_the_same_address() {
    let bench = Bench::with(|options| {
        options.trusted_proxies = vec!["10.0.0.1".parse().unwrap()];
    });
    bench.desk.add_agent("tern", "Ana", PASSWORD).unwrap();
    let attempt = |peer: &str, hop: Option<&str>, password: &str| -> Request<Body> {
        let fields = [("name", "Ana"), ("password", password)];
        let mut request = form("/desk/sign-in", "", &fields, &[("sec-fetch-site", "same-origin")]);
        if let Some(hop) = hop {
            request.headers_mut().insert("x-forwarded-for", hop.parse().unwrap());
        }
        from(peer, request)
    };
    for n in 1..=5 {
        let answer = bench.send(attempt(&format!("2001:db8::{n:x}"), None, "wrong password")).await;
        assert_eq!(answer.status, 401);
    }
    assert_eq!(bench.send(attempt("2001:db8::6", None, PASSWORD)).await.status, 429);
    assert_eq!(bench.send(attempt("2001:db8:0:1::6", None, PASSWORD)).await.status, 303);
    // Behind our proxy each has an address of its own.
    for n in 1..=5 {
        let hop = format!("192.0.2.{n}");
        assert_eq!(bench.send(attempt("10.0.0.1", Some(&hop), "wrong password")).await.status, 401);
    }
    assert_eq!(bench.send(attempt("10.0.0.1", Some("192.0.2.6"), PASSWORD)).await.status, 303);
}
