//! What is told of a request or question, without a customer's words unless a hook is to have them.

use serde::Serialize;
use serde_json::{Map, Value, json};
use unstuck_model::{
    callback::{CallbackRequest, Slot},
    chat::ChatOpened,
    hours::Seconds,
    language::Language,
    question::Question,
    redact::redact_in,
};

use crate::{
    clock::{Clock, machine},
    inert::{inert, inert_line},
    record::Outcome,
};

/// The most characters of a topic.
const MOST_TOPIC: usize = 100;

/// Something that happened at the desk.
#[derive(Clone, Copy, Debug)]
pub struct Event<'a> {
    /// When it happened.
    pub at: Seconds,
    /// The site's id.
    pub site: &'a str,
    /// The address that agents reach the desk by, such as `https://desk.example.com`.
    pub desk: &'a str,
    /// What happened.
    pub news: News<'a>,
}

/// What happened, and to what.
#[derive(Clone, Copy, Debug)]
pub enum News<'a> {
    /// A request to be phoned is new, or has changed.
    Callback {
        /// The code it is kept with.
        reference: &'a str,
        /// What has changed.
        change: Change,
        /// The request, as it is now.
        request: &'a CallbackRequest,
    },
    /// A question was left.
    Question(&'a Question),
    /// A chat was opened.
    HandOff(&'a ChatOpened),
}

/// What has changed about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was accepted.
    Created,
    /// An agent has it.
    Claimed,
    /// Somebody phoned.
    Finished(Outcome),
    /// Nobody is to phone any more.
    Cancelled,
    /// It has another slot, and waits in it.
    Moved,
}

/// The kinds of events, which a hook chooses from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    CallbackCreated,
    CallbackClaimed,
    CallbackFinished,
    CallbackCancelled,
    CallbackMoved,
    QuestionCreated,
    HandOffCreated,
}

impl Kind {
    /// Every kind, in the order to offer them.
    pub const ALL: [Self; 7] = [
        Self::CallbackCreated,
        Self::CallbackClaimed,
        Self::CallbackFinished,
        Self::CallbackCancelled,
        Self::CallbackMoved,
        Self::QuestionCreated,
        Self::HandOffCreated,
    ];

    /// The name in messages, in forms and in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::CallbackCreated => "callback.created",
            Self::CallbackClaimed => "callback.claimed",
            Self::CallbackFinished => "callback.finished",
            Self::CallbackCancelled => "callback.cancelled",
            Self::CallbackMoved => "callback.moved",
            Self::QuestionCreated => "question.created",
            Self::HandOffCreated => "hand_off.created",
        }
    }

    /// The kind with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Change {
    /// Where the request stands now, and how the call ended.
    fn state(self) -> (&'static str, Option<Outcome>) {
        match self {
            Self::Created | Self::Moved => ("waiting", None),
            Self::Claimed => ("claimed", None),
            Self::Finished(outcome) => ("finished", Some(outcome)),
            Self::Cancelled => ("cancelled", None),
        }
    }
}

impl Event<'_> {
    /// What kind it is of.
    pub fn kind(&self) -> Kind {
        match self.news {
            News::Question(_) => Kind::QuestionCreated,
            News::HandOff(_) => Kind::HandOffCreated,
            News::Callback { change, .. } => match change {
                Change::Created => Kind::CallbackCreated,
                Change::Claimed => Kind::CallbackClaimed,
                Change::Finished(_) => Kind::CallbackFinished,
                Change::Cancelled => Kind::CallbackCancelled,
                Change::Moved => Kind::CallbackMoved,
            },
        }
    }

    /// The message of Standard Webhooks. `personal` adds the whole request or question, for a
    /// receiver that makes tickets of them.
    pub fn json(&self, personal: bool) -> String {
        let mut data = Map::new();
        let mut tell = |name: &str, value: Value| drop(data.insert(name.to_owned(), value));
        tell("site", json!(self.site));
        tell("reference", json!(self.reference()));
        tell("language", json!(self.language().map(|language| language.to_string())));
        tell("link", json!(self.link()));
        match self.news {
            News::Callback { change, request, .. } => {
                let Slot { from, to } = request.slot;
                let (state, outcome) = change.state();
                tell("topic", json!(self.topic()));
                tell("slot", json!({ "from": machine(from), "to": machine(to) }));
                tell("state", json!(state));
                tell("outcome", json!(outcome.map(Outcome::name)));
                if personal {
                    tell("request", whole(request));
                }
            }
            News::Question(question) => {
                if personal {
                    tell("question", whole(question));
                }
            }
            News::HandOff(opened) => {
                tell("channel", json!(inert_line(&opened.channel)));
                tell("topic", json!(self.topic()));
                if personal {
                    tell("hand_off", whole(&opened.hand_off));
                }
            }
        }
        let data = Value::Object(data);
        // Neither a kind's name nor a moment holds anything that JSON would escape.
        let (kind, at) = (self.kind().name(), machine(self.at));
        format!(r#"{{"type":"{kind}","timestamp":"{at}","data":{data}}}"#)
    }

    /// The code that it is known by.
    pub fn reference(&self) -> String {
        match self.news {
            News::Callback { reference, .. } => inert_line(reference),
            News::Question(question) => inert_line(&question.reference),
            News::HandOff(opened) => inert_line(&opened.hand_off.reference),
        }
    }

    /// The topic of a request, if it has one. It is the site's word, but a stranger may send any:
    /// what looks private is masked.
    pub fn topic(&self) -> Option<String> {
        let hand_off = match self.news {
            News::Callback { request, .. } => &request.hand_off,
            News::HandOff(opened) => &opened.hand_off,
            News::Question(_) => return None,
        };
        let topic = inert_line(hand_off.topic.as_deref()?);
        let topic: String =
            redact_in(&topic, self.language().as_ref()).text.chars().take(MOST_TOPIC).collect();
        (!topic.is_empty()).then_some(topic)
    }

    /// When somebody is to phone, on the company's clock; nothing if nobody is.
    pub fn due(&self, clock: &Clock) -> Option<String> {
        match self.news {
            News::Callback {
                change: Change::Created | Change::Claimed | Change::Moved,
                request,
                ..
            } => Some(format!("{} ({})", clock.slot(request.slot), clock.name())),
            News::Callback { change: Change::Finished(_) | Change::Cancelled, .. }
            | News::Question(_)
            | News::HandOff(_) => None,
        }
    }

    /// The desk's page about it, which asks to sign in.
    pub fn link(&self) -> String {
        let desk = self.desk.trim_end_matches('/');
        match self.news {
            News::Callback { .. } => format!("{desk}/desk/requests/{}", self.reference()),
            News::Question(_) => format!("{desk}/desk/questions"),
            News::HandOff(_) => format!("{desk}/desk/hand-offs/{}", self.reference()),
        }
    }

    /// What happened, in a few words for people.
    pub fn headline(&self) -> String {
        let reference = self.reference();
        match self.news {
            News::Question(_) => format!("New question {reference}"),
            News::HandOff(_) => format!("New chat {reference}"),
            News::Callback { change, .. } => match change {
                Change::Created => format!("New callback {reference}"),
                Change::Claimed => format!("Callback {reference} claimed"),
                Change::Finished(outcome) => {
                    format!("Callback {reference} finished, {}", outcome.name().replace('_', " "))
                }
                Change::Cancelled => format!("Callback {reference} cancelled"),
                Change::Moved => format!("Callback {reference} moved"),
            },
        }
    }

    fn language(&self) -> Option<Language> {
        match self.news {
            News::Callback { request, .. } => Language::new(&request.hand_off.language),
            News::Question(question) => Language::new(&question.language),
            News::HandOff(opened) => Language::new(&opened.hand_off.language),
        }
    }
}

/// All of it, with every text made inert: whoever receives it may show it anywhere.
fn whole(what: &impl Serialize) -> Value {
    let mut value = serde_json::to_value(what).unwrap_or_default();
    disarm(&mut value);
    value
}

fn disarm(value: &mut Value) {
    match value {
        Value::String(text) => *text = inert(text),
        Value::Array(values) => values.iter_mut().for_each(disarm),
        Value::Object(fields) => fields.values_mut().for_each(disarm),
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

#[cfg(test)]
pub mod tests;
