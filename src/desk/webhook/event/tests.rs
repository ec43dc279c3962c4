use unstuck_model::hand_off::{HandOff, Tried};

use super::*;

const AT: Seconds = 1_795_420_800;

/// A request with something private in every text of it.
pub fn request() -> CallbackRequest {
    CallbackRequest {
        phone: "+12125550143".to_owned(),
        phone_as_written: "(212) 555-0143".to_owned(),
        name: "Rosa\u{1b}[31m".to_owned(),
        slot: Slot { from: 1_795_424_400, to: 1_795_428_000 },
        time_zone: "America/New_York".to_owned(),
        consent: true,
        consent_text: "Phone me".to_owned(),
        consent_version: "2026-11".to_owned(),
        message: "My roaming\nis \u{202e}off".to_owned(),
        hand_off: HandOff {
            reference: "UN-OTHER".to_owned(),
            site: "tern".to_owned(),
            language: "es-MX".to_owned(),
            page: "https://shop.example/rosa".to_owned(),
            device: "Android".to_owned(),
            topic: Some("billing".to_owned()),
            asked: vec!["why does roaming cost".to_owned()],
            tried: vec![Tried { title: "Roaming\0".to_owned(), ..Tried::default() }],
        },
    }
}

/// A question.
pub fn question() -> Question {
    Question {
        site: "tern".to_owned(),
        language: "es".to_owned(),
        text: "Why does\u{7} Rosa pay for roaming?".to_owned(),
        page: "https://shop.example/rosa".to_owned(),
        reference: "UN-7K3QF2MX".to_owned(),
    }
}

/// A chat with something private in every text of it that a customer could have reached.
pub fn opened() -> ChatOpened {
    ChatOpened {
        channel: "whatsapp".to_owned(),
        hand_off: HandOff { reference: "UN-7K3QF2MX".to_owned(), ..request().hand_off },
    }
}

/// What happened to a request.
pub fn callback(change: Change, request: &CallbackRequest) -> Event<'_> {
    event(News::Callback { reference: "UN-7K3QF2MX", change, request })
}

/// Something that happened.
pub fn event(news: News<'_>) -> Event<'_> {
    Event { at: AT, site: "tern", desk: "https://desk.example.com/", news }
}

/// Nothing of what a customer wrote is in a text.
pub fn assert_impersonal(text: &str) {
    for personal in ["555", "Rosa", "rosa", "oaming", "New_York", "Phone me", "Android", "UN-OTHER"]
    {
        assert!(!text.contains(personal), "{personal}: {text}");
    }
}

fn read(event: &Event<'_>, personal: bool) -> Value {
    serde_json::from_str(&event.json(personal)).unwrap()
}

#[test]
fn a_message_tells_what_happened_and_nothing_personal() {
    let request = request();
    let check = |change, kind: &str, state: &str, outcome: Option<&str>| {
        let event = callback(change, &request);
        assert_impersonal(&event.json(false));
        let expect = json!({
            "type": kind,
            "timestamp": "2026-11-23T08:00:00Z",
            "data": {
                "site": "tern",
                "reference": "UN-7K3QF2MX",
                "topic": "billing",
                "language": "es-mx",
                "slot": { "from": "2026-11-23T09:00:00Z", "to": "2026-11-23T10:00:00Z" },
                "state": state,
                "outcome": outcome,
                "link": "https://desk.example.com/desk/requests/UN-7K3QF2MX",
            },
        });
        assert_eq!(read(&event, false), expect);
    };
    check(Change::Created, "callback.created", "waiting", None);
    check(Change::Claimed, "callback.claimed", "claimed", None);
    check(Change::Finished(Outcome::NoAnswer), "callback.finished", "finished", Some("no_answer"));
    check(Change::Cancelled, "callback.cancelled", "cancelled", None);
    check(Change::Moved, "callback.moved", "waiting", None);

    let question = question();
    let event = event(News::Question(&question));
    assert_impersonal(&event.json(false));
    let expect = json!({
        "type": "question.created",
        "timestamp": "2026-11-23T08:00:00Z",
        "data": {
            "site": "tern",
            "reference": "UN-7K3QF2MX",
            "language": "es",
            "link": "https://desk.example.com/desk/questions",
        },
    });
    assert_eq!(read(&event, false), expect);

    let opened = opened();
    let event = self::event(News::HandOff(&opened));
    assert_impersonal(&event.json(false));
    let expect = json!({
        "type": "hand_off.created",
        "timestamp": "2026-11-23T08:00:00Z",
        "data": {
            "site": "tern",
            "reference": "UN-7K3QF2MX",
            "channel": "whatsapp",
            "topic": "billing",
            "language": "es-mx",
            "link": "https://desk.example.com/desk/hand-offs/UN-7K3QF2MX",
        },
    });
    assert_eq!(read(&event, false), expect);
    assert_eq!(event.headline(), "New chat UN-7K3QF2MX");
}

#[test]
fn d13_a_hook_that_is_to_have_all_has_it_inert() {
    let request = request();
    let message = read(&callback(Change::Created, &request), true);
    let all = &message["data"]["request"];
    assert_eq!(all["phone"], "+12125550143");
    assert_eq!(all["name"], "Rosa[31m");
    assert_eq!(all["message"], "My roaming\nis off");
    assert_eq!(all["hand_off"]["tried"][0]["title"], "Roaming");
    assert_eq!(all["slot"]["from"], 1_795_424_400);

    let question = question();
    let message = read(&event(News::Question(&question)), true);
    assert_eq!(message["data"]["question"]["text"], "Why does Rosa pay for roaming?");
}

#[test]
fn a_topic_of_a_stranger_is_short_and_holds_nothing_private() {
    let check = |topic: &str, expect: Option<&str>| {
        let mut request = request();
        request.hand_off.topic = Some(topic.to_owned());
        assert_eq!(callback(Change::Created, &request).topic().as_deref(), expect, "{topic}");
    };
    check("orders and returns", Some("orders and returns"));
    check(" a\r\nb\u{202e} ", Some("a b"));
    check("", None);
    check(" \n", None);
    check(&"ñ".repeat(300), Some(&"ñ".repeat(100)));
    let mut request = request();
    request.hand_off.topic = Some("write to rosa@example.com".to_owned());
    assert_impersonal(&callback(Change::Created, &request).json(false));
    request.hand_off.topic = None;
    assert_eq!(read(&callback(Change::Created, &request), false)["data"]["topic"], Value::Null);
}

#[test]
fn kinds_have_names_of_their_own() {
    for kind in Kind::ALL {
        assert_eq!(Kind::named(kind.name()), Some(kind));
    }
    assert_eq!(Kind::named("callback.lost"), None);
}
