//! What is told of the time that customers waited.

use std::collections::BTreeMap;

use unstuck_model::{
    estimates::{CALLBACK, Estimate, Estimates, FEWEST},
    hours::Seconds,
    id::is_id,
};

/// How far back waits are looked at: a week has every day of it once.
pub const WINDOW: Seconds = 7 * 24 * 3600;

/// The most topics that are told of: more than any site has, for whoever asks for a callback can
/// name any.
const MOST_TOPICS: usize = 50;

/// How long one customer waited, or waits at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    /// The topic that the request names.
    pub topic: Option<String>,
    pub seconds: Seconds,
}

/// How long one customer waited who opened a chat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChatWait {
    /// The name of the channel.
    pub channel: String,
    pub seconds: Seconds,
}

/// The medians of each channel of chats, by the same rule.
pub fn chats(waits: &[ChatWait]) -> Vec<Estimate> {
    let mut channels: BTreeMap<&str, Vec<Seconds>> = BTreeMap::new();
    for wait in waits {
        channels.entry(&wait.channel).or_default().push(wait.seconds);
    }
    let each = channels.into_iter();
    each.filter_map(|(channel, waits)| estimate(channel, None, waits)).collect()
}

/// The medians of waits, for all and for each topic. What fewer than [`FEWEST`] customers waited is
/// not told: it would tell of them.
pub fn estimates(site: &str, waits: &[Wait]) -> Estimates {
    let mut topics: BTreeMap<&str, Vec<Seconds>> = BTreeMap::new();
    for wait in waits {
        if let Some(topic) = wait.topic.as_deref().filter(|topic| is_id(topic)) {
            topics.entry(topic).or_default().push(wait.seconds);
        }
    }
    let all = waits.iter().map(|wait| wait.seconds).collect();
    let mut estimates: Vec<Estimate> = estimate(CALLBACK, None, all).into_iter().collect();
    let topics =
        topics.into_iter().filter_map(|(topic, waits)| estimate(CALLBACK, Some(topic), waits));
    estimates.extend(topics.take(MOST_TOPICS));
    Estimates { site: site.to_owned(), estimates }
}

/// The median, the later of the two in the middle, in minutes that were begun: customers rather wait
/// less than they were told.
fn estimate(channel: &str, topic: Option<&str>, mut waits: Vec<Seconds>) -> Option<Estimate> {
    let of = u32::try_from(waits.len()).ok().filter(|of| *of >= FEWEST)?;
    waits.sort_unstable();
    let median = *waits.get(waits.len() / 2)?;
    let minutes = median.max(0).saturating_add(59) / 60;
    Some(Estimate {
        channel: channel.to_owned(),
        topic: topic.map(str::to_owned),
        minutes: u32::try_from(minutes).unwrap_or(u32::MAX),
        of,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_are_told_of_enough_waits() {
        let check = |waits: &[(&str, Seconds)], expect: &[(&str, u32, u32)]| {
            let wait = |(topic, seconds): &(&str, Seconds)| Wait {
                topic: (!topic.is_empty()).then(|| (*topic).to_owned()),
                seconds: *seconds,
            };
            let told = estimates("acme", &waits.iter().map(wait).collect::<Vec<_>>());
            let told: Vec<_> = told
                .estimates
                .iter()
                .map(|one| (one.topic.as_deref().unwrap_or_default(), one.minutes, one.of))
                .collect();
            assert_eq!(told, expect);
        };
        check(&[], &[]);
        check(&[("", 60); 4], &[]);
        check(&[("", 60); 5], &[("", 1, 5)]);
        check(&[("", 61); 5], &[("", 2, 5)]);
        check(&[("", -3_600); 5], &[("", 0, 5)]);
        check(&[("", Seconds::MAX); 5], &[("", u32::MAX, 5)]);
        let mixed = [("b", 600), ("b", 60), ("b", 300), ("a", 120), ("b", 240), ("b", 540)];
        check(&mixed, &[("", 5, 6), ("b", 5, 5)]);
        check(&[("phone me at +12125550143", 60); 5], &[("", 1, 5)]);
    }
}
