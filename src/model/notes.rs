//! What the widget has noted of a journey, as it was typed.

use serde::{Deserialize, Serialize};

use crate::{
    hand_off::{HandOff, Tried},
    language::Language,
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
        self.asked.iter().for_each(|question| told.note_question(question));
        self.tried.iter().for_each(|tried| told.note_tried(tried.clone()));
        told
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
            topic: Some("billing".to_owned()),
            asked: vec!["mi tarjeta 4111 1111 1111 1111 no va".to_owned()],
            tried: vec![Tried { entry: "pay".to_owned(), ..Tried::default() }],
        };
        let told = notes.hand_off();
        assert_eq!(told.asked, ["mi tarjeta [número de tarjeta] no va"]);
        assert_eq!(told.page, "shop.example/cart");
        assert_eq!((told.topic.as_deref(), told.tried.len()), (Some("billing"), 1));
        assert_eq!((told.reference, told.language.as_str()), (notes.reference, "es"));
    }
}
