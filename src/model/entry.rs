//! Answers and guides.

use serde::{Deserialize, Serialize};

use crate::{
    guide::Guide,
    id::{EntryId, TopicId},
    language::Language,
    text::Block,
};

/// One answer or guide in one language; one Markdown file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The stem of its file, the same in every language.
    pub id: EntryId,
    /// What it is called, as a customer would look for it.
    pub title: String,
    /// How customers say it, one phrasing each.
    pub asks: Vec<String>,
    /// The topic it belongs to.
    pub topic: TopicId,
    /// Patterns of the host's paths on which it is suggested.
    pub pages: Vec<PagePattern>,
    /// Whether people are offered at once, beside the entry.
    pub urgent: bool,
    /// Entries that help with what comes next.
    pub related: Vec<EntryId>,
    /// How long it takes, in minutes.
    pub minutes: Option<u16>,
    /// The first paragraph as plain text: the answer shown in results.
    pub short: String,
    /// The language it is written in; not the pack's where a translation is missing.
    pub language: Language,
    /// What it holds.
    pub body: Body,
}

/// What an entry holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// An answer: the whole text, its first paragraph included.
    Answer(Vec<Block>),
    /// A guide.
    Guide(Guide),
}

impl Entry {
    /// The guide, if the entry is one.
    pub fn guide(&self) -> Option<&Guide> {
        match &self.body {
            Body::Guide(guide) => Some(guide),
            Body::Answer(_) => None,
        }
    }
}

/// A pattern of paths of the host: `*` stands for any run of characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PagePattern(pub String);

impl PagePattern {
    /// Whether the pattern matches a path (no query, no fragment). The time is linear in the
    /// product of both lengths at worst.
    pub fn matches(&self, path: &str) -> bool {
        let mut parts = self.0.split('*');
        let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else {
            return false;
        };
        let parts: Vec<&str> = parts.collect();
        let Some((last, middle)) = parts.split_last() else {
            return rest.is_empty();
        };
        for part in middle {
            let Some((_, after)) = rest.split_once(part) else {
                return false;
            };
            rest = after;
        }
        rest.ends_with(last)
    }

    /// How narrow the pattern is: the count of its letters, so that the closest page wins.
    pub fn weight(&self) -> usize {
        self.0.chars().filter(|c| *c != '*').count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_patterns() {
        let check = |pattern: &str, path: &str| PagePattern(pattern.to_owned()).matches(path);
        assert!(check("/account*", "/account/bills"));
        assert!(check("/a/*/b", "/a/x/y/b") && !check("/a/*/b", "/a/b"));
        assert!(check("*", "/") && check("/help", "/help") && !check("/help", "/help/"));
        assert!(!check("/ab*ba", "/aba"));
    }
}
