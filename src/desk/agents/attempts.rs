use std::{
    hash::{BuildHasher, RandomState},
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use unstuck_model::hours::Seconds;

use crate::network::Network;

/// How often a sign-in may fail within the window: for one name from one address, for one name
/// from anywhere, and whatever the name for one address and for the network around it.
const PAIR: u32 = 5;
const NAME: u32 = 30;
const ADDRESS: u32 = 30;
const NETWORK: u32 = 120;
/// The window in seconds.
pub const WINDOW: Seconds = 15 * 60;

/// Counts sign-ins that failed. Its memory does not grow with the names that are tried: each is
/// hashed, by a key of chance, to one of a fixed number of counters.
pub struct Attempts {
    counters: Mutex<Vec<Counter>>,
    hasher: RandomState,
}

const COUNTERS: usize = 8192;

#[derive(Clone, Copy, Default)]
struct Counter {
    begins: Seconds,
    failed: u32,
}

impl Default for Attempts {
    fn default() -> Self {
        let counters = Mutex::new(vec![Counter::default(); COUNTERS]);
        Self { counters, hasher: RandomState::new() }
    }
}

impl Attempts {
    /// Counts an attempt before its password is looked at, so that many at once are limited too.
    /// False if there were too many.
    pub fn begin(&self, name: &str, address: Option<IpAddr>, now: Seconds) -> bool {
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = self.keys(name, address);
        let allowed = keys.iter().all(|(index, most)| {
            counters.get(*index).is_none_or(|counter| counter.at(now).failed < *most)
        });
        if allowed {
            for (index, _) in keys {
                if let Some(counter) = counters.get_mut(index) {
                    let current = counter.at(now);
                    *counter = Counter { failed: current.failed.saturating_add(1), ..current };
                }
            }
        }
        allowed
    }

    /// Takes an attempt back that succeeded.
    pub fn succeeded(&self, name: &str, address: Option<IpAddr>) {
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        for (index, _) in self.keys(name, address) {
            if let Some(counter) = counters.get_mut(index) {
                counter.failed = counter.failed.saturating_sub(1);
            }
        }
    }

    fn keys(&self, name: &str, address: Option<IpAddr>) -> [(usize, u32); 4] {
        let name = name.to_lowercase();
        let index = |hash: u64| {
            let counters = u64::try_from(COUNTERS).unwrap_or(1);
            usize::try_from(hash % counters).unwrap_or_default()
        };
        let network = address.map(|address| Network::around(address).first());
        [
            (index(self.hasher.hash_one(("pair", &name, address))), PAIR),
            (index(self.hasher.hash_one(("name", &name))), NAME),
            (index(self.hasher.hash_one(("address", address))), ADDRESS),
            (index(self.hasher.hash_one(("network", network))), NETWORK),
        ]
    }
}

impl Counter {
    /// The counter at a moment: a new one if its window is over, or lies ahead because the clock
    /// was put back.
    fn at(self, now: Seconds) -> Self {
        let age = now.saturating_sub(self.begins);
        if (0..WINDOW).contains(&age) { self } else { Self { begins: now, failed: 0 } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_tried_five_times_in_a_window_from_one_address() {
        let attempts = Attempts::default();
        let home = Some(IpAddr::from([192, 0, 2, 1]));
        for _ in 0..PAIR {
            assert!(attempts.begin("ana", home, 0));
        }
        assert!(!attempts.begin("ANA", home, WINDOW - 1));
        assert!(attempts.begin("ana", Some(IpAddr::from([192, 0, 2, 2])), WINDOW - 1));
        assert!(attempts.begin("ana", home, WINDOW));
    }

    #[test]
    fn a_name_is_not_tried_without_end_from_many_addresses() {
        let attempts = Attempts::default();
        let tried = (0..=255)
            .filter(|last| attempts.begin("ana", Some(IpAddr::from([192, 0, 2, *last])), 0));
        assert!(tried.count() <= usize::try_from(NAME).unwrap());
    }

    #[test]
    fn nobody_with_addresses_without_end_keeps_others_out() {
        let attempts = Attempts::default();
        let own = |host: u16| Some(IpAddr::from([0x2001, 0xdb8, 1, host, 0, 0, 0, 1]));
        let tried =
            (0..20_000).filter(|number| attempts.begin(&format!("name {number}"), own(*number), 0));
        assert!(tried.count() <= usize::try_from(NETWORK).unwrap());
        let home = |agent: u8| Some(IpAddr::from([192, 0, agent, 1]));
        let kept_out =
            (0..100).filter(|agent| !attempts.begin(&format!("agent {agent}"), home(*agent), 0));
        // By chance somebody may share a counter with what is busy.
        assert!(kept_out.count() <= 5);
    }

    #[test]
    fn a_sign_in_that_succeeds_does_not_count() {
        let attempts = Attempts::default();
        for _ in 0..100 {
            assert!(attempts.begin("ana", None, 0));
            attempts.succeeded("ana", None);
        }
    }
}
