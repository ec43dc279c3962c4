//! What is told of the time that customers waited.

use std::collections::BTreeMap;

use unstuck_model::{
    estimates::{CALLBACK, Estimate, Estimates, FEWEST},
    hours::Seconds,
    id::is_id,
};

use crate::dashboard::median;

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

/// The medians of each channel of chats.
fn of_chats(waits: &[ChatWait]) -> Vec<Estimate> {
    let mut channels: BTreeMap<&str, Vec<Seconds>> = BTreeMap::new();
    for wait in waits {
        channels.entry(&wait.channel).or_default().push(wait.seconds);
    }
    let each = channels.into_iter();
    each.filter_map(|(channel, waits)| estimate(channel, None, waits)).collect()
}

/// The medians of waits, for all and for each topic. What fewer than [`FEWEST`] customers waited is
/// not told: it would tell of them.
/// What is promised stands with its channel, however few waited.
pub fn estimates(
    site: &str,
    waits: &[Wait],
    chats: &[ChatWait],
    promises: &BTreeMap<String, u32>,
) -> Estimates {
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
    estimates.extend(of_chats(chats));
    for (channel, minutes) in promises {
        promise(&mut estimates, channel, *minutes);
    }
    Estimates { site: site.to_owned(), estimates }
}

/// Puts the promise of a channel with what is told of it, or by itself.
fn promise(estimates: &mut Vec<Estimate>, channel: &str, minutes: u32) {
    let whole = estimates.iter_mut().find(|one| one.channel == channel && one.topic.is_none());
    match whole {
        Some(estimate) => estimate.promise = Some(minutes),
        None => estimates.push(Estimate {
            channel: channel.to_owned(),
            topic: None,
            minutes: None,
            promise: Some(minutes),
            of: 0,
        }),
    }
}

/// The median in minutes that were begun: customers rather wait less than they were told.
fn estimate(channel: &str, topic: Option<&str>, waits: Vec<Seconds>) -> Option<Estimate> {
    let of = u32::try_from(waits.len()).ok().filter(|of| *of >= FEWEST)?;
    let minutes = median(waits)?.max(0).saturating_add(59) / 60;
    Some(Estimate {
        channel: channel.to_owned(),
        topic: topic.map(str::to_owned),
        minutes: Some(u32::try_from(minutes).unwrap_or(u32::MAX)),
        promise: None,
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
            let waits: Vec<_> = waits.iter().map(wait).collect();
            let told = estimates("acme", &waits, &[], &BTreeMap::new());
            let told: Vec<_> = told
                .estimates
                .iter()
                .map(|one| (one.topic.as_deref().unwrap_or_default(), one.minutes.unwrap(), one.of))
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

    #[test]
    fn a_promise_is_told_beside_what_is_known() {
        let promises = BTreeMap::from([("callback".to_owned(), 60), ("x".to_owned(), 240)]);
        let told = |waits: &[Wait]| {
            let told = estimates("acme", waits, &[], &promises).estimates;
            let one = |one: &Estimate| (one.channel.clone(), one.minutes, one.promise, one.of);
            told.iter().map(one).collect::<Vec<_>>()
        };
        let x = ("x".to_owned(), None, Some(240), 0);
        assert_eq!(told(&[]), [("callback".to_owned(), None, Some(60), 0), x.clone()]);
        let waits = vec![Wait { topic: None, seconds: 60 }; 5];
        assert_eq!(told(&waits), [("callback".to_owned(), Some(1), Some(60), 5), x]);
    }
}
