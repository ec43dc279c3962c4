use std::sync::{Arc, atomic::Ordering};

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};
use unstuck_desk::{Erase, Erased, Guide, GuideStep, Guides, HookOptions, SiteOptions, Topics};
use unstuck_model::{channel::Kind, id::SiteId, language::Language};

use crate::bench::{Answer, Bench, NOW, PASSWORD, form, from, post_to, request, send};
use crate::hooks::{Receiver, data};

const DAY: i64 = 86_400;
const REFERENCE: &str = "UN-7K3QF2MX";

/// The record of a chat with everything in it.
pub fn opened(reference: &str) -> Value {
    json!({
        "channel": "whatsapp",
        "hand_off": {
            "reference": reference, "site": "tern", "language": "es",
            "page": "shop.example/account/bills", "device": "Android", "topic": "billing",
            "asked": [],
            "tried": [
                { "entry": "dispute-a-charge", "title": "Dispute a charge", "step": "evidence",
                  "path": ["Which charge is it?: Roaming", "Collect evidence"], "helped": null }
            ]
        }
    })
}

async fn open(bench: &Bench, key: &str, body: &Value) -> Answer {
    bench.send(post_to("/v1/hand-offs", key, body.to_string())).await
}

async fn act(bench: &Bench, cookie: &str, reference: &str, fields: &[(&str, &str)]) -> Answer {
    let proof = bench.proof(cookie).await;
    let mut fields = fields.to_vec();
    fields.push(("proof", &proof));
    bench.form(&format!("/desk/hand-offs/{reference}"), cookie, &fields).await
}

const SETTLE: [(&str, &str); 5] = [
    ("act", "settle"),
    ("outcome", "solved"),
    ("purpose", "billing"),
    ("action", "explained"),
    ("note", "Read it together."),
];

async fn chat(bench: &Bench, cookie: &str) -> Answer {
    bench.get(&format!("/desk/hand-offs/{REFERENCE}"), cookie).await
}

/// How many chats the list shows.
async fn rows(bench: &Bench, cookie: &str) -> usize {
    let page = bench.get("/desk/hand-offs", cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    page.text.matches("href=\"/desk/hand-offs/UN-").count()
}

#[tokio::test]
async fn a_chat_is_recorded_once_and_found_by_its_reference() {
    let bench = Bench::with(|options| {
        let inbox = "https://inbox.example/whatsapp".to_owned();
        options.sites[0].inboxes = vec![(Kind::WhatsApp, inbox)];
    });
    // No work is asked for, even where callbacks need it.
    let answer = open(&bench, "k", &opened(REFERENCE)).await;
    assert_eq!(
        (answer.status, answer.json()),
        (StatusCode::CREATED, json!({ "reference": REFERENCE }))
    );
    let again = open(&bench, "k", &opened(REFERENCE)).await;
    assert_eq!((again.status, again.json()), (StatusCode::OK, json!({ "reference": REFERENCE })));
    let mut other = opened(REFERENCE);
    other["channel"] = json!("line");
    let reused = open(&bench, "k", &other).await;
    assert_eq!((reused.status.as_u16(), reused.json()["code"].as_str()), (422, Some("key_reused")));
    // The key of a callback is another one's.
    bench.accepted("k", &request()).await;

    let ana = bench.signed_in("Ana").await;
    assert_eq!(rows(&bench, &ana).await, 1);
    for query in [REFERENCE, "un7k3qf2mx"] {
        let found = bench.get(&format!("/desk/search?q={query}"), &ana).await;
        assert_eq!(found.header("location"), format!("/desk/hand-offs/{REFERENCE}"));
    }
    let led = bench.get(&format!("/desk/requests/{REFERENCE}"), &ana).await;
    assert_eq!(led.header("location"), format!("/desk/hand-offs/{REFERENCE}"));
    let page = chat(&bench, &ana).await.text;
    for words in [
        "WhatsApp",
        "Sun 22 Nov, 09:00",
        "Spanish",
        "billing",
        "shop.example/account/bills",
        "Android",
        "Dispute a charge",
        "Which charge is it? <strong>Roaming</strong>",
        "evidence",
        "Nobody answers yet",
        "href=\"https://inbox.example/whatsapp\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn what_was_tried_leads_to_the_step_as_the_customer_saw_it() {
    let spanish = Language::new("es").unwrap();
    let link = "https://tern.example/#unstuck=dispute-a-charge";
    let guide = Guide {
        id: "dispute-a-charge".to_owned(),
        language: spanish.clone(),
        written: spanish,
        title: "Dispute a charge".to_owned(),
        link: link.to_owned(),
        is_guide: true,
        steps: vec![GuideStep {
            id: "evidence".to_owned(),
            title: "Collect evidence".to_owned(),
            link: format!("{link}/evidence"),
        }],
    };
    let topics = Topics::from([("billing".to_owned(), "Bills & payments".to_owned())]);
    let bench = Bench::with(|options| {
        options.sites[0].guides =
            Some(Guides::new(vec![guide], topics, Arc::new(|_, _| Vec::new())));
    });
    let cookie = bench.signed_in("Ana").await;
    let check = async |key: &str, at: &str, value: Value, to: Option<String>| {
        let mut body = opened(REFERENCE);
        *body.pointer_mut(at).unwrap() = value;
        let answer = open(&bench, key, &body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        let page = chat(&bench, &cookie).await.text;
        let (facts, journey) = page.split_once("id=\"tried\"").unwrap();
        assert!(facts.contains("Bills &amp; payments"), "{facts}");
        let found =
            journey.split_once("<a href=\"").map(|(_, rest)| rest.split('"').next().unwrap());
        assert_eq!(found, to.as_deref(), "{key}");
        assert!(journey.contains("Dispute a charge"), "{journey}");
        assert!(journey.contains("Stopped here"), "{journey}");
    };
    let tried = "/hand_off/tried/0";
    let step = format!("{tried}/step");
    check("a", &step, json!("evidence"), Some(format!("{link}/evidence"))).await;
    // What the desk has not heard of is no link, or one to the guide as a whole.
    check("b", &step, json!("letter"), Some(link.to_owned())).await;
    check("c", &format!("{tried}/entry"), json!("other"), None).await;
    check("d", "/hand_off/language", json!("pt"), None).await;
}

#[tokio::test]
async fn whoever_goes_on_to_another_chat_is_one_customer() {
    let bench = Bench::new();
    open(&bench, "k", &opened(REFERENCE)).await;
    let ana = bench.signed_in("Ana").await;
    let mut other = opened(REFERENCE);
    other["channel"] = json!("line");
    other["hand_off"]["tried"][0]["title"] = json!("Another guide");
    bench.now.store(NOW + 60, Ordering::SeqCst);
    assert_eq!(open(&bench, "l", &other).await.status, StatusCode::CREATED);
    let page = chat(&bench, &ana).await.text;
    for words in ["LINE", "Another guide", "09:01"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("WhatsApp") && rows(&bench, &ana).await == 1);
    // What is done stays as it was.
    act(&bench, &ana, REFERENCE, &SETTLE).await;
    let over = open(&bench, "m", &opened(REFERENCE)).await;
    assert_eq!(
        (over.status.as_u16(), over.json()["code"].as_str()),
        (422, Some("reference_taken"))
    );
}

#[tokio::test]
async fn the_first_who_answers_is_told_to_the_others() {
    let bench = Bench::new();
    open(&bench, "k", &opened(REFERENCE)).await;
    let (ana, bo) = (bench.signed_in("Ana").await, bench.signed_in("Bo").await);
    bench.now.store(NOW + 120, Ordering::SeqCst);
    let answered = act(&bench, &ana, REFERENCE, &[("act", "answer")]).await;
    let to = format!("/desk/hand-offs/{REFERENCE}?said=chat-answered");
    assert_eq!(answered.header("location"), to);
    assert!(bench.get(&to, &ana).await.text.contains("You are answering"));
    let late = act(&bench, &bo, REFERENCE, &[("act", "answer")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for words in ["a colleague was first", "Ana is answering", "Since Sun 22 Nov, 09:02"] {
        assert!(late.text.contains(words), "{words}: {}", late.text);
    }

    for (change, expect) in [
        (("outcome", ""), "Choose whether it was solved"),
        (("action", ""), "Choose what the call was about and what was done"),
        (("purpose", ""), "Choose what the call was about and what was done"),
    ] {
        let fields = SETTLE.map(|field| if field.0 == change.0 { change } else { field });
        let missing = act(&bench, &ana, REFERENCE, &fields).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(missing.text.contains(expect), "{expect}: {}", missing.text);
        assert!(missing.text.contains("Read it together."), "{}", missing.text);
    }
    assert_eq!(act(&bench, &bo, REFERENCE, &SETTLE).await.status, StatusCode::SEE_OTHER);
    let page = chat(&bench, &ana).await.text;
    for words in ["Solved", "Bo", "About <bdi>billing</bdi>. Explained it.", "Read it together."] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let over = act(&bench, &ana, REFERENCE, &SETTLE).await;
    assert_eq!(over.status, StatusCode::CONFLICT);
    assert!(over.text.contains("a colleague has recorded how the chat ended"), "{}", over.text);
    let list = bench.get("/desk/hand-offs", &ana).await.text;
    assert!(list.contains("Done lately") && list.contains("Solved by Bo"), "{list}");
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_in_words() {
    let bench = Bench::new();
    let check = async |pointer: &str, value: Value, code: &str| {
        let mut body = opened(REFERENCE);
        *body.pointer_mut(pointer).unwrap() = value;
        let answer = open(&bench, "key", &body).await;
        assert_eq!(
            (answer.status.as_u16(), answer.json()["code"].as_str()),
            (422, Some(code)),
            "{body}"
        );
        assert!(answer.json()["message"].as_str().unwrap().ends_with('.'), "{}", answer.text);
    };
    check("/channel", json!("fax"), "channel").await;
    check("/hand_off/asked", json!(["why is my bill so high"]), "typed").await;
    check("/hand_off/reference", json!("UN-7K3QF2MY"), "reference").await;
    check("/hand_off/language", json!("my number is 1"), "name").await;
    check("/hand_off/topic", json!("call me at 5550143"), "name").await;
    check("/hand_off/page", json!("p".repeat(2_001)), "too_long").await;
    check("/hand_off/site", json!("other"), "site").await;
    check("/hand_off/tried", json!("all"), "shape").await;
    let mut more = opened(REFERENCE);
    more["phone"] = json!("+12125550143");
    assert_eq!(open(&bench, "key", &more).await.json()["code"], "shape");
    let ana = bench.signed_in("Ana").await;
    assert_eq!(rows(&bench, &ana).await, 0);
    assert!(bench.get("/desk/hand-offs", &ana).await.text.contains("No chat was opened"));
}

#[tokio::test]
async fn chats_have_the_guards_of_callbacks() {
    let bench = Bench::with(|options| options.proof_of_work = true);
    let text = opened(REFERENCE).to_string();
    let check = async |change: &dyn Fn(&mut axum::http::Request<axum::body::Body>),
                       status,
                       code| {
        let mut sent = post_to("/v1/hand-offs", "k", text.clone());
        change(&mut sent);
        let answer = bench.send(sent).await;
        assert_eq!((answer.status.as_u16(), answer.json()["code"].as_str()), (status, Some(code)));
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
    check(&|sent| *sent.method_mut() = Method::GET, 405, "method").await;
    let evil = header::HeaderValue::from_static("https://evil.example");
    check(&|sent| drop(sent.headers_mut().insert(header::ORIGIN, evil.clone())), 403, "origin")
        .await;
    // A program that fills every field is answered as if all were well.
    let mut filled = opened(REFERENCE);
    filled["website"] = json!("https://spam.example");
    assert_eq!(open(&bench, "bot", &filled).await.status, StatusCode::CREATED);
    let ana = bench.signed_in("Ana").await;
    assert_eq!(rows(&bench, &ana).await, 0);

    let mut own = post_to("/v1/hand-offs", "k", text.clone());
    own.headers_mut().insert(header::ORIGIN, "https://shop.example".parse().unwrap());
    assert_eq!(bench.send(own).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn one_address_opens_only_so_many_chats() {
    let bench = Bench::new();
    let mut last = None;
    for number in 0..13_u8 {
        let reference = unstuck_model::reference::Reference::new([number + 1, 9, 9, 9, 9]);
        let body = opened(&reference.to_string()).to_string();
        let sent = post_to("/v1/hand-offs", &format!("k{number}"), body);
        last = Some(bench.send(from("203.0.113.7", sent)).await);
    }
    let last = last.unwrap();
    assert_eq!((last.status.as_u16(), last.json()["code"].as_str()), (429, Some("too_many")));
    let ana = bench.signed_in("Ana").await;
    assert_eq!(rows(&bench, &ana).await, 12);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_at_once_with_one_key_are_one_chat() {
    let bench = Bench::new();
    let sent: Vec<_> = (0..50)
        .map(|_| {
            let opened = post_to("/v1/hand-offs", "same", opened(REFERENCE).to_string());
            tokio::spawn(send(bench.router.clone(), opened))
        })
        .collect();
    let mut created = 0;
    for sent in sent {
        let answer = sent.await.unwrap();
        assert!(answer.status.is_success(), "{}", answer.text);
        created += usize::from(answer.status == StatusCode::CREATED);
    }
    let ana = bench.signed_in("Ana").await;
    assert_eq!((created, rows(&bench, &ana).await), (1, 1));
}

#[tokio::test]
async fn d15_a_chat_is_of_one_site_and_of_the_agents_own_form() {
    let bench = Bench::with(|options| {
        options.sites.push(SiteOptions::new(SiteId::new("lark").unwrap(), "Lark"));
    });
    open(&bench, "k", &opened(REFERENCE)).await;
    let sign_in = async |site: &str, name: &str| {
        bench.desk.add_agent(site, name, PASSWORD).unwrap();
        let fields = [("site", site), ("name", name), ("password", PASSWORD)];
        bench.form("/desk/sign-in", "", &fields).await.cookie()
    };
    let (ana, lou) = (sign_in("tern", "Ana").await, sign_in("lark", "Lou").await);
    assert_eq!((rows(&bench, &ana).await, rows(&bench, &lou).await), (1, 0));
    assert_eq!(chat(&bench, &lou).await.status, StatusCode::NOT_FOUND);
    let foreign = act(&bench, &lou, REFERENCE, &[("act", "answer")]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    assert!(!bench.desk.audited("lark").unwrap().is_empty());
    // The other site has its own chat of this reference and key.
    let mut theirs = opened(REFERENCE);
    theirs["hand_off"]["site"] = json!("lark");
    assert_eq!(open(&bench, "k", &theirs).await.status, StatusCode::CREATED);
    act(&bench, &lou, REFERENCE, &[("act", "answer")]).await;
    assert!(chat(&bench, &ana).await.text.contains("Nobody answers yet"));

    let proof = bench.proof(&ana).await;
    let path = format!("/desk/hand-offs/{REFERENCE}");
    for (cookie, proof, site, act, status) in [
        (ana.as_str(), proof.as_str(), "cross-site", "answer", 403),
        (&ana, "", "same-origin", "answer", 403),
        (&lou, &proof, "same-origin", "answer", 403),
        ("", &proof, "same-origin", "answer", 401),
        (&ana, &proof, "same-origin", "dance", 400),
    ] {
        let fields = [("act", act), ("proof", proof)];
        let sent = form(&path, cookie, &fields, &[("sec-fetch-site", site)]);
        assert_eq!(bench.send(sent).await.status.as_u16(), status);
    }
    for none in ["UN-BR34DA7T", "UN-7K3QF2MY", "x"] {
        let page = bench.get(&format!("/desk/hand-offs/{none}"), &ana).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{none}");
    }
    // Whoever has to sign in first is led on to the chat.
    let face = bench.get(&path, "").await;
    assert_eq!(face.status, StatusCode::UNAUTHORIZED);
    let to = face.after("name=\"to\" value=\"");
    let fields = [("site", "tern"), ("name", "Ana"), ("password", PASSWORD), ("to", to)];
    let led = bench.form("/desk/sign-in", "", &fields).await;
    assert_eq!(led.header("location"), path);
}

#[tokio::test]
async fn d22_a_chat_is_erased_by_its_reference_and_not_taken_in_again() {
    let (bench, copy) = (Bench::new(), Bench::new());
    let mut called = request();
    called["hand_off"]["reference"] = json!("UN-BR34DA7T");
    for desk in [&bench, &copy] {
        open(desk, "k", &opened(REFERENCE)).await;
        open(desk, "other", &opened("UN-BR34DA7T")).await;
        desk.accepted("call", &called).await;
    }
    let ana = bench.signed_in("Ana").await;
    let what = Erase::Reference(REFERENCE.to_lowercase());
    let one = Erased { chats: 1, ..Erased::default() };
    assert_eq!(bench.desk.erase("tern", &what, true).unwrap(), one);
    assert_eq!(rows(&bench, &ana).await, 1);
    assert_eq!(chat(&bench, &ana).await.status, StatusCode::NOT_FOUND);
    // Neither from the same try, nor from another page of the same customer.
    for key in ["k", "new"] {
        let again = open(&bench, key, &opened(REFERENCE)).await;
        assert_eq!(
            (again.status, again.json()["code"].as_str()),
            (StatusCode::GONE, Some("erased"))
        );
    }
    // With a number goes the chat of the same customer.
    let phone = Erase::Phone("+12125550143".to_owned());
    let erased = bench.desk.erase("tern", &phone, false).unwrap();
    assert_eq!(erased, Erased { requests: 1, questions: 0, chats: 1 });

    let text = unstuck_desk::written_erasures(&bench.desk.erasures().unwrap());
    let list = unstuck_desk::read_erasures(&text).unwrap();
    let replayed = copy.desk.replay(&list).unwrap();
    assert_eq!(replayed, Erased { requests: 1, questions: 0, chats: 2 });
    assert_eq!(open(&copy, "k", &opened(REFERENCE)).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn d22_what_is_erased_takes_nothing_along_that_only_has_its_reference() {
    let receiver = Receiver::new().await;
    let (bench, copy) = (receiver.bench(), Bench::new());
    bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    let mut called = request();
    called["hand_off"]["reference"] = json!(REFERENCE);
    let later = NOW + 40 * DAY;
    called["slot"] = json!({ "from": later, "to": later + 3_600 });
    for desk in [&bench, &copy] {
        open(desk, "chat", &opened(REFERENCE)).await;
        assert_eq!(desk.accepted("call", &called).await, REFERENCE);
    }
    // Nobody answers the chat, and it is erased; the call is still to be made, and told of.
    bench.now.store(NOW + 31 * DAY, Ordering::SeqCst);
    let one = Erased { chats: 1, ..Erased::default() };
    assert_eq!(bench.desk.sweep().unwrap(), one);
    assert_eq!(bench.rows().await, 1);
    bench.desk.deliver().await;
    let kinds: Vec<_> = receiver.came().iter().map(|came| data(came)["type"].clone()).collect();
    assert_eq!(kinds, ["callback.created"]);

    // A backup of before keeps the call, and one of after keeps what has come since.
    let list = bench.desk.erasures().unwrap();
    assert_eq!(copy.desk.replay(&list).unwrap(), one);
    assert_eq!(copy.rows().await, 1);
    assert_eq!(copy.desk.replay(&list).unwrap(), Erased::default());
    // Whatever the clock said when it came in.
    let ahead = Bench::new();
    ahead.now.store(NOW + 39 * DAY, Ordering::SeqCst);
    open(&ahead, "chat", &opened(REFERENCE)).await;
    assert_eq!(ahead.desk.replay(&list).unwrap(), one);
}

#[tokio::test]
async fn d22_a_chat_that_was_opened_again_is_erased_from_an_older_backup_too() {
    let (bench, copy) = (Bench::new(), Bench::new());
    for desk in [&bench, &copy] {
        open(desk, "first", &opened(REFERENCE)).await;
    }
    open(&bench, "second", &opened(REFERENCE)).await;
    bench.desk.erase("tern", &Erase::Reference(REFERENCE.to_owned()), false).unwrap();
    let list = bench.desk.erasures().unwrap();
    assert_eq!(copy.desk.replay(&list).unwrap(), Erased { chats: 1, ..Erased::default() });
}

#[tokio::test]
async fn d22_chats_before_a_day_and_beyond_their_time_are_erased() {
    let bench = Bench::new();
    open(&bench, "a", &opened(REFERENCE)).await;
    bench.now.store(NOW + DAY, Ordering::SeqCst);
    open(&bench, "b", &opened("UN-BR34DA7T")).await;
    let ana = bench.signed_in("Ana").await;
    let one = Erased { chats: 1, ..Erased::default() };
    let before = Erase::Before("2026-11-23".to_owned());
    assert_eq!(bench.desk.erase("tern", &before, false).unwrap(), one);
    assert_eq!(rows(&bench, &ana).await, 1);
    open(&bench, "c", &opened("UN-RBBYHFXP")).await;
    act(&bench, &ana, "UN-RBBYHFXP", &[("act", "answer")]).await;
    // What nobody answers goes after 30 days, without any retention.
    bench.now.store(NOW + 31 * DAY, Ordering::SeqCst);
    assert_eq!(bench.desk.sweep().unwrap(), Erased::default());
    bench.now.store(NOW + 31 * DAY + 1, Ordering::SeqCst);
    assert_eq!(bench.desk.sweep().unwrap(), one);
    bench.now.store(NOW + 1_000 * DAY, Ordering::SeqCst);
    assert_eq!(bench.desk.sweep().unwrap(), Erased::default());

    let short = Bench::with(|options| options.sites[0].retention_days = Some(7));
    open(&short, "a", &opened(REFERENCE)).await;
    open(&short, "b", &opened("UN-BR34DA7T")).await;
    short.now.store(NOW + DAY, Ordering::SeqCst);
    let ana = short.signed_in("Ana").await;
    act(&short, &ana, REFERENCE, &[("act", "answer")]).await;
    short.now.store(NOW + 7 * DAY + 1, Ordering::SeqCst);
    assert_eq!(short.desk.sweep().unwrap(), one);
    short.now.store(NOW + 8 * DAY + 1, Ordering::SeqCst);
    assert_eq!(short.desk.sweep().unwrap(), one);
}

#[tokio::test]
async fn estimates_tell_how_soon_chats_were_answered() {
    let bench = Bench::new();
    let ana = bench.signed_in("Ana").await;
    let reference =
        |number: u8| unstuck_model::reference::Reference::new([number, 7, 7, 7, 7]).to_string();
    for number in 1..=6 {
        open(&bench, &format!("k{number}"), &opened(&reference(number))).await;
    }
    let told = async || bench.get("/v1/estimates?site=tern", "").await.json()["estimates"].clone();
    for number in 1..=4 {
        bench.now.store(NOW + i64::from(number) * 60, Ordering::SeqCst);
        act(&bench, &ana, &reference(number), &[("act", "answer")]).await;
    }
    assert_eq!(told().await, json!([]));
    bench.now.store(NOW + 3_600, Ordering::SeqCst);
    act(&bench, &ana, &reference(5), &[("act", "answer")]).await;
    // What nobody answers may never have been written.
    let expect = json!([{ "channel": "whatsapp", "topic": null, "minutes": 3, "of": 5 }]);
    assert_eq!(told().await, expect);
}

#[tokio::test]
async fn a_hook_can_be_told_of_chats() {
    let bench = Bench::new();
    let hook = HookOptions {
        address: "mailto:team@example.com".to_owned(),
        format: "standard".to_owned(),
        events: vec!["hand_off.created".to_owned()],
        personal: false,
    };
    bench.desk.add_hook("tern", &hook).unwrap();
    bench.accepted("k", &request()).await;
    open(&bench, "k", &opened(REFERENCE)).await;
    let waiting: i64 = bench.desk.hooks("tern").unwrap().iter().map(|hook| hook.waiting).sum();
    assert_eq!(waiting, 1);
}
