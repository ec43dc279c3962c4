//! Languages and words written in several of them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::order::order_by;

/// A BCP 47 language tag in lower case, such as `en` or `pt-br`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(String);

impl Language {
    /// The language of a tag such as `es` or `es-MX`, or nothing if it has not the form of one.
    pub fn new(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase().replace('_', "-");
        let mut parts = tag.split('-');
        let primary = parts.next()?;
        let well_formed = (2..=3).contains(&primary.len())
            && primary.bytes().all(|byte| byte.is_ascii_lowercase())
            && parts.all(|part| {
                (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        well_formed.then_some(Self(tag))
    }

    /// The whole tag, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part that names the language itself: `pt` of `pt-br`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// Whether the language is written from right to left.
    pub fn is_right_to_left(&self) -> bool {
        matches!(self.primary(), "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv")
    }

    /// The best of `offered` for a customer who wants this language: the same tag, else the same
    /// primary language.
    pub fn choose<'a>(&self, offered: &'a [Language]) -> Option<&'a Language> {
        offered
            .iter()
            .find(|language| *language == self)
            .or_else(|| offered.iter().find(|language| language.primary() == self.primary()))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One text in one or more languages, ordered by language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localised(Vec<(String, String)>);

impl Localised {
    /// The text by language.
    pub fn new(texts: impl IntoIterator<Item = (Language, String)>) -> Self {
        let mut by_language: Vec<(String, String)> =
            texts.into_iter().map(|(language, text)| (language.0, text)).collect();
        order_by(&mut by_language, |(language, _)| language.clone());
        Self(by_language)
    }

    /// The text in `language`, else in its primary language, else in the first there is.
    pub fn get(&self, language: &Language) -> &str {
        let text = |wanted: &str| self.0.iter().find(|(language, _)| language == wanted);
        text(language.as_str())
            .or_else(|| text(language.primary()))
            .or_else(|| self.0.first())
            .map_or("", |(_, text)| text)
    }

    /// The languages it is written in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(language, _)| language.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customers_language_is_met_by_the_nearest_one() {
        let offered = ["en", "es"].map(|tag| Language::new(tag).unwrap());
        let choose = |tag: &str| Language::new(tag).unwrap().choose(&offered).map(Language::as_str);
        assert_eq!(choose("es-MX"), Some("es"));
        assert_eq!(choose("fr"), None);
        assert!(Language::new("e").is_none() && Language::new("../en").is_none());
    }
}
