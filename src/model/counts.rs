//! What a site may count of its visitors, if it wants to: kinds, and ids of entries and steps. No
//! word that anybody typed, and nothing that tells one visitor from another.

use serde::{Deserialize, Serialize};

/// Counts of one page, as they are sent to the site's desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// The id of the site.
    pub site: String,
    /// What was counted, each once.
    pub counts: Vec<Count>,
}

/// How often one thing happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// What happened.
    pub kind: Counted,
    /// To which entry (`pay-bill`), step (`pay-bill/card`) or channel (`callback`); empty where there
    /// is none.
    pub id: String,
    /// How often.
    pub times: u32,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// An answer or a guide was opened.
    Opened,
    /// A step of a guide was shown.
    Step,
    /// The target of a step was not found on the page.
    Drift,
    /// The customer said that an entry helped.
    Helped,
    /// The customer said that it did not.
    NotHelped,
    /// The ways to people were shown; with the entry or step that led there.
    People,
    /// Something was searched for and an answer came, once for each question; without an id.
    Asked,
    /// The search had no answer to rely on, once for each question; without an id.
    Unanswered,
    /// The last step of a guide was done; the entry.
    Finished,
    /// A guide was closed before its end; the step.
    Left,
    /// A way to people was taken; the channel, such as `callback` or `x`.
    HandedOff,
}

impl Counted {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Opened,
        Self::Step,
        Self::Drift,
        Self::Helped,
        Self::NotHelped,
        Self::People,
        Self::Asked,
        Self::Unanswered,
        Self::Finished,
        Self::Left,
        Self::HandedOff,
    ];

    /// Its name in requests and in the desk's database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Step => "step",
            Self::Drift => "drift",
            Self::Helped => "helped",
            Self::NotHelped => "not-helped",
            Self::People => "people",
            Self::Asked => "asked",
            Self::Unanswered => "unanswered",
            Self::Finished => "finished",
            Self::Left => "left",
            Self::HandedOff => "handed-off",
        }
    }
}

/// Adds one to a list of counts.
pub fn count(counts: &mut Vec<Count>, kind: Counted, id: &str) {
    match counts.iter_mut().find(|count| count.kind == kind && count.id == id) {
        Some(count) => count.times = count.times.saturating_add(1),
        None => counts.push(Count { kind, id: id.to_owned(), times: 1 }),
    }
}

/// Where counts go when callbacks go to an endpoint: to the same desk, if it is one of ours.
pub fn address(endpoint: &str) -> Option<String> {
    Some(format!("{}/v1/counts", endpoint.strip_suffix("/v1/callbacks")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_counted_together() {
        let mut counts = Vec::new();
        for (kind, id) in [
            (Counted::Step, "a/b"),
            (Counted::Drift, "a/b"),
            (Counted::Step, "a/b"),
            (Counted::Step, "a"),
        ] {
            count(&mut counts, kind, id);
        }
        let seen: Vec<_> =
            counts.iter().map(|one| (one.kind, one.id.as_str(), one.times)).collect();
        assert_eq!(
            seen,
            [(Counted::Step, "a/b", 2), (Counted::Drift, "a/b", 1), (Counted::Step, "a", 1)]
        );
    }

    #[test]
    fn counts_go_to_a_desk_only() {
        let desk = "https://desk.example.com/v1/callbacks";
        assert_eq!(address(desk).as_deref(), Some("https://desk.example.com/v1/counts"));
        assert_eq!(address("https://hooks.example.com/in"), None);
    }
}
