//! What the widget has noted of a journey, as it was typed.

use serde::{Deserialize, Serialize};

use crate::{
    draft::DRAFTED,
    hand_off::{HandOff, Tried},
    language::Language,
    redact::redact_in,
};

/// Notes with everything private in them: they stay in the browser. What leaves it is made of them by
/// [`Notes::hand_off`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// The code that leads to the record, such as `UN-7K3QF2MX`.
    pub reference: String,
    /// The site's id.
    pub site: String,
    /// The language of the conversation.
    pub language: Language,
    /// The host's page.
    pub page: String,
    /// The family of the device; see [`crate::device::family`].
    pub device: String,
    /// The topic, if one is known.
    pub topic: Option<String>,
    /// What was asked, oldest first.
    pub asked: Vec<String>,
    /// What was opened and how far it went, oldest first.
    pub tried: Vec<Tried>,
}

impl Notes {
    /// What people are told: the same without private data.
    pub fn hand_off(&self) -> HandOff {
        let reference = self.reference.clone();
        let mut told = HandOff::new(reference, &self.site, &self.language, &self.page);
        told.topic.clone_from(&self.topic);
        told.device.clone_from(&self.device);
        self.asked.iter().for_each(|question| told.note_question(question));
        self.tried.iter().for_each(|tried| told.note_tried(tried.clone()));
        told
    }

    /// What was masked in the questions that a draft tells of: each mask, and what stood there.
    pub fn masked(&self) -> Vec<(String, String)> {
        let told = self.asked.get(self.asked.len().saturating_sub(DRAFTED)..).unwrap_or_default();
        let masked = told.iter().flat_map(|question| {
            let question = question.split_whitespace().collect::<Vec<_>>().join(" ");
            redact_in(&question, Some(&self.language)).masked(&question, &self.language)
        });
        masked.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_holds_nothing_private() {
        let notes = Notes {
            reference: "UN-7K3QF2MX".to_owned(),
            site: "larkline".to_owned(),
            language: Language::new("es").unwrap(),
            page: "https://robin:secret@shop.example/cart?card=4111111111111111".to_owned(),
            device: "Android".to_owned(),
            topic: Some("billing".to_owned()),
            asked: vec!["mi tarjeta 4111 1111 1111 1111 no va".to_owned()],
            tried: vec![Tried { entry: "pay".to_owned(), ..Tried::default() }],
        };
        let told = notes.hand_off();
        assert_eq!(told.asked, ["mi tarjeta [número de tarjeta] no va"]);
        let card = ("[número de tarjeta]".to_owned(), "4111 1111 1111 1111".to_owned());
        assert_eq!(notes.masked(), [card]);
        assert_eq!(told.page, "shop.example/cart");
        assert_eq!((told.topic.as_deref(), told.tried.len()), (Some("billing"), 1));
        assert_eq!(
            (told.reference, told.language.as_str(), told.device.as_str()),
            (notes.reference, "es", "Android")
        );
    }
}
