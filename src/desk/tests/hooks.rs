use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU16, Ordering},
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use serde_json::{Value, json};
use unstuck_desk::{
    Allowed, Desk, DeskError, HookOptions, HookSecret, LogEvent, Received, SignatureError, verify,
};

use tokio::sync::Notify;

use crate::bench::{Bench, NOW, changed, options, question, request};

const DAY: i64 = 86_400;

/// A receiver on the loopback address, which answers with a status and keeps what came.
pub struct Receiver {
    pub address: String,
    came: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    status: Arc<AtomicU16>,
}

#[derive(Clone)]
struct Kept {
    came: Arc<Mutex<Vec<(HeaderMap, String)>>>,
    status: Arc<AtomicU16>,
}

impl Receiver {
    pub async fn new() -> Self {
        let (came, status) = (Arc::default(), Arc::new(AtomicU16::new(200)));
        let kept = Kept { came: Arc::clone(&came), status: Arc::clone(&status) };
        let router = Router::new().route("/news", post(receive)).with_state(kept);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/news", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, came, status }
    }

    pub fn host(&self) -> String {
        self.address.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned()
    }

    pub fn came(&self) -> Vec<(HeaderMap, String)> {
        self.came.lock().unwrap().clone()
    }

    pub fn answers(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }

    /// A desk that may write to this receiver.
    pub fn bench(&self) -> Bench {
        Bench::with(|options| {
            options.hooks_allowed = Allowed::parse(&[self.host()]).unwrap();
            options.address = "https://desk.example".to_owned();
        })
    }

    pub fn hook(&self, personal: bool) -> HookOptions {
        HookOptions {
            address: self.address.clone(),
            format: "standard".to_owned(),
            events: Vec::new(),
            personal,
        }
    }
}

async fn receive(State(kept): State<Kept>, headers: HeaderMap, body: String) -> StatusCode {
    kept.came.lock().unwrap().push((headers, body));
    StatusCode::from_u16(kept.status.load(Ordering::SeqCst)).unwrap()
}

pub fn data(came: &(HeaderMap, String)) -> Value {
    serde_json::from_str(&came.1).unwrap()
}

fn received(headers: &HeaderMap) -> Received<'_> {
    let text = |name: &str| headers.get(name).unwrap().to_str().unwrap();
    Received {
        id: text("webhook-id"),
        timestamp: text("webhook-timestamp"),
        signature: text("webhook-signature"),
    }
}

#[tokio::test]
async fn d8_a_new_request_is_told_once_signed_and_without_personal_data() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    let hook = bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    let reference = bench.accepted("k", &request()).await;
    bench.post("k", &request()).await;
    bench.desk.deliver().await;
    bench.desk.deliver().await;

    let came = receiver.came();
    assert_eq!(came.len(), 1);
    let told = data(&came[0]);
    assert_eq!(told["type"], "callback.created");
    assert_eq!(told["timestamp"], "2026-11-22T08:00:00Z");
    assert_eq!(told["data"]["reference"], *reference);
    assert_eq!(told["data"]["link"], format!("https://desk.example/desk/requests/{reference}"));
    for personal in ["2125550143", "Rosa", "roaming I did not use", "why is my bill"] {
        assert!(!came[0].1.contains(personal), "{}", came[0].1);
    }

    let secret = HookSecret::parse(&hook.secret.unwrap()).unwrap();
    let (headers, body) = &came[0];
    assert_eq!(verify(&secret, received(headers), body.as_bytes(), NOW), Ok(()));
    let old = verify(&secret, received(headers), body.as_bytes(), NOW + 301);
    assert_eq!(old, Err(SignatureError::Old));
    let other = HookSecret::random().unwrap();
    assert!(verify(&other, received(headers), body.as_bytes(), NOW).is_err());
    // The same JSON written anew is another message.
    let again = told.to_string().replace(':', ": ");
    assert!(verify(&secret, received(headers), again.as_bytes(), NOW).is_err());
}

#[tokio::test]
async fn d8_both_secrets_sign_while_one_is_replaced() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    let hook = bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    let new = bench.desk.rotate_hook("tern", hook.id).unwrap();
    let check = |at: usize, now: i64, secret: &str, good: bool| {
        let came = receiver.came();
        let secret = HookSecret::parse(secret).unwrap();
        let verdict = verify(&secret, received(&came[at].0), came[at].1.as_bytes(), now);
        assert_eq!(verdict.is_ok(), good, "{verdict:?}");
    };
    bench.accepted("a", &request()).await;
    bench.desk.deliver().await;
    check(0, NOW, &new, true);
    check(0, NOW, hook.secret.as_ref().unwrap(), true);
    let later = NOW + 25 * 3_600;
    bench.now.store(later, Ordering::SeqCst);
    bench.ask("q", &question("Do you ship to Malta?")).await;
    bench.desk.deliver().await;
    check(1, later, &new, true);
    check(1, later, hook.secret.as_ref().unwrap(), false);
}

#[tokio::test]
async fn a_hook_that_may_have_it_is_told_the_whole_request() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    bench.desk.add_hook("tern", &receiver.hook(true)).unwrap();
    bench.accepted("k", &request()).await;
    bench.ask("q", &question("Do you ship to Malta?")).await;
    bench.desk.deliver().await;
    let mut came: Vec<Value> = receiver.came().iter().map(data).collect();
    came.sort_by_key(|told| told["type"].to_string());
    assert_eq!(came[0]["data"]["request"]["phone"], "+12125550143");
    assert_eq!(came[1]["data"]["question"]["text"], "Do you ship to Malta?");
}

#[tokio::test]
async fn d6_what_fails_is_tried_ten_times_over_three_days_and_by_hand_again() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    let hook = bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    receiver.answers(500);
    bench.accepted("k", &request()).await;
    let mut now = NOW;
    while now < NOW + 5 * 24 * 3_600 {
        bench.now.store(now, Ordering::SeqCst);
        bench.desk.deliver().await;
        now += 1_800;
    }
    let came = receiver.came();
    assert_eq!(came.len(), 10);
    let ids: Vec<&str> = came.iter().map(|(headers, _)| received(headers).id).collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert!(came.iter().all(|(_, body)| *body == came[0].1));
    let state = bench.desk.hooks("tern").unwrap().remove(0);
    assert_eq!((state.waiting, state.failed, state.status.as_str()), (0, 1, "status 500"));

    receiver.answers(200);
    assert_eq!(bench.desk.retry_hook("tern", hook.id).unwrap(), 1);
    bench.desk.deliver().await;
    assert_eq!(receiver.came().len(), 11);
    let state = bench.desk.hooks("tern").unwrap().remove(0);
    assert_eq!((state.waiting, state.failed), (0, 0));
}

#[tokio::test]
async fn the_operator_hears_of_a_message_that_does_not_arrive() {
    let receiver = Receiver::new().await;
    let heard: Arc<Mutex<Vec<LogEvent>>> = Arc::default();
    let bench = Bench::with(|options| {
        options.hooks_allowed = Allowed::parse(&[receiver.host()]).unwrap();
        let heard = Arc::clone(&heard);
        options.log = Arc::new(move |event| {
            if matches!(event, LogEvent::Untold { .. }) {
                heard.lock().unwrap().push(event.clone());
            }
        });
    });
    let hook = bench.desk.add_hook("tern", &receiver.hook(false)).unwrap().id;
    let untold = |status: &str, again: bool| LogEvent::Untold {
        site: "tern".to_owned(),
        hook,
        status: status.to_owned(),
        again,
    };
    receiver.answers(500);
    bench.accepted("k", &request()).await;
    for day in 0..30 {
        bench.now.store(NOW + day * DAY, Ordering::SeqCst);
        bench.desk.deliver().await;
    }
    // Of the first of ten tries, and of the last.
    let mut expect = vec![untold("status 500", true), untold("status 500", false)];
    assert_eq!(*heard.lock().unwrap(), expect);
    receiver.answers(410);
    bench.ask("q", &question("Do you ship to Malta?")).await;
    bench.desk.deliver().await;
    expect.push(untold("status 410", false));
    assert_eq!(*heard.lock().unwrap(), expect);
}

#[tokio::test]
async fn what_was_given_up_can_be_sent_by_hand_for_ninety_days() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    let hook = bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    receiver.answers(500);
    bench.accepted("k", &request()).await;
    for day in 0..30 {
        bench.now.store(NOW + day * DAY, Ordering::SeqCst);
        bench.desk.deliver().await;
    }
    let failed = || bench.desk.hooks("tern").unwrap()[0].failed;
    assert_eq!(failed(), 1);
    bench.now.store(NOW + 90 * DAY, Ordering::SeqCst);
    bench.desk.sweep().unwrap();
    assert_eq!(failed(), 1);
    bench.now.store(NOW + 90 * DAY + 1, Ordering::SeqCst);
    bench.desk.sweep().unwrap();
    assert_eq!((failed(), bench.desk.retry_hook("tern", hook.id).unwrap()), (0, 0));
}

/// The operator gave leave for the receiver when the hook was added, and forgot it where the desk runs.
#[tokio::test]
async fn a_receiver_that_the_desk_may_not_write_to_is_tried_again() {
    let receiver = Receiver::new().await;
    let (place, _rows) = crate::countable();
    let open = |allowed: &[String]| {
        let mut bench = Bench::new();
        let mut options = options(&bench.now, &bench.faults);
        options.hooks_allowed = Allowed::parse(allowed).unwrap();
        bench.desk = Desk::open(&place, options).unwrap();
        bench.router = bench.desk.router();
        bench
    };
    let (may, may_not) = (open(&[receiver.host()]), open(&[]));
    may.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    may_not.accepted("k", &request()).await;
    may_not.desk.deliver().await;
    let state = may.desk.hooks("tern").unwrap().remove(0);
    assert_eq!((state.waiting, state.failed, receiver.came().len()), (1, 0, 0));
    assert!(state.status.contains("to the desk that serves too"), "{}", state.status);
    may.now.store(NOW + 60, Ordering::SeqCst);
    may.desk.deliver().await;
    assert_eq!(receiver.came().len(), 1);
}

/// A receiver takes what has the id of a message that it had for the same message.
#[tokio::test]
async fn a_message_never_has_the_id_of_another_one() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    for (number, key) in ["a", "b"].into_iter().enumerate() {
        bench.accepted(key, &request_at(&bench)).await;
        bench.desk.deliver().await;
        assert_eq!(receiver.came().len(), number + 1);
        // It is forgotten that this was told.
        bench.now.fetch_add(8 * DAY, Ordering::SeqCst);
        bench.desk.sweep().unwrap();
    }
    let came = receiver.came();
    assert_ne!(received(&came[0].0).id, received(&came[1].0).id);
}

#[tokio::test]
async fn d20_a_message_is_sent_though_the_clock_was_ahead_when_it_was_queued() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    bench.now.store(NOW + DAY, Ordering::SeqCst);
    bench.accepted("a", &request_at(&bench)).await;
    bench.now.store(NOW, Ordering::SeqCst);
    // It is looked for every hour.
    bench.desk.sweep().unwrap();
    bench.desk.deliver().await;
    assert_eq!(receiver.came().len(), 1);
    // Nor does it wait for a year because its first try failed then.
    receiver.answers(500);
    bench.now.store(NOW + 366 * DAY, Ordering::SeqCst);
    bench.accepted("b", &request_at(&bench)).await;
    bench.desk.deliver().await;
    bench.now.store(NOW, Ordering::SeqCst);
    receiver.answers(200);
    bench.desk.deliver().await;
    assert_eq!(receiver.came().len(), 2);
    bench.desk.sweep().unwrap();
    bench.desk.deliver().await;
    assert_eq!(receiver.came().len(), 3);
}

/// A request whose slot is an hour ahead of the desk's clock.
fn request_at(bench: &Bench) -> Value {
    let now = bench.now.load(Ordering::SeqCst);
    changed("/slot", json!({ "from": now + 3_600, "to": now + 7_200 }))
}

#[tokio::test]
async fn d6_nine_failures_and_a_success_are_one_delivery() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    receiver.answers(500);
    bench.accepted("k", &request()).await;
    let mut now = NOW;
    while receiver.came().len() < 9 {
        bench.now.store(now, Ordering::SeqCst);
        bench.desk.deliver().await;
        now += 1_800;
    }
    receiver.answers(200);
    for _ in 0..100 {
        now += 1_800;
        bench.now.store(now, Ordering::SeqCst);
        bench.desk.deliver().await;
    }
    assert_eq!(receiver.came().len(), 10);
    assert_eq!(bench.desk.hooks("tern").unwrap()[0].failed, 0);
}

#[tokio::test]
async fn d6_a_receiver_that_is_gone_is_told_nothing_more() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    let hook = bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    receiver.answers(410);
    bench.accepted("a", &request()).await;
    bench.desk.deliver().await;
    bench.accepted("b", &request()).await;
    bench.desk.deliver().await;
    assert_eq!(receiver.came().len(), 1);
    let state = bench.desk.hooks("tern").unwrap().remove(0);
    assert!(state.disabled.unwrap().contains("410"));
    receiver.answers(200);
    bench.desk.retry_hook("tern", hook.id).unwrap();
    bench.accepted("c", &request()).await;
    bench.desk.deliver().await;
    assert_eq!(receiver.came().len(), 3);
}

/// One message is answered by 410 while another one is under way, whose failure is heard of later.
#[tokio::test]
async fn d6_what_was_under_way_when_a_receiver_went_is_not_tried_again() {
    let gone = Arc::new(Notify::new());
    let (count, waits) = (Arc::new(AtomicU16::new(0)), Arc::clone(&gone));
    let answer = move || {
        let (count, waits) = (Arc::clone(&count), Arc::clone(&waits));
        async move {
            if count.fetch_add(1, Ordering::SeqCst) == 0 {
                return StatusCode::GONE;
            }
            waits.notified().await;
            StatusCode::INTERNAL_SERVER_ERROR
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let host = listener.local_addr().unwrap().to_string();
    tokio::spawn(axum::serve(listener, Router::new().route("/", post(answer))).into_future());
    let bench = Bench::with(|options| {
        options.hooks_allowed = Allowed::parse(std::slice::from_ref(&host)).unwrap();
    });
    let hook = HookOptions {
        address: format!("http://{host}/"),
        format: "standard".to_owned(),
        events: Vec::new(),
        personal: false,
    };
    bench.desk.add_hook("tern", &hook).unwrap();
    bench.accepted("a", &request()).await;
    bench.accepted("b", &request()).await;
    let state = || bench.desk.hooks("tern").unwrap().remove(0);
    let switched_off = async {
        while state().disabled.is_none() {
            tokio::task::yield_now().await;
        }
        gone.notify_one();
    };
    tokio::join!(bench.desk.deliver(), switched_off);
    assert_eq!((state().waiting, state().failed), (0, 2));
}

#[tokio::test]
async fn a_hook_is_told_only_of_what_it_was_asked_for_and_of_its_own_site() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    let mut hook = receiver.hook(false);
    hook.events = vec!["question.created".to_owned()];
    bench.desk.add_hook("tern", &hook).unwrap();
    bench.accepted("k", &request()).await;
    bench.ask("q", &question("Do you ship to Malta?")).await;
    bench.desk.deliver().await;
    let came = receiver.came();
    assert_eq!((came.len(), data(&came[0])["type"].as_str()), (1, Some("question.created")));
    let unknown = bench.desk.add_hook("gull", &receiver.hook(false)).err().unwrap();
    assert!(matches!(unknown, DeskError::SiteUnknown { .. }), "{unknown}");
}

#[tokio::test]
async fn a_chat_is_told_one_line() {
    let receiver = Receiver::new().await;
    let bench = receiver.bench();
    let chat = HookOptions { format: "chat".to_owned(), ..receiver.hook(false) };
    let added = bench.desk.add_hook("tern", &chat).unwrap();
    assert_eq!(added.secret, None);
    let reference = bench.accepted("k", &request()).await;
    bench.desk.deliver().await;
    let text = data(&receiver.came()[0])["text"].as_str().unwrap().to_owned();
    assert!(text.contains(&reference) && text.contains("Sun 22 Nov, 10:00"), "{text}");
    assert!(!text.contains('\n') && !text.contains("Rosa"), "{text}");
}

#[tokio::test]
async fn d7_addresses_inside_the_network_are_refused_when_they_are_saved() {
    let bench = Bench::new();
    let check = |address: &str| {
        let hook = HookOptions {
            address: address.to_owned(),
            format: "standard".to_owned(),
            ..HookOptions::default()
        };
        let error = bench.desk.add_hook("tern", &hook).err();
        assert!(matches!(error, Some(DeskError::Hook { .. })), "{address}: {error:?}");
    };
    for address in [
        "https://127.0.0.1/",
        "https://169.254.169.254/latest",
        "https://[::1]/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://localhost/",
        "http://example.com/",
        "ftp://example.com/",
        "mailto:nobody",
        "not an address",
    ] {
        check(address);
    }
    assert!(bench.desk.hooks("tern").unwrap().is_empty());
}

/// A desk dies after a commit and before it has told anybody: the next one tells it.
#[tokio::test]
async fn what_is_committed_is_told_by_the_next_desk() {
    let folder = tempfile::tempdir().unwrap();
    let place = match crate::place() {
        unstuck_desk::Place::Memory => unstuck_desk::Place::File(folder.path().join("desk.sqlite")),
        place => place,
    };
    let receiver = Receiver::new().await;
    let mut bench = Bench::new();
    let open = |bench: &mut Bench| {
        let mut options = options(&bench.now, &bench.faults);
        options.hooks_allowed = Allowed::parse(&[receiver.host()]).unwrap();
        bench.desk = Desk::open(&place, options).unwrap();
        bench.router = bench.desk.router();
    };
    open(&mut bench);
    bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    let reference = bench.accepted("k", &request()).await;
    open(&mut bench);
    bench.desk.deliver().await;
    let came = receiver.came();
    assert_eq!((came.len(), data(&came[0])["data"]["reference"].clone()), (1, json!(reference)));
}

/// Several workers take from one queue, and nobody is told twice.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn workers_on_one_queue_tell_each_message_once() {
    let receiver = Receiver::new().await;
    let bench = Arc::new(receiver.bench());
    bench.desk.add_hook("tern", &receiver.hook(false)).unwrap();
    for key in 0..120 {
        bench.ask(&format!("k{key}"), &question(&format!("Question {key}?"))).await;
    }
    let workers: Vec<_> = (0..8)
        .map(|_| {
            let bench = Arc::clone(&bench);
            tokio::spawn(async move { bench.desk.deliver().await })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    let came = receiver.came();
    let mut ids: Vec<&str> = came.iter().map(|(headers, _)| received(headers).id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((came.len(), ids.len()), (120, 120));
}
