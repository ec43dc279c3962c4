//! The codes were computed apart from this crate, with Python's `hmac`: for the first,
//! `hmac.new(bytes(range(24)), b'msg_tern1.1795424400.{"type":"callback.created"}', sha256)`.

use super::*;

const AT: Seconds = 1_795_424_400;
const BODY: &str = r#"{"type":"callback.created"}"#;
const SECRET: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
const CODE: &str = "v1,JvtcAJQFL8UAb5VWndY371F+rhRmfZTYmFX+XwyDDUg=";
const OTHER_SECRET: &str = "whsec_//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=";

fn secret(text: &str) -> Secret {
    Secret::parse(text).unwrap()
}

fn alone(text: &str) -> Secrets {
    Secrets { current: secret(text), previous: None }
}

#[test]
fn d8_signatures_are_those_of_the_specification() {
    let check = |key: &str, id: &str, at: Seconds, body: &str, expect: &str| {
        let headers = alone(key).headers(id, at, body.as_bytes());
        let [(id_name, sent_id), (at_name, sent_at), (name, signature)] = headers;
        assert_eq!((id_name, at_name, name), (ID, TIMESTAMP, SIGNATURE));
        assert_eq!((sent_id.as_str(), sent_at), (id, at.to_string()));
        assert_eq!(signature, expect);
    };
    check(SECRET, "msg_tern1", AT, BODY, CODE);
    check(
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw==",
        "msg_tern1",
        AT,
        BODY,
        "v1,5yWtNEoQ80s+oV+gf6+pLZuMq7RFuyEXWPuPEL4NXJk=",
    );
    check(
        OTHER_SECRET,
        "msg_tern2",
        AT,
        r#"{"text":"Zoë"}"#,
        "v1,L97JxMcTrAR9oi7PE3SRu1vP7qglfMG5rzrd+d8knbk=",
    );
    check(OTHER_SECRET, "msg_tern3", 0, "", "v1,RFRu0sRh7Hux3pO45ZspeOZMcQZFhDjx5mHkpSgzLIg=");
}

#[test]
fn d8_a_message_is_believed_only_as_it_was_sent() {
    let check = |change: &dyn Fn(&mut Received<'_>), body: &str, now, expect| {
        let mut received = Received { id: "msg_tern1", timestamp: "1795424400", signature: CODE };
        change(&mut received);
        let verdict = verify(&secret(SECRET), received, body.as_bytes(), now);
        assert_eq!(verdict, expect, "{received:?} {body} {now}");
    };
    let as_sent = |_: &mut Received<'_>| ();
    check(&as_sent, BODY, AT, Ok(()));
    check(&as_sent, BODY, AT + 300, Ok(()));
    check(&as_sent, BODY, AT - 300, Ok(()));
    check(&as_sent, BODY, AT + 301, Err(SignatureError::Old));
    check(&as_sent, BODY, AT - 301, Err(SignatureError::Early));
    // The same JSON, written anew.
    check(&as_sent, r#"{"type": "callback.created"}"#, AT, Err(SignatureError::Signature));
    check(&|r| r.id = "msg_tern2", BODY, AT, Err(SignatureError::Signature));
    check(&|r| r.timestamp = "1795424401", BODY, AT, Err(SignatureError::Signature));
    check(&|r| r.timestamp = "", BODY, AT, Err(SignatureError::Timestamp));
    check(
        &|r| r.timestamp = "999999999999999999999999999999",
        BODY,
        AT,
        Err(SignatureError::Timestamp),
    );
    let signed = |signature: &'static str, expect| {
        check(&|r: &mut Received<'_>| r.signature = signature, BODY, AT, expect);
    };
    signed("v1a,nothing v1,AAAA v1,JvtcAJQFL8UAb5VWndY371F+rhRmfZTYmFX+XwyDDUg= v2,x", Ok(()));
    signed("", Err(SignatureError::Signature));
    signed("v1,", Err(SignatureError::Signature));
    signed("v1,not Base64", Err(SignatureError::Signature));
    // A code that begins like the right one, and a right one of another kind.
    signed("v1,Jvtc", Err(SignatureError::Signature));
    signed("v2,JvtcAJQFL8UAb5VWndY371F+rhRmfZTYmFX+XwyDDUg=", Err(SignatureError::Signature));
    signed("JvtcAJQFL8UAb5VWndY371F+rhRmfZTYmFX+XwyDDUg=", Err(SignatureError::Signature));
}

#[test]
fn d8_a_receiver_may_change_over_while_a_secret_is_replaced() {
    let check = |secrets: &Secrets, key: &str, expect: bool| {
        let [(_, id), (_, timestamp), (_, signature)] =
            secrets.headers("msg_tern1", AT, BODY.as_bytes());
        let received = Received { id: &id, timestamp: &timestamp, signature: &signature };
        assert_eq!(verify(&secret(key), received, BODY.as_bytes(), AT).is_ok(), expect);
    };
    let both = Secrets { current: secret(OTHER_SECRET), previous: Some(secret(SECRET)) };
    check(&both, OTHER_SECRET, true);
    check(&both, SECRET, true);
    check(&alone(OTHER_SECRET), OTHER_SECRET, true);
    check(&alone(OTHER_SECRET), SECRET, false);
}
