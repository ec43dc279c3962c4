//! Names that writers give to things: lower-case words joined by hyphens.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Whether `text` may be an id: 1 to 80 characters of `a-z`, `0-9` and inner hyphens.
pub fn is_id(text: &str) -> bool {
    (1..=80).contains(&text.len())
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The id, or nothing if `text` is not one (see [`is_id`]).
            pub fn new(text: &str) -> Option<Self> {
                is_id(text).then(|| Self(text.to_owned()))
            }

            /// The id as it stands in files and links.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// An answer or guide: the stem of its file, the same in every language.
    EntryId
}
id! {
    /// A step, unique within its guide.
    StepId
}
id! {
    /// A topic of `unstuck.toml`.
    TopicId
}
id! {
    /// A company's site, which owns its packs and its rows in a desk.
    SiteId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words() {
        assert!(is_id("late-fee") && is_id("5g"));
        for bad in ["", "-a", "a-", "Late", "a b", "ä", "a/b", &"a".repeat(81)] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
