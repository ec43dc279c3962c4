//! Openings, holidays and slots, across changes of offset.

use crate::{
    callback::{CallbackRules, Slot, slots},
    hours::{Holiday, Hours, Opening, Span, Zone},
    language::Localised,
};

const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// Monday 2026-01-05 00:00 UTC.
const MONDAY: i64 = 1_767_571_200;
/// 2026-03-08 07:00 UTC: New York's clocks go from 02:00 to 03:00, on a Sunday.
const SPRING: i64 = 1_772_953_200;
/// 2026-11-01 06:00 UTC: they go from 02:00 back to 01:00, on a Sunday.
const AUTUMN: i64 = 1_793_512_800;

fn zone(before: i32, changes: &[(i64, i32)]) -> Zone {
    Zone { name: "Test/Zone".to_owned(), before, changes: changes.to_vec() }
}

fn new_york() -> Zone {
    zone(-18_000, &[(SPRING, -14_400), (AUTUMN, -18_000)])
}

fn span(from: u16, to: u16) -> Span {
    Span { from, to }
}

fn daily(zone: Zone, spans: &[Span]) -> Hours {
    Hours { zone, week: std::array::from_fn(|_| spans.to_vec()), holidays: Vec::new() }
}

fn holiday(year: Option<i16>, month: u8, day: u8, spans: &[Span]) -> Holiday {
    Holiday { year, month, day, name: Localised::default(), spans: spans.to_vec() }
}

fn open(until: i64) -> Opening {
    Opening::Open { until }
}

fn closed(opens: i64) -> Opening {
    Opening::Closed { opens: Some(opens) }
}

fn check(hours: &Hours, at: i64, expect: Opening) {
    assert_eq!(hours.opening(at), expect, "{at}: {:?}", hours.local(at));
}

#[test]
fn a_week_opens_and_closes() {
    let utc = zone(0, &[]);
    let mut office = daily(utc.clone(), &[span(540, 1_020)]);
    office.week[5].clear();
    office.week[6].clear();
    check(&office, MONDAY + 9 * HOUR - 1, closed(MONDAY + 9 * HOUR));
    check(&office, MONDAY + 9 * HOUR, open(MONDAY + 17 * HOUR));
    check(&office, MONDAY + 17 * HOUR, closed(MONDAY + DAY + 9 * HOUR));
    check(&office, MONDAY + 4 * DAY + 18 * HOUR, closed(MONDAY + 7 * DAY + 9 * HOUR));
    // Two spans, and spans that overlap or stand in the wrong order.
    let split = daily(utc.clone(), &[span(840, 1_020), span(540, 720), span(600, 780)]);
    check(&split, MONDAY + 10 * HOUR, open(MONDAY + 13 * HOUR));
    check(&split, MONDAY + 13 * HOUR, closed(MONDAY + 14 * HOUR));
    // Never, and without an end.
    check(&daily(utc.clone(), &[]), MONDAY, Opening::Closed { opens: None });
    let always = daily(utc.clone(), &[span(0, 1_440)]);
    assert!(matches!(always.opening(MONDAY), Opening::Open { until } if until > MONDAY + 59 * DAY));
    // A night that goes on after midnight is one opening.
    let night = daily(utc.clone(), &[span(0, 120), span(1_320, 1_440)]);
    check(&night, MONDAY + 23 * HOUR, open(MONDAY + DAY + 2 * HOUR));
    check(&night, MONDAY + HOUR, open(MONDAY + 2 * HOUR));
    // Spans that no compiler lets pass.
    check(&daily(utc, &[span(600, 600), span(900, 60)]), MONDAY, Opening::Closed { opens: None });
}

#[test]
fn holidays_replace_the_week() {
    let mut hours = daily(zone(3_600, &[]), &[span(540, 1_020)]);
    hours.holidays = vec![
        holiday(None, 1, 6, &[]),
        holiday(Some(2027), 1, 6, &[span(600, 660)]),
        holiday(None, 2, 29, &[]),
    ];
    let sixth = MONDAY + DAY - HOUR;
    check(&hours, sixth + 12 * HOUR, closed(sixth + DAY + 9 * HOUR));
    // The exact year wins over every year.
    let next_year = sixth + 365 * DAY;
    check(&hours, next_year + 9 * HOUR, closed(next_year + 10 * HOUR));
    assert_eq!(hours.holiday_at(sixth).map(|h| h.year), Some(None));
    assert_eq!(hours.holiday_at(sixth - 1), None);
    assert_eq!(hours.holiday_at(next_year).map(|h| h.year), Some(Some(2027)));
}

#[test]
fn spans_meet_changes_of_offset() {
    // Midnight before the change, in seconds of UTC.
    let spring = SPRING - 2 * HOUR;
    let autumn = AUTUMN - 2 * HOUR;
    // 02:30 does not exist on that day: the span begins with the first minute that does.
    let early = daily(new_york(), &[span(150, 300)]);
    check(&early, spring, closed(SPRING));
    check(&early, SPRING, open(SPRING + 2 * HOUR));
    // A span inside the hour that is left out is not open that day.
    let gone = daily(new_york(), &[span(120, 180)]);
    check(&gone, spring, closed(SPRING + 23 * HOUR));
    // A span that ends in it ends with the change.
    let late = daily(new_york(), &[span(60, 150)]);
    check(&late, spring + HOUR, open(SPRING));
    // 01:30 is passed twice: open from the first to the last.
    let twice = daily(new_york(), &[span(60, 90)]);
    check(&twice, autumn, closed(autumn + HOUR));
    check(&twice, autumn + HOUR, open(autumn + 2 * HOUR + HOUR / 2));
    // The day has 25 hours.
    let evening = daily(new_york(), &[span(540, 1_020)]);
    check(&evening, autumn, closed(autumn + 10 * HOUR));
}

#[test]
fn the_wall_clock_is_told() {
    let hours = daily(new_york(), &[]);
    let local = hours.local(SPRING);
    assert_eq!((local.year, local.month, local.day), (2026, 3, 8));
    assert_eq!((local.weekday, local.minute), (6, 180));
    assert_eq!(hours.local(SPRING - 1).minute, 119);
    assert_eq!(hours.zone.offset_at(i64::MIN), -18_000);
    assert_eq!(hours.zone.offset_at(i64::MAX), -18_000);
}

#[test]
fn clocks_that_are_wrong_by_far_end_nothing() {
    let hours = daily(new_york(), &[span(540, 1_020)]);
    let rules = CallbackRules { slot_minutes: 30, days_ahead: 7, ..CallbackRules::default() };
    for at in [i64::MIN, i64::MIN / 2, -1, 0, i64::MAX / 2, i64::MAX] {
        hours.opening(at);
        hours.local(at);
        hours.holiday_at(at);
        slots(&hours, &rules, at);
    }
}

#[test]
fn slots_keep_hours_and_notice() {
    let check = |hours: &Hours, rules: [u16; 3], now: i64, expect: &[(i64, i64)]| {
        let [slot_minutes, notice_minutes, days_ahead] = rules;
        let endpoints = Vec::new();
        let rules = CallbackRules {
            endpoints,
            slot_minutes,
            notice_minutes,
            days_ahead,
            ..CallbackRules::default()
        };
        let found: Vec<(i64, i64)> = slots(hours, &rules, now)
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
    let all = slots(&always, &rules, MONDAY + 90);
    assert_eq!(all.len(), 60);
    assert_eq!(all[0], Slot { from: MONDAY + 120, to: MONDAY + 180 });
}
