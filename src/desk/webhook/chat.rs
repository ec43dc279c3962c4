//! One line for a chat of the company, whose webhooks want `{"text": "..."}`.

use serde_json::json;

use super::{event::Event, plain::plain};
use crate::clock::Clock;

/// The message to a chat.
pub fn json(event: &Event<'_>, clock: &Clock) -> String {
    json!({ "text": line(event, clock) }).to_string()
}

/// What happened, with nothing that a customer wrote but the topic.
fn line(event: &Event<'_>, clock: &Clock) -> String {
    let mut parts = vec![event.headline()];
    let topic = event.topic().map(|topic| plain(&topic)).filter(|topic| !topic.is_empty());
    parts.extend(topic.map(|topic| format!("topic {topic}")));
    parts.extend(event.due(clock).map(|due| format!("due {due}")));
    format!("{}: {}", parts.join(", "), event.link())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::{
        record::Outcome,
        webhook::event::{
            Change, News,
            tests::{assert_impersonal, callback, event, question, request},
        },
    };

    fn check(event: &Event<'_>, expect: &str) {
        let clock = Clock::of("Europe/Madrid").unwrap();
        let message: Value = serde_json::from_str(&json(event, &clock)).unwrap();
        assert_eq!(message, json!({ "text": expect }));
        assert_impersonal(expect);
    }

    #[test]
    fn a_chat_reads_one_line() {
        let request = request();
        check(
            &callback(Change::Created, &request),
            "New callback UN-7K3QF2MX, topic billing, due Mon 23 Nov, 10:00 to 11:00 (Europe/Madrid): https://desk.example.com/desk/requests/UN-7K3QF2MX",
        );
        check(
            &callback(Change::Finished(Outcome::NoAnswer), &request),
            "Callback UN-7K3QF2MX finished, no answer, topic billing: https://desk.example.com/desk/requests/UN-7K3QF2MX",
        );
        let question = question();
        check(
            &event(News::Question(&question)),
            "New question UN-7K3QF2MX: https://desk.example.com/desk/questions",
        );
    }

    #[test]
    fn d13_a_topic_neither_mentions_nor_links_nor_marks_up() {
        let check_topic = |topic: &str, expect: &str| {
            let mut request = request();
            request.hand_off.topic = Some(topic.to_owned());
            let line = format!(
                "Callback UN-7K3QF2MX cancelled{expect}: https://desk.example.com/desk/requests/UN-7K3QF2MX"
            );
            check(&callback(Change::Cancelled, &request), &line);
        };
        check_topic("Zoë's orders, new-ish", ", topic Zoë's orders, new-ish");
        check_topic(
            "<!channel> [pay](https://evil.example)",
            ", topic channel pay https evil example",
        );
        check_topic("@#!", "");
    }
}
