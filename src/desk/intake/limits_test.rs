use super::*;

const NOW: Seconds = 1_795_334_400;

fn address(text: &str) -> Option<IpAddr> {
    Some(text.parse().unwrap())
}

/// How many of some requests are taken in at one moment.
fn taken<'a>(limits: &Limits, callers: impl IntoIterator<Item = &'a str>) -> usize {
    let take = |caller: &&str| limits.take(Sort::Callback, "tern", address(caller), NOW).is_ok();
    callers.into_iter().filter(take).count()
}

#[test]
fn an_address_sends_some_at_once_and_then_one_by_one() {
    let limits = Limits::default();
    assert_eq!(taken(&limits, ["192.0.2.1"; 1_000]), 12);
    let take = |at: Seconds| limits.take(Sort::Callback, "tern", address("192.0.2.1"), NOW + at);
    assert_eq!(take(0), Err(240));
    assert_eq!(take(239), Err(1));
    assert_eq!(take(240), Ok(()));
    assert_eq!(take(240), Err(240));
    assert_eq!((0..100).filter(|_| take(240 + 12 * 240).is_ok()).count(), 12);
}

#[test]
fn d10_a_thousand_of_one_address_one_network_or_two_hundred_addresses_are_few() {
    assert_eq!(taken(&Limits::default(), ["192.0.2.1"; 1_000]), 12);
    let network: Vec<String> = (0..1_000).map(|n| format!("192.0.2.{}", n % 250)).collect();
    assert_eq!(taken(&Limits::default(), network.iter().map(String::as_str)), 60);
    let network: Vec<String> = (0..1_000).map(|n| format!("2001:db8:1:{n:x}::")).collect();
    assert_eq!(taken(&Limits::default(), network.iter().map(String::as_str)), 60);
    let wide: Vec<String> = (0..10_000).map(|n| format!("10.{}.0.1", n % 200)).collect();
    assert_eq!(taken(&Limits::default(), wide.iter().map(String::as_str)), 600);
}

#[test]
fn sorts_sites_and_callers_do_not_stand_in_each_others_way() {
    let limits = Limits::default();
    let (busy, quiet) = (address("192.0.2.1"), address("198.51.100.1"));
    while limits.take(Sort::Callback, "tern", busy, NOW).is_ok() {}
    assert!(limits.take(Sort::Question, "tern", busy, NOW).is_ok());
    assert!(limits.take(Sort::Count, "tern", busy, NOW).is_ok());
    assert!(limits.take(Sort::Callback, "gull", busy, NOW).is_ok());
    assert!(limits.take(Sort::Callback, "tern", quiet, NOW).is_ok());
    // Who is not known is counted for the site alone.
    assert_eq!(
        (0..1_000).filter(|_| limits.take(Sort::Callback, "gull", None, NOW).is_ok()).count(),
        599
    );
}

/// An attacker who has many addresses fills cells, and does not lock others out by it.
#[test]
fn whoever_shares_a_cell_is_told_apart() {
    let limits = Limits::default();
    let mut counters = limits.counters.lock().unwrap();
    let [counter, ..] = &mut counters.callbacks;
    for n in 0..400_u32 {
        let key = limits.key(("busy", n));
        while counter.wait(key, milliseconds(NOW)).is_none() {
            counter.add(key, milliseconds(NOW));
        }
    }
    let refused = (0..5_000_u32)
        .filter(|n| counter.wait(limits.key(("quiet", n)), milliseconds(NOW)).is_some());
    let refused = refused.count();
    // Some 43 by chance; by one cell alone it would be 240.
    assert!(refused < 100, "{refused} of 5,000");
}

#[test]
fn a_clock_that_is_put_back_or_absurd_locks_nobody_out() {
    let limits = Limits::default();
    let home = address("192.0.2.1");
    for now in [NOW, NOW - 366 * 86_400, Seconds::MIN, Seconds::MAX, 0, NOW] {
        while limits.take(Sort::Callback, "tern", home, now).is_ok() {
            if now == Seconds::MAX {
                break;
            }
        }
        assert!(limits.challenge("tern", home, now) <= 4);
    }
    assert!(limits.take(Sort::Callback, "tern", home, 86_400).is_ok());
    assert!(limits.take(Sort::Callback, "tern", home, NOW + 86_400).is_ok());
}

#[test]
fn challenges_become_harder_for_who_wants_many() {
    let limits = Limits::default();
    let bits = |caller: &str, at: Seconds| limits.challenge("tern", address(caller), NOW + at);
    let first: Vec<u32> = (0..300).map(|_| bits("192.0.2.1", 0)).collect();
    assert!(first.is_sorted());
    let at = |times: usize| first[times - 1];
    assert_eq!([1, 15, 16, 31, 32, 64, 128, 300].map(at), [0, 0, 1, 1, 2, 3, 4, 4]);
    // A neighbour feels it a little, others do not, and it is forgotten.
    assert_eq!((bits("192.0.2.2", 0), bits("198.51.100.1", 0)), (2, 0));
    assert_eq!(bits("192.0.2.1", 86_400), 0);
    // What all send together is felt by all, and never as much.
    for n in 0..9_999 {
        bits(&format!("10.{}.{}.1", n / 100, n % 100), 0);
    }
    assert_eq!(bits("198.51.100.1", 0), 2);
}
