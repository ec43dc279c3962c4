//! Within how many minutes a site promises its customers an answer.

use std::collections::BTreeMap;

use unstuck_model::{channel::Kind, estimates::CALLBACK};

use crate::error::DeskError;

/// The longest promise, in minutes: four weeks.
pub const MOST: u32 = 28 * 24 * 60;

/// The channels that a promise can be made for.
pub fn channels() -> Vec<&'static str> {
    [CALLBACK].into_iter().chain(Kind::ALL.map(Kind::name)).collect()
}

/// Refuses promises that cannot be meant.
pub fn check(site: &str, promises: &BTreeMap<String, u32>) -> Result<(), DeskError> {
    for (channel, minutes) in promises {
        let (site, channel) = (site.to_owned(), channel.clone());
        if !channels().contains(&channel.as_str()) {
            return Err(DeskError::PromiseChannel { site, channel });
        }
        if !(1..=MOST).contains(minutes) {
            return Err(DeskError::PromiseMinutes { site, channel, minutes: *minutes });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_has_a_channel_and_minutes() {
        let said = |channel: &str, minutes| {
            let promises = BTreeMap::from([(channel.to_owned(), minutes)]);
            check("tern", &promises).map_err(|error| error.to_string()).err().unwrap_or_default()
        };
        assert_eq!(said("callback", 60), "");
        assert_eq!(said("whatsapp", MOST), "");
        let unknown = "the site tern promises something for \"fax\", which is no channel; \
                       write one of callback, x, messenger, ";
        assert!(said("fax", 60).starts_with(unknown), "{}", said("fax", 60));
        assert_eq!(
            said("callback", 0),
            "the site tern promises callback within 0 minutes; write 1 to 40320"
        );
        assert!(!said("callback", MOST + 1).is_empty());
    }
}
