use crate::{
    clock::Clock,
    webhook::{event::Event, plain::plain},
};

/// What a mail says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

impl Letter {
    /// What agents are told of an event, with nothing that a customer wrote but the topic.
    pub fn of(event: &Event<'_>, clock: &Clock) -> Self {
        let headline = event.headline();
        let due = event.due(clock);
        let subject = match &due {
            Some(due) => format!("{headline}, due {due}"),
            None => headline.clone(),
        };
        let topic = event.topic().map(|topic| plain(&topic)).filter(|topic| !topic.is_empty());
        let facts = [("Topic", topic), ("Due", due)];
        let facts =
            facts.into_iter().filter_map(|(name, fact)| Some(format!("{name}: {}\n", fact?)));
        let facts: String = facts.collect();
        let blank = if facts.is_empty() { "" } else { "\n" };
        let link = event.link();
        let text = format!(
            "{headline}.\n\n{facts}{blank}{link}\n\nAll else stands there, for agents who sign in.\n"
        );
        Self { subject, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::webhook::event::{
        Change, News,
        tests::{assert_impersonal, callback, event, question, request},
    };

    fn check(event: &Event<'_>, subject: &str, text: &str) {
        let letter = Letter::of(event, &Clock::of("Europe/Madrid").unwrap());
        assert_eq!((letter.subject.as_str(), letter.text.as_str()), (subject, text));
        assert_impersonal(&format!("{letter:?}"));
    }

    #[test]
    fn a_letter_tells_when_to_phone_and_nothing_personal() {
        let mut request = request();
        check(
            &callback(Change::Created, &request),
            "New callback UN-7K3QF2MX, due Mon 23 Nov, 10:00 to 11:00 (Europe/Madrid)",
            "New callback UN-7K3QF2MX.\n\nTopic: billing\nDue: Mon 23 Nov, 10:00 to 11:00 (Europe/Madrid)\n\nhttps://desk.example.com/desk/requests/UN-7K3QF2MX\n\nAll else stands there, for agents who sign in.\n",
        );
        request.hand_off.topic = Some("x\r\nBcc: <eve@example.com>\r\n\r\nevil.example".to_owned());
        check(
            &callback(Change::Cancelled, &request),
            "Callback UN-7K3QF2MX cancelled",
            "Callback UN-7K3QF2MX cancelled.\n\nTopic: x Bcc correo evil example\n\nhttps://desk.example.com/desk/requests/UN-7K3QF2MX\n\nAll else stands there, for agents who sign in.\n",
        );
        let question = question();
        check(
            &event(News::Question(&question)),
            "New question UN-7K3QF2MX",
            "New question UN-7K3QF2MX.\n\nhttps://desk.example.com/desk/questions\n\nAll else stands there, for agents who sign in.\n",
        );
    }
}
