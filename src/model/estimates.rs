//! How long customers have waited lately, as a desk tells it and a widget reads it.

use serde::{Deserialize, Serialize};

/// The answer to `GET /v1/estimates?site=ID`, as JSON. Nothing in it tells of one customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimates {
    /// The id of the site.
    pub site: String,
    /// What is known: at most one for each channel and topic, and one for the channel as a whole, with
    /// which its promise stands.
    pub estimates: Vec<Estimate>,
}

/// How long customers of one channel have waited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// The channel: [`CALLBACK`], or the name of a kind of chat.
    pub channel: String,
    /// The id of the topic; nothing for all of them together.
    pub topic: Option<String>,
    /// How long half of the customers have waited at most, in minutes; nothing if too few are known to
    /// tell. Widgets of before there were promises pass over an estimate without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Within how many minutes the company promises to answer, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<u32>,
    /// Of how many requests the minutes are known; 0 if they are not told.
    pub of: u32,
}

/// What a customer may expect, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// How long it took lately.
    pub usual: Option<u32>,
    /// How long it takes at most, as the company says.
    pub promised: Option<u32>,
}

/// The name of callbacks as a channel.
pub const CALLBACK: &str = "callback";

/// How many requests an estimate needs. Fewer say little of the next one, and much of those who made
/// them.
pub const FEWEST: u32 = 5;

impl Estimates {
    /// What to expect for a topic on a channel: how long it took for the topic itself if enough requests
    /// are known, else on the channel as a whole, else nothing; and what is promised for the channel.
    pub fn for_topic(&self, channel: &str, topic: Option<&str>) -> Expected {
        let known = |topic: Option<&str>| {
            let found = self
                .estimates
                .iter()
                .find(|estimate| estimate.channel == channel && estimate.topic.as_deref() == topic);
            found.filter(|estimate| estimate.of >= FEWEST)?.minutes
        };
        let mut of_channel = self.estimates.iter().filter(|estimate| estimate.channel == channel);
        Expected {
            usual: topic.and_then(|topic| known(Some(topic))).or_else(|| known(None)),
            promised: of_channel.find_map(|estimate| estimate.promise),
        }
    }
}

/// Where estimates are asked for when callbacks go to an endpoint: at the same desk, if it is one of
/// ours.
pub fn address(endpoint: &str) -> Option<String> {
    Some(format!("{}/v1/estimates", endpoint.strip_suffix("/v1/callbacks")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_has_its_own_estimate_if_enough_is_known() {
        let estimate = |channel: &str, topic: Option<&str>, minutes, of| Estimate {
            channel: channel.to_owned(),
            topic: topic.map(str::to_owned),
            minutes: Some(minutes),
            promise: None,
            of,
        };
        let check = |all: u32, topic: Option<&str>, expect: Option<u32>| {
            let estimates = Estimates {
                site: "acme".to_owned(),
                estimates: vec![
                    estimate("letter", None, 2_880, 90),
                    estimate("callback", Some("billing"), 12, 5),
                    estimate("callback", Some("esim"), 90, 4),
                    estimate("callback", None, 40, all),
                ],
            };
            let expected = Expected { usual: expect, promised: None };
            assert_eq!(estimates.for_topic("callback", topic), expected, "{all} {topic:?}");
        };
        check(9, Some("billing"), Some(12));
        check(9, Some("esim"), Some(40));
        check(9, Some("lost-phone"), Some(40));
        check(9, None, Some(40));
        check(4, Some("billing"), Some(12));
        check(4, Some("esim"), None);
        check(4, None, None);
        assert_eq!(Estimates::default().for_topic("callback", None), Expected::default());
    }

    #[test]
    fn a_promise_stands_without_waits_and_for_its_channel_alone() {
        let promise = |channel: &str, promise: u32| Estimate {
            channel: channel.to_owned(),
            topic: None,
            minutes: None,
            promise: Some(promise),
            of: 0,
        };
        let estimates = vec![promise("x", 240), promise("callback", 60)];
        let estimates = Estimates { site: "acme".to_owned(), estimates };
        let promised = |channel: &str, topic: Option<&str>| {
            let expected = estimates.for_topic(channel, topic);
            assert_eq!(expected.usual, None);
            expected.promised
        };
        assert_eq!(promised("callback", Some("billing")), Some(60));
        assert_eq!(promised("x", None), Some(240));
        assert_eq!(promised("line", None), None);
    }

    #[test]
    fn estimates_come_from_a_desk_only() {
        let desk = "https://desk.example.com/v1/callbacks";
        assert_eq!(address(desk).as_deref(), Some("https://desk.example.com/v1/estimates"));
        assert_eq!(address("https://hooks.example.com/in"), None);
    }
}
