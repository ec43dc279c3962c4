//! How much one caller, one network and all callers of a site may send.
//!
//! Everything is counted in a fixed number of cells, so that nobody who comes from many addresses fills
//! the memory.

use std::{
    hash::{BuildHasher, Hash, RandomState},
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use unstuck_model::hours::Seconds;

use crate::network::Network;

/// What is limited, each by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Callback,
    Question,
    HandOff,
    Count,
}

/// How many may come at once, and every how many milliseconds one more may.
#[derive(Clone, Copy)]
struct Rate {
    burst: i64,
    every: i64,
}

/// Callbacks, questions and chats, each by themselves, from one address. Behind one there may be an office or a village: in a busy
/// hour of a large one a handful of people ask to be phoned.
const ADDRESS: Rate = Rate { burst: 12, every: 240_000 };
/// The same from a network, behind which there may be the customers of a mobile carrier.
const NETWORK: Rate = Rate { burst: 60, every: 30_000 };
/// The same from anywhere: more than any help team can phone.
const SITE: Rate = Rate { burst: 600, every: 1_000 };
/// Counts: one for each page that somebody leaves.
const COUNTS: [Rate; 3] = [
    Rate { burst: 120, every: 2_000 },
    Rate { burst: 600, every: 200 },
    Rate { burst: 6_000, every: 20 },
];
/// Challenges, of which every request that is stored has had one. They are not limited, but become
/// harder.
const CHALLENGES: [Rate; 3] = [
    Rate { burst: 512, every: 30_000 },
    Rate { burst: 4_096, every: 5_000 },
    Rate { burst: 4_096, every: 500 },
];
/// From how many challenges on that have not been forgotten the next is one bit harder; with twice as
/// many it is two bits harder, and so on.
const USUAL: [i64; 3] = [16, 128, 512];
/// The most bits by which it becomes harder: for a caller, and for everybody because of what all send.
/// The second is less, for it is not the fault of whoever pays for it.
const HARDER: [u32; 3] = [4, 4, 2];

/// The cells of the counters for addresses, networks and sites.
const CELLS: [usize; 3] = [8_192, 4_096, 256];

/// What has come lately.
pub struct Limits {
    counters: Mutex<Counters>,
    hasher: RandomState,
}

struct Counters {
    callbacks: [Counter; 3],
    questions: [Counter; 3],
    hand_offs: [Counter; 3],
    counts: [Counter; 3],
    challenges: [Counter; 3],
}

impl Default for Limits {
    fn default() -> Self {
        let three = |[address, network, site]: [Rate; 3]| {
            let [addresses, networks, sites] = CELLS;
            [
                Counter::new(address, addresses),
                Counter::new(network, networks),
                Counter::new(site, sites),
            ]
        };
        let counters = Counters {
            callbacks: three([ADDRESS, NETWORK, SITE]),
            questions: three([ADDRESS, NETWORK, SITE]),
            hand_offs: three([ADDRESS, NETWORK, SITE]),
            counts: three(COUNTS),
            challenges: three(CHALLENGES),
        };
        Self { counters: Mutex::new(counters), hasher: RandomState::new() }
    }
}

impl Limits {
    /// Counts a request, unless there were too many: then it says after how many seconds there is room
    /// for one. A caller whose address is not known is counted for the site alone.
    pub fn take(
        &self,
        sort: Sort,
        site: &str,
        caller: Option<IpAddr>,
        now: Seconds,
    ) -> Result<(), Seconds> {
        let now = milliseconds(now);
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let counters = match sort {
            Sort::Callback => &mut counters.callbacks,
            Sort::Question => &mut counters.questions,
            Sort::HandOff => &mut counters.hand_offs,
            Sort::Count => &mut counters.counts,
        };
        let keys = self.keys(site, caller);
        let waits = counters.iter().zip(keys).filter_map(|(counter, key)| counter.wait(key?, now));
        if let Some(wait) = waits.max() {
            return Err(wait.saturating_add(999) / 1_000);
        }
        for (counter, key) in counters.iter_mut().zip(keys) {
            if let Some(key) = key {
                counter.add(key, now);
            }
        }
        Ok(())
    }

    /// Counts a challenge, and says by how many bits it is to be harder than usual.
    pub fn challenge(&self, site: &str, caller: Option<IpAddr>, now: Seconds) -> u32 {
        let now = milliseconds(now);
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let each = counters.challenges.iter_mut().zip(self.keys(site, caller));
        let harder =
            each.zip(USUAL.into_iter().zip(HARDER)).map(|((counter, key), (usual, most))| {
                let came = key.map_or(0, |key| counter.add(key, now));
                (came / usual).checked_ilog2().map_or(0, |twice| twice + 1).min(most)
            });
        harder.max().unwrap_or(0)
    }

    /// The caller's address, network and site, by a hash of chance: nobody can choose whom to share a
    /// cell with.
    fn keys(&self, site: &str, caller: Option<IpAddr>) -> [Option<Key>; 3] {
        let network = |address: IpAddr| Network::around(address).first();
        [
            caller.map(|address| self.key((site, "address", address))),
            caller.map(|address| self.key((site, "network", network(address)))),
            Some(self.key((site, "site"))),
        ]
    }

    fn key(&self, of: impl Hash + Copy) -> Key {
        Key([self.hasher.hash_one((0, of)), self.hasher.hash_one((1, of))])
    }
}

fn milliseconds(seconds: Seconds) -> i64 {
    seconds.saturating_mul(1_000)
}

/// Where something is counted: in two cells, so that whoever shares one of them with somebody busy is
/// still told apart by the other.
#[derive(Clone, Copy)]
struct Key([u64; 2]);

/// A counter of many things at one rate. A cell holds when all that was counted in it is forgotten.
struct Counter {
    rate: Rate,
    cells: Vec<i64>,
}

impl Counter {
    fn new(rate: Rate, cells: usize) -> Self {
        Self { rate, cells: vec![i64::MIN; cells] }
    }

    fn places(&self, Key(hashes): Key) -> [usize; 2] {
        let cells = u64::try_from(self.cells.len()).unwrap_or(1).max(1);
        hashes.map(|hash| usize::try_from(hash % cells).unwrap_or_default())
    }

    /// When what was counted is forgotten: now, if it is. A time that lies too far ahead comes from a
    /// clock that was put back.
    fn forgotten(&self, place: usize, now: i64) -> i64 {
        let at = self.cells.get(place).copied().unwrap_or(now);
        let longest = self.rate.burst.saturating_mul(self.rate.every);
        if (0..=longest).contains(&at.saturating_sub(now)) { at } else { now }
    }

    /// What the less busy of the two cells says.
    fn least(&self, key: Key, now: i64) -> i64 {
        let [one, other] = self.places(key);
        self.forgotten(one, now).min(self.forgotten(other, now))
    }

    /// How long it takes until there is room for one; nothing, if there is.
    fn wait(&self, key: Key, now: i64) -> Option<i64> {
        let Rate { burst, every } = self.rate;
        let ahead = self.least(key, now).saturating_sub(now);
        let over = ahead.saturating_add(every).saturating_sub(burst.saturating_mul(every));
        (over > 0).then_some(over)
    }

    /// Counts one, and says how many have not been forgotten, as far as they are counted.
    fn add(&mut self, key: Key, now: i64) -> i64 {
        let Rate { burst, every } = self.rate;
        let most = now.saturating_add(burst.saturating_mul(every));
        let until = self.least(key, now).saturating_add(every).min(most);
        for place in self.places(key) {
            let at = self.forgotten(place, now).max(until);
            if let Some(cell) = self.cells.get_mut(place) {
                *cell = at;
            }
        }
        until.saturating_sub(now) / every.max(1)
    }
}

#[cfg(test)]
#[path = "limits_test.rs"]
mod tests;
