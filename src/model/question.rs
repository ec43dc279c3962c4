//! A question that the help does not answer, left for the people who write it.

use serde::{Deserialize, Serialize};

use crate::{
    language::Language,
    redact::redact_in,
    shorten::{Count, Room},
};

/// The body of `POST /v1/questions`, as JSON. It is sent with an `Idempotency-Key`, like a callback,
/// and answered with 201, or with 200 for a repetition with the same key and body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The id of the site.
    pub site: String,
    /// The language that the customer reads the help in, as a tag.
    pub language: String,
    /// The exact text that the customer has seen before it was sent: 1 to [`MOST_TEXT`] characters.
    pub text: String,
    /// The origin and path of the host's page; may be empty.
    pub page: String,
    /// The code of the customer's journey, such as `UN-7K3QF2MX`; may be empty.
    pub reference: String,
}

/// The answer to a question that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionAccepted {
    /// The code it is kept with: its own, or a new one if it had none.
    pub reference: String,
}

/// Why a question cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionProblem {
    /// There is no text in it.
    Empty,
    /// The text is longer than [`MOST_TEXT`] characters.
    TextLong,
    /// The language is not a tag such as `en` or `pt-br`.
    Language,
    /// A text beside the question is longer than any that the widget sends.
    TooMuch,
}

/// The most characters of a question.
pub const MOST_TEXT: usize = 1_000;
/// The most characters of a page's address.
const MOST_PAGE: usize = 2_000;
/// The most characters of an address that are kept.
const KEPT_PAGE: usize = 300;
/// The most characters of a language tag, by RFC 5646, section 4.4.1, and of a reference.
const MOST_NAME: usize = 35;

impl Question {
    /// Whether the question can be taken; the first problem, if not.
    pub fn check(&self) -> Result<(), QuestionProblem> {
        let longer = |text: &str, most: usize| text.chars().nth(most).is_some();
        if self.text.trim().is_empty() {
            return Err(QuestionProblem::Empty);
        }
        if longer(&self.text, MOST_TEXT) {
            return Err(QuestionProblem::TextLong);
        }
        if longer(&self.page, MOST_PAGE)
            || longer(&self.reference, MOST_NAME)
            || longer(&self.language, MOST_NAME)
        {
            return Err(QuestionProblem::TooMuch);
        }
        Language::new(&self.language).map(drop).ok_or(QuestionProblem::Language)
    }

    /// The question as it may be kept: without private data in its text, and without the query, the
    /// fragment and the sign-in of its page. The widget has done the same before the customer saw
    /// it; who keeps it does not rely on that.
    #[must_use]
    pub fn redacted(self) -> Self {
        let language = Language::new(&self.language);
        let text = redact_in(self.text.trim(), language.as_ref()).text;
        let page = plain_page(&self.page, language.as_ref());
        let tag = language.map(|language| language.as_str().to_owned()).unwrap_or_default();
        Self { language: tag, text, page, ..self }
    }
}

/// The origin and path of a page on the web, redacted; empty for any other page.
fn plain_page(page: &str, language: Option<&Language>) -> String {
    let page = page.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme @ ("http" | "https"), rest)) = page.split_once("://") else {
        return String::new();
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = host.rsplit('@').next().unwrap_or_default();
    let room = Room { most: KEPT_PAGE, count: Count::Characters };
    room.cut(&redact_in(&format!("{scheme}://{host}{path}"), language).text)
}

impl QuestionProblem {
    /// The stable code of a refusal.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty | Self::TextLong => "text",
            Self::Language => "language",
            Self::TooMuch => "too_much",
        }
    }

    /// What is wrong and how to mend it, in English.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "The question is empty. Write what you would like to know.",
            Self::TextLong => "The question is too long. Keep it under 1,000 characters.",
            Self::Language => "Send the language as a tag, such as en or pt-br.",
            Self::TooMuch => "The question carries more text than is needed. Shorten it.",
        }
    }
}

/// Where questions go when callbacks go to an endpoint: to the same desk, if it is one of ours.
pub fn address(endpoint: &str) -> Option<String> {
    Some(format!("{}/v1/questions", endpoint.strip_suffix("/v1/callbacks")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> Question {
        Question {
            site: "acme".to_owned(),
            language: "en".to_owned(),
            text: "Do you ship to Malta?".to_owned(),
            page: "https://shop.example/cart".to_owned(),
            reference: "UN-7K3QF2MX".to_owned(),
        }
    }

    #[test]
    fn a_question_has_a_text_and_a_language() {
        let check = |change: &dyn Fn(&mut Question), expect: Result<(), &str>| {
            let mut question = question();
            change(&mut question);
            assert_eq!(question.check().map_err(QuestionProblem::code), expect, "{question:?}");
        };
        check(&|_| (), Ok(()));
        check(&|question| question.text = "ñ".repeat(1_000), Ok(()));
        check(&|question| (question.page, question.reference) = Default::default(), Ok(()));
        check(&|question| question.text = "ñ".repeat(1_001), Err("text"));
        check(&|question| question.text = " \n\u{a0}".to_owned(), Err("text"));
        check(&|question| question.language = "english".to_owned(), Err("language"));
        check(&|question| question.language = String::new(), Err("language"));
        check(&|question| question.language = "en-a".repeat(9), Err("too_much"));
        check(&|question| question.page = "p".repeat(2_001), Err("too_much"));
        check(&|question| question.reference = "U".repeat(36), Err("too_much"));
    }

    #[test]
    fn what_is_kept_holds_nothing_private() {
        let check = |language: &str, text: &str, page: &str, expect: (&str, &str)| {
            let (language, text, page) = (language.to_owned(), text.to_owned(), page.to_owned());
            let kept = Question { language, text, page, ..question() }.redacted();
            assert_eq!((kept.text.as_str(), kept.page.as_str()), expect);
        };
        check(
            "en",
            " Why was my card 4111 1111 1111 1111 refused? ",
            "https://rosa:secret@shop.example/cart?card=4111#pay",
            ("Why was my card [card number] refused?", "https://shop.example/cart"),
        );
        check(
            "ES-mx",
            "Escríbanme a rosa@example.com",
            "https://shop.example/u/rosa@example.com",
            ("Escríbanme a [correo]", "https://[correo]"),
        );
        check("en", "Why?", "https://shop.example", ("Why?", "https://shop.example"));
        check("en", "Why?", "file:///home/rosa/notes.html", ("Why?", ""));
        check("en", "Why?", "javascript:alert(1)", ("Why?", ""));
        assert_eq!(
            Question { language: "ES-mx".to_owned(), ..question() }.redacted().language,
            "es-mx"
        );
    }

    #[test]
    fn questions_go_to_a_desk_only() {
        let desk = "https://desk.example.com/v1/callbacks";
        assert_eq!(address(desk).as_deref(), Some("https://desk.example.com/v1/questions"));
        assert_eq!(address("/v1/callbacks").as_deref(), Some("/v1/questions"));
        assert_eq!(address("https://hooks.example.com/in"), None);
    }
}
