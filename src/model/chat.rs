//! What a desk is told when a customer opens a chat with a draft in it.
//!
//! The draft holds a code and goes to the channel; this record goes to the desk under the same code. No
//! word that the customer typed is in it: those stand in the draft, which the customer saw.

use serde::{Deserialize, Serialize};

use crate::{
    channel::Kind, hand_off::HandOff, id::is_id, language::Language, notes::Notes,
    reference::Reference,
};

/// The body of `POST /v1/hand-offs`, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChatOpened {
    /// The name of the kind of channel; see [`Kind::name`].
    pub channel: String,
    /// What was opened and tried, without what was asked.
    pub hand_off: HandOff,
}

/// Why a record is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChatProblem {
    /// There is no such channel.
    Channel,
    /// It holds what the customer typed.
    Typed,
    /// The reference is none.
    Reference,
    /// The language is no tag, or an id is none.
    Name,
    /// It holds more than a widget ever sends.
    TooLong,
}

/// The most characters of the family of a device.
const MOST_DEVICE: usize = 20;

impl ChatOpened {
    /// The record of a chat that is being opened.
    pub fn new(kind: Kind, notes: Notes) -> Self {
        let typed_left_out = Notes { asked: Vec::new(), ..notes };
        Self { channel: kind.name().to_owned(), hand_off: typed_left_out.hand_off() }
    }

    /// The kind of channel, if the record is one that a widget may send.
    pub fn check(&self) -> Result<Kind, ChatProblem> {
        let kind = Kind::named(&self.channel).ok_or(ChatProblem::Channel)?;
        let told = &self.hand_off;
        let ids = told.tried.iter().flat_map(|tried| tried.step.iter().chain([&tried.entry]));
        let are_ids = ids.chain(&told.topic).all(|id| is_id(id));
        let is_family = told.device.chars().all(|letter| letter.is_ascii_alphanumeric());
        if !told.asked.is_empty() {
            Err(ChatProblem::Typed)
        } else if Reference::parse(&told.reference).is_err() {
            Err(ChatProblem::Reference)
        } else if told.is_too_long() || told.device.len() > MOST_DEVICE {
            Err(ChatProblem::TooLong)
        } else if !are_ids || !is_family || Language::new(&told.language).is_none() {
            Err(ChatProblem::Name)
        } else {
            Ok(kind)
        }
    }

    /// The same with its code as codes are written, and without what looks private, whoever sent it.
    pub fn cleaned(&self) -> Option<Self> {
        let told = &self.hand_off;
        let language = Language::new(&told.language)?;
        let reference = Reference::parse(&told.reference).ok()?.to_string();
        let mut hand_off = HandOff::new(reference, &told.site, &language, &told.page);
        hand_off.device.clone_from(&told.device);
        hand_off.topic.clone_from(&told.topic);
        told.tried.iter().for_each(|tried| hand_off.note_tried(tried.clone()));
        Some(Self { channel: self.channel.clone(), hand_off })
    }
}

impl ChatProblem {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Channel => "channel",
            Self::Typed => "typed",
            Self::Reference => "reference",
            Self::Name => "name",
            Self::TooLong => "too_long",
        }
    }

    /// What is wrong, and how to mend it.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Channel => "There is no such channel; name it as in unstuck.toml.",
            Self::Typed => {
                "What a customer typed does not belong here; send an empty list as asked."
            }
            Self::Reference => "The reference is none; send the code that stands in the draft.",
            Self::Name => {
                "The language is no tag, or an entry, a step, the topic or the device is no name; send what the widget sends."
            }
            Self::TooLong => "The record is longer than a widget's; shorten it.",
        }
    }
}

/// Where the record of a chat goes when callbacks go to an endpoint: to the same desk, if it is one of
/// ours.
pub fn address(endpoint: &str) -> Option<String> {
    Some(format!("{}/v1/hand-offs", endpoint.strip_suffix("/v1/callbacks")?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hand_off::Tried;

    fn notes() -> Notes {
        Notes {
            reference: "UN-7K3QF2MX".to_owned(),
            site: "larkline".to_owned(),
            language: Language::new("es").unwrap(),
            page: "https://robin:secret@shop.example/cart?card=4111111111111111".to_owned(),
            device: "Android".to_owned(),
            topic: Some("billing".to_owned()),
            asked: vec!["mi gato se ha comido la factura".to_owned()],
            tried: vec![Tried {
                entry: "pay".to_owned(),
                title: "Pagar".to_owned(),
                step: Some("card".to_owned()),
                path: vec!["Elija: Tarjeta".to_owned()],
                helped: None,
            }],
        }
    }

    #[test]
    fn nothing_that_was_typed_is_in_it() {
        let opened = ChatOpened::new(Kind::WhatsApp, notes());
        let json = serde_json::to_string(&opened).unwrap();
        for typed in ["gato", "robin", "secret", "4111"] {
            assert!(!json.contains(typed), "{typed}: {json}");
        }
        assert_eq!((opened.channel.as_str(), opened.check()), ("whatsapp", Ok(Kind::WhatsApp)));
        assert_eq!(opened.hand_off.tried, notes().tried);
        assert_eq!(opened.hand_off.page, "shop.example/cart");
        assert_eq!(opened.cleaned(), Some(opened.clone()));
    }

    #[test]
    fn what_no_widget_sends_is_refused() {
        let check = |change: &dyn Fn(&mut ChatOpened), expect: ChatProblem| {
            let mut opened = ChatOpened::new(Kind::Line, notes());
            change(&mut opened);
            assert_eq!(opened.check(), Err(expect));
            assert!(expect.sentence().ends_with('.'));
        };
        check(&|opened| opened.channel = "fax".to_owned(), ChatProblem::Channel);
        check(&|opened| opened.channel = "WhatsApp".to_owned(), ChatProblem::Channel);
        check(&|opened| opened.hand_off.asked = vec!["why".to_owned()], ChatProblem::Typed);
        check(&|opened| opened.hand_off.reference.clear(), ChatProblem::Reference);
        check(&|opened| opened.hand_off.language = "my number".to_owned(), ChatProblem::Name);
        check(&|opened| opened.hand_off.topic = Some("my cat".to_owned()), ChatProblem::Name);
        check(&|opened| opened.hand_off.tried[0].entry = "My cat".to_owned(), ChatProblem::Name);
        check(&|opened| opened.hand_off.device = "of Robin".to_owned(), ChatProblem::Name);
        check(&|opened| opened.hand_off.device = "a".repeat(21), ChatProblem::TooLong);
        check(&|opened| opened.hand_off.page = "p".repeat(2_000), ChatProblem::TooLong);
    }

    #[test]
    fn what_looks_private_is_masked_again() {
        let mut opened = ChatOpened::new(Kind::Line, notes());
        opened.hand_off.page = "shop.example/of/rosa@example.com?x=1".to_owned();
        opened.hand_off.tried[0].title = "4111 1111 1111 1111".to_owned();
        opened.hand_off.reference = "un 7k3qf2mx".to_owned();
        let cleaned = opened.cleaned().unwrap();
        let json = serde_json::to_string(&cleaned).unwrap();
        assert!(
            !json.contains("4111") && !json.contains("rosa") && !json.contains("x=1"),
            "{json}"
        );
        assert_eq!(cleaned.hand_off.reference, "UN-7K3QF2MX");
    }

    #[test]
    fn records_go_to_a_desk_only() {
        let desk = "https://desk.example.com/v1/callbacks";
        assert_eq!(address(desk).as_deref(), Some("https://desk.example.com/v1/hand-offs"));
        assert_eq!(address("https://hooks.example.com/in"), None);
    }
}
