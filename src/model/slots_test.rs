//! When the customer can be phoned: by the company's hours and by the customer's own clock.

use proptest::prelude::*;

use crate::{
    callback::{CallbackRules, Slot},
    hours::{Hours, Opening, Span, Zone},
    schedule::Schedule,
    slots::{slots, soonest},
};

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// Monday 2026-01-05 00:00 UTC.
const MONDAY: i64 = 1_767_571_200;

fn zone(before: i32, changes: &[(i64, i32)]) -> Zone {
    Zone { name: "Test/Zone".to_owned(), before, changes: changes.to_vec() }
}

/// New York in 2026: forward on 8 March 07:00 UTC, back on 1 November 06:00 UTC.
fn new_york() -> Zone {
    zone(-18_000, &[(1_772_953_200, -14_400), (1_793_512_800, -18_000)])
}

/// Berlin in 2026: forward on 29 March 01:00 UTC, back on 25 October 01:00 UTC.
fn berlin() -> Zone {
    zone(3_600, &[(1_774_746_000, 7_200), (1_792_890_000, 3_600)])
}

fn span(from: u16, to: u16) -> Span {
    Span { from, to }
}

fn daily(zone: Zone, spans: &[Span]) -> Hours {
    let week = std::array::from_fn(|_| spans.to_vec());
    Hours { zone, week, holidays: Vec::new(), schedules: Vec::new() }
}

fn day_and_night(rules: CallbackRules) -> CallbackRules {
    CallbackRules { window: span(0, 1_440), ..rules }
}

/// The clock of a customer in a zone.
fn clock(zone: &Zone) -> impl Fn(i64) -> u16 + '_ {
    |at| u16::try_from((at + i64::from(zone.offset_at(at))).rem_euclid(DAY) / 60).unwrap()
}

fn utc(at: i64) -> u16 {
    clock(&zone(0, &[]))(at)
}

#[test]
fn slots_keep_hours_and_notice() {
    let check = |hours: &Hours, rules: [u16; 3], now: i64, expect: &[(i64, i64)]| {
        let [slot_minutes, notice_minutes, days_ahead] = rules;
        let rules =
            CallbackRules { slot_minutes, notice_minutes, days_ahead, ..CallbackRules::default() };
        let found: Vec<(i64, i64)> =
            slots(hours, &day_and_night(rules), Schedule::Always, now, &utc)
                .into_iter()
                .map(|Slot { from, to }| ((from - MONDAY) / 60, (to - MONDAY) / 60))
                .collect();
        assert_eq!(found, expect);
    };
    let mut office = daily(zone(0, &[]), &[]);
    office.week[0] = vec![span(545, 650)];
    office.week[1] = vec![span(600, 640)];
    check(&office, [30, 0, 0], MONDAY, &[(545, 575), (575, 605), (605, 635)]);
    check(&office, [30, 60, 0], MONDAY + 9 * HOUR, &[(605, 635)]);
    check(&office, [30, 35, 0], MONDAY + 9 * HOUR, &[(575, 605), (605, 635)]);
    check(&office, [30, 0, 1], MONDAY + 10 * HOUR, &[(605, 635), (2_040, 2_070)]);
    check(&office, [30, 0, 0], MONDAY + 12 * HOUR, &[]);
    check(&office, [0, 0, 7], MONDAY, &[]);
    check(&daily(zone(0, &[]), &[]), [30, 0, 7], MONDAY, &[]);
    let always = daily(zone(0, &[]), &[span(0, 1_440)]);
    let rules = CallbackRules { slot_minutes: 1, days_ahead: 30, ..CallbackRules::default() };
    let all = slots(&always, &day_and_night(rules), Schedule::Always, MONDAY + 90, &utc);
    assert_eq!(all.len(), 60);
    assert_eq!(all[0], Slot { from: MONDAY + 120, to: MONDAY + 180 });
}

#[test]
fn slots_keep_the_hours_of_callbacks_and_of_the_topic() {
    let mut hours = daily(zone(0, &[]), &[span(540, 1_020)]);
    hours.schedules = vec![
        std::array::from_fn(|_| vec![span(600, 720)]),
        std::array::from_fn(|_| vec![span(660, 780)]),
    ];
    let rules = day_and_night(CallbackRules { slot_minutes: 60, ..CallbackRules::default() });
    let check = |own: Schedule, topic: Schedule, expect: &[i64]| {
        let rules = CallbackRules { hours: own, ..rules.clone() };
        let found = slots(&hours, &rules, topic, MONDAY, &utc);
        let found: Vec<i64> = found.iter().map(|slot| (slot.from - MONDAY) / HOUR).collect();
        assert_eq!(found, expect, "{own:?} {topic:?}");
    };
    let (company, always) = (Schedule::Company, Schedule::Always);
    check(company, always, &[9, 10, 11, 12, 13, 14, 15, 16]);
    check(Schedule::Named(0), always, &[10, 11]);
    check(Schedule::Named(0), company, &[10, 11]);
    check(Schedule::Named(0), Schedule::Named(1), &[11]);
}

#[test]
fn nobody_is_phoned_at_night_by_their_own_clock() {
    // New York answers from 08:00 to 21:00; Berlin's window closes at 21:00 of its own clock.
    let hours = daily(new_york(), &[span(480, 1_260)]);
    let rules = CallbackRules { slot_minutes: 60, ..CallbackRules::default() };
    let berlin = berlin();
    let check = |midnight: i64, expect: &[u16], stretch: (i64, i64)| {
        let found = slots(&hours, &rules, Schedule::Always, midnight, &clock(&berlin));
        let of_day = found.iter().filter(|slot| slot.from >= midnight);
        let found: Vec<u16> = of_day.map(|slot| clock(&berlin)(slot.from) / 60).collect();
        assert_eq!(found, expect, "{midnight}");
        let found = soonest(&hours, &rules, Schedule::Always, midnight, &clock(&berlin));
        let (from, to) = stretch;
        assert_eq!(found, Some(Slot { from: midnight + from, to: midnight + to }), "{midnight}");
    };
    let at = |month_start: i64, day: i64, offset: i64| month_start + (day - 1) * DAY + offset;
    let (march, october) = (1_772_323_200, 1_790_812_800);
    // Six hours apart in winter, five between the two changes of spring, six in summer, five again
    // between those of autumn, six afterwards. Midnights are those of New York.
    check(at(march, 7, 5 * HOUR), &[14, 15, 16, 17, 18, 19, 20], (8 * HOUR, 15 * HOUR));
    // The clocks went forward in New York on this day: its opening is an hour nearer.
    check(at(march, 8, 5 * HOUR), &[13, 14, 15, 16, 17, 18, 19, 20], (7 * HOUR, 15 * HOUR));
    check(at(march, 28, 4 * HOUR), &[13, 14, 15, 16, 17, 18, 19, 20], (8 * HOUR, 16 * HOUR));
    check(at(march, 29, 4 * HOUR), &[14, 15, 16, 17, 18, 19, 20], (8 * HOUR, 15 * HOUR));
    check(at(october, 24, 4 * HOUR), &[14, 15, 16, 17, 18, 19, 20], (8 * HOUR, 15 * HOUR));
    check(at(october, 25, 4 * HOUR), &[13, 14, 15, 16, 17, 18, 19, 20], (8 * HOUR, 16 * HOUR));
    check(at(october, 31, 4 * HOUR), &[13, 14, 15, 16, 17, 18, 19, 20], (8 * HOUR, 16 * HOUR));
    // They went back in New York: the night had an hour more.
    check(at(october, 32, 4 * HOUR), &[14, 15, 16, 17, 18, 19, 20], (9 * HOUR, 16 * HOUR));
}

#[test]
fn a_change_of_the_clock_within_a_slot_is_seen() {
    // In Berlin 02:00 to 03:00 comes twice on 25 October 2026, and not at all on 29 March.
    let berlin = berlin();
    let always = daily(zone(0, &[]), &[span(0, 1_440)]);
    let rules =
        |window: Span| CallbackRules { slot_minutes: 60, window, ..CallbackRules::default() };
    let check = |now: i64, window: Span, expect: &[i64]| {
        let found = slots(&always, &rules(window), Schedule::Always, now, &clock(&berlin));
        let found: Vec<i64> = found.iter().map(|slot| (slot.from - now) / HOUR).collect();
        assert_eq!(found, expect, "{window:?}");
    };
    let (autumn, spring) = (1_792_886_400, 1_774_742_400);
    check(autumn, span(120, 240), &[0, 1, 2]);
    // The next night comes last.
    check(spring, span(60, 240), &[0, 1, 23]);
    // Half of each hour lies outside.
    check(autumn, span(150, 240), &[2]);
    check(autumn, span(120, 150), &[]);
}

#[test]
fn as_soon_as_you_can_is_the_rest_of_the_opening() {
    let check =
        |hours: &Hours, rules: [u16; 3], window: Span, now: i64, expect: Option<(i64, i64)>| {
            let [slot_minutes, notice_minutes, days_ahead] = rules;
            let rules = CallbackRules {
                slot_minutes,
                notice_minutes,
                days_ahead,
                window,
                ..CallbackRules::default()
            };
            let found = soonest(hours, &rules, Schedule::Always, now, &utc);
            let found = found.map(|slot| ((slot.from - MONDAY) / 60, (slot.to - MONDAY) / 60));
            assert_eq!(found, expect);
        };
    let all_day = span(0, 1_440);
    let office = daily(zone(0, &[]), &[span(540, 720), span(780, 1_020)]);
    check(&office, [30, 0, 0], all_day, MONDAY, Some((540, 720)));
    check(&office, [30, 15, 0], all_day, MONDAY + 10 * HOUR, Some((615, 720)));
    // A minute that has begun is not promised.
    check(&office, [30, 15, 0], all_day, MONDAY + 10 * HOUR + 1, Some((616, 720)));
    // What is left of the morning is shorter than a slot.
    check(&office, [30, 15, 0], all_day, MONDAY + 11 * HOUR + 1_900, Some((780, 1_020)));
    check(&office, [30, 0, 0], all_day, MONDAY + 16 * HOUR + 1_900, None);
    check(&office, [30, 0, 1], all_day, MONDAY + 16 * HOUR + 1_900, Some((1_980, 2_160)));
    check(&office, [0, 0, 7], all_day, MONDAY, None);
    check(&office, [30, 0, 1], span(660, 840), MONDAY, Some((660, 720)));
    check(&office, [61, 0, 1], span(660, 841), MONDAY, Some((780, 841)));
    check(&office, [90, 0, 7], span(660, 840), MONDAY, None);
    // Day and night: a day at most.
    let always = daily(zone(0, &[]), &[span(0, 1_440)]);
    check(&always, [30, 0, 5], all_day, MONDAY + 90, Some((2, 1_442)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn what_is_offered_is_within_hours_notice_and_window(
        begin in 0_u16..1_439, length in 1_u16..1_440,
        open in 0_u16..1_400, close in 0_u16..1_440,
        slot_minutes in 5_u16..300, notice_minutes in 0_u16..600,
        offset in -48_i32..56, passed in 0_i64..370 * DAY,
    ) {
        let window = span(begin, begin.saturating_add(length).min(1_440));
        let hours = daily(new_york(), &[span(open, close.max(open + 1))]);
        let endpoints = Vec::new();
        let rules = CallbackRules {
            endpoints, slot_minutes, notice_minutes, days_ahead: 3, window,
            ..CallbackRules::default()
        };
        let now = MONDAY + passed;
        let customer = zone(offset * 900, &[]);
        let clock = clock(&customer);
        let found = slots(&hours, &rules, Schedule::Always, now, &clock);
        let soon = soonest(&hours, &rules, Schedule::Always, now, &clock);
        prop_assert!(found.is_empty() || soon.is_some());
        for slot in found.iter().chain(&soon) {
            prop_assert!(slot.from >= now + i64::from(notice_minutes) * 60);
            prop_assert!((1..=DAY).contains(&(slot.to - slot.from)));
            for at in (slot.from..slot.to).step_by(60) {
                let opening = hours.opening([Schedule::Company, Schedule::Always], at);
                let is_open = matches!(opening, Opening::Open { .. });
                prop_assert!(is_open);
                prop_assert!((window.from..window.to).contains(&clock(at)));
            }
        }
        if let (Some(first), Some(soon)) = (found.first(), soon) {
            prop_assert!(soon.from <= first.from);
        }
    }
}
