//! Requests made by chance from the description: whatever is sent, the desk answers as it says there,
//! and never that it failed.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{HeaderValue, Method, Request, header},
};
use serde_json::{Value, json};

use crate::{
    bench::{Bench, NOW},
    description::DESCRIPTION,
    made::Maker,
    number,
};

/// How many requests are made for each operation, if `UNSTUCK_FUZZ` does not ask for more.
const CASES: usize = 400;

/// One operation of the description.
struct Operation<'a> {
    path: &'a str,
    method: Method,
    told: &'a Value,
}

fn operations() -> Vec<Operation<'static>> {
    let paths = DESCRIPTION["paths"].as_object().unwrap();
    let of = |(path, told): (&'static String, &'static Value)| {
        told.as_object().unwrap().iter().map(move |(method, told)| Operation {
            path,
            method: method.to_uppercase().parse().unwrap(),
            told,
        })
    };
    paths.iter().flat_map(of).collect()
}

/// What was sent, for the message of a failure.
struct Sent {
    request: Request<Body>,
    words: String,
    /// Whether nothing is wrong with it that the description tells.
    is_good: bool,
}

#[tokio::test]
async fn whatever_the_description_allows_or_not_is_answered_as_described() {
    let bench = Bench::with(|options| options.limits = false);
    let cases = number::asked_or(CASES);
    for (at, operation) in (0_u64..).zip(operations()) {
        let mut maker = Maker::seeded(2_026 + at);
        let mut seen: BTreeMap<u16, usize> = BTreeMap::new();
        for case in 0..cases {
            let Sent { request, words, is_good } = made(&mut maker, &operation, case);
            let known = bench.faults.lock().unwrap().len();
            // That the answer is described is asserted for each answer of the tests.
            let answer = bench.send(request).await;
            let status = answer.status.as_u16();
            let faults = bench.faults.lock().unwrap()[known..].join("; ");
            assert!(status < 500 && faults.is_empty(), "{status} {faults}: {words}");
            // Beyond its form a good one can be too large, or mean what cannot be done.
            let fits = matches!(status, 200..300 | 413 | 422);
            assert!(fits || !is_good, "{status} {}: {words}", answer.text);
            *seen.entry(status).or_default() += 1;
        }
        println!("{} {}: {seen:?}", operation.method, operation.path);
        // What is made reaches the store, and what is broken is refused.
        let taken: usize = seen.range(200..300).map(|(_, count)| count).sum();
        assert!(taken * 20 > cases, "{} {}: {seen:?}", operation.method, operation.path);
        let kinds = if operation.told["requestBody"].is_null() { 1 } else { 5 };
        assert!(seen.len() >= kinds, "{} {}: {seen:?}", operation.method, operation.path);
    }
}

/// A request for an operation, in which at most a few things are wrong.
fn made(maker: &mut Maker, operation: &Operation<'_>, case: usize) -> Sent {
    let is_good = maker.rng.bool();
    let method = if !is_good && maker.one_in(8) { other(maker) } else { operation.method.clone() };
    let mut address = operation.path.to_owned();
    let mut headers: Vec<(String, Vec<u8>)> = vec![("host".to_owned(), b"desk.example".to_vec())];
    for parameter in operation.told["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap().to_lowercase();
        if parameter["required"] != true && maker.rng.bool() {
            continue;
        }
        match parameter["in"].as_str().unwrap() {
            "query" => address.push_str(&query(maker, &name, is_good)),
            "header" if name == "idempotency-key" && is_good => {
                headers.push((name, format!("made-{case}").into_bytes()));
            }
            "header" => headers.extend(values(maker, &name)),
            other => panic!("nobody can make a parameter in {other}"),
        }
    }
    let mut body = String::new();
    let content = &operation.told["requestBody"]["content"];
    if let Some(schema) = content["application/json"].get("schema") {
        let mut value = maker.valid(schema);
        mend(maker, &mut value);
        if !is_good {
            for _ in 0..maker.rng.u32(..3) {
                maker.break_something(&mut value);
            }
        }
        body = value.to_string();
        let others = ["application/json; charset=utf-8", "text/plain", "*/*", ""];
        let kind = if is_good { "application/json" } else { *maker.choose(&others) };
        headers.push(("content-type".to_owned(), kind.as_bytes().to_vec()));
    }
    if !is_good && maker.one_in(4) {
        let more =
            [("content-encoding", "gzip"), ("origin", "null"), ("origin", "https://shop.example")];
        let (name, value) = *maker.choose(&more);
        headers.push((name.to_owned(), value.as_bytes().to_vec()));
    }
    let told: Vec<_> =
        headers.iter().map(|(name, value)| (name, String::from_utf8_lossy(value))).collect();
    let words = format!("{method} {address} {told:?} {body}");
    let mut request = Request::builder().method(method).uri(address);
    for (name, value) in headers {
        // What no header can hold is not sent by anybody.
        if let Ok(value) = HeaderValue::from_bytes(&value) {
            request = request.header(name, value);
        }
    }
    Sent { request: request.body(Body::from(body)).unwrap(), words, is_good }
}

/// A method that the operation is not for.
fn other(maker: &mut Maker) -> Method {
    let all = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW"];
    maker.choose(&all).parse().unwrap()
}

fn query(maker: &mut Maker, name: &str, is_good: bool) -> String {
    if is_good {
        return format!("?{name}=tern");
    }
    let long = "x".repeat(9_000);
    let all =
        ["", "?", "?site", "?site=", "?site=%ff", "?site=%", "?site=tern&site=tern", "?site=other"];
    if maker.one_in(8) { format!("?{name}={long}") } else { (*maker.choose(&all)).to_owned() }
}

/// A header by its schema or against it; none, one, or two.
fn values(maker: &mut Maker, name: &str) -> Vec<(String, Vec<u8>)> {
    let value = match maker.rng.u32(..5) {
        0 => return Vec::new(),
        1 => maker.text(20, false).into_bytes(),
        2 => vec![b'x'; maker.rng.usize(100..400)],
        3 => vec![0xff, 0x80, b'\t'],
        _ => Vec::new(),
    };
    let one = (name.to_owned(), value);
    if maker.one_in(4) { vec![one.clone(), one] } else { vec![one] }
}

/// Puts in what the description says in words alone: whose desk this is, a slot that lies ahead, and of
/// a chat a code, ids, and nothing typed.
fn mend(maker: &mut Maker, body: &mut Value) {
    let tried =
        json!({ "entry": "pay", "title": "Pay", "step": "card", "path": [], "helped": null });
    let of_a_chat = [
        ("/hand_off/reference", json!("UN-7K3QF2MX")),
        ("/hand_off/asked", json!([])),
        ("/hand_off/tried", json!([tried])),
        ("/hand_off/topic", json!("billing")),
        ("/hand_off/device", json!("Android")),
        ("/hand_off/language", json!("en")),
    ];
    let of_a_chat = if body.get("channel").is_some() { of_a_chat.to_vec() } else { Vec::new() };
    let known = [
        ("/site", json!("tern")),
        ("/hand_off/site", json!("tern")),
        ("/language", json!("en")),
        ("/slot/from", json!(NOW + 3_600)),
        ("/slot/to", json!(NOW + 7_200)),
    ];
    for (place, good) in known.into_iter().chain(of_a_chat) {
        if let Some(value) = body.pointer_mut(place)
            && !maker.one_in(16)
        {
            *value = good;
        }
    }
}

#[tokio::test]
async fn addresses_beside_those_of_the_description_are_nowhere() {
    let bench = Bench::new();
    for operation in operations() {
        let path = operation.path;
        let beside = [
            format!("{path}/"),
            format!("{path}/%00"),
            format!("/{path}"),
            format!("{path}%20"),
            format!("{path};a=b"),
            path.to_uppercase(),
            path.replacen('/', "/../", 1),
            format!("{path}/{}", "x".repeat(5_000)),
        ];
        for beside in beside {
            let request = Request::builder()
                .method(operation.method.clone())
                .uri(&beside)
                .header(header::HOST, "desk.example")
                .body(Body::empty())
                .unwrap();
            assert_eq!(bench.send(request).await.status.as_u16(), 404, "{beside}");
        }
    }
}
