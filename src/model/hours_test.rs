//! Openings, timetables and holidays, across changes of offset.

use crate::{
    callback::CallbackRules,
    hours::{Holiday, Hours, Opening, Span, Zone},
    language::Localised,
    schedule::Schedule,
    slots::{slots, soonest},
};

/// The company's hours alone.
const COMPANY: [Schedule; 2] = [Schedule::Company, Schedule::Always];
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
    let week = std::array::from_fn(|_| spans.to_vec());
    Hours { zone, week, holidays: Vec::new(), schedules: Vec::new() }
}

fn holiday(year: Option<i16>, month: u8, day: u8, spans: &[Span]) -> Holiday {
    let (name, spans, schedule) = (Localised::default(), spans.to_vec(), Schedule::Company);
    Holiday { year, month, day, name, spans, schedule }
}

fn open(until: i64) -> Opening {
    Opening::Open { until }
}

fn closed(opens: i64) -> Opening {
    Opening::Closed { opens: Some(opens) }
}

fn check(hours: &Hours, at: i64, expect: Opening) {
    check_both(hours, COMPANY, at, expect);
}

/// Checks what two timetables make together, in either order.
fn check_both(hours: &Hours, [one, other]: [Schedule; 2], at: i64, expect: Opening) {
    for schedules in [[one, other], [other, one]] {
        let found = hours.opening(schedules, at);
        assert_eq!(found, expect, "{schedules:?} at {at}: {:?}", hours.local(at));
    }
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
    assert!(
        matches!(always.opening(COMPANY, MONDAY), Opening::Open { until } if until > MONDAY + 59 * DAY)
    );
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
        hours.opening(COMPANY, at);
        hours.local(at);
        hours.holiday_at(at);
        slots(&hours, &rules, Schedule::Always, at, &|_| 600);
        soonest(&hours, &rules, Schedule::Always, at, &|_| 600);
    }
}

#[test]
fn two_timetables_are_open_where_they_meet() {
    let mut hours = daily(zone(0, &[]), &[span(540, 1_020)]);
    let day = |spans: &[Span]| std::array::from_fn(|_| spans.to_vec());
    hours.schedules =
        vec![day(&[span(480, 600), span(960, 1_140)]), day(&[span(0, 120), span(1_320, 1_440)])];
    let [early_and_late, night] = [Schedule::Named(0), Schedule::Named(1)];
    let (company, always) = (Schedule::Company, Schedule::Always);
    check_both(&hours, [early_and_late, always], MONDAY + 8 * HOUR, open(MONDAY + 10 * HOUR));
    check_both(&hours, [early_and_late, company], MONDAY + 8 * HOUR, closed(MONDAY + 9 * HOUR));
    check_both(&hours, [early_and_late, company], MONDAY + 9 * HOUR, open(MONDAY + 10 * HOUR));
    check_both(&hours, [early_and_late, company], MONDAY + 10 * HOUR, closed(MONDAY + 16 * HOUR));
    check_both(&hours, [early_and_late, company], MONDAY + 16 * HOUR, open(MONDAY + 17 * HOUR));
    check_both(&hours, [early_and_late, early_and_late], MONDAY, closed(MONDAY + 8 * HOUR));
    // A night is one opening, and never meets the day.
    check_both(&hours, [night, always], MONDAY + 23 * HOUR, open(MONDAY + 26 * HOUR));
    check_both(&hours, [night, company], MONDAY, Opening::Closed { opens: None });
    // A timetable that no pack holds is the company's.
    check_both(&hours, [Schedule::Named(9), always], MONDAY, closed(MONDAY + 9 * HOUR));
}

#[test]
fn a_holiday_shortens_timetables_unless_they_have_their_own() {
    let mut hours = daily(zone(0, &[]), &[span(540, 1_020)]);
    hours.schedules = vec![std::array::from_fn(|_| vec![span(480, 720)])];
    let phones = Schedule::Named(0);
    let of_phones = |mut holiday: Holiday| {
        holiday.schedule = phones;
        holiday
    };
    hours.holidays = vec![
        holiday(None, 1, 5, &[span(600, 1_440)]),
        holiday(None, 1, 6, &[]),
        of_phones(holiday(None, 1, 6, &[span(0, 60)])),
        of_phones(holiday(Some(2026), 1, 7, &[])),
    ];
    let tuesday = MONDAY + DAY;
    // The holiday begins later than the phones, and does not make them longer.
    check_both(&hours, [phones, Schedule::Always], MONDAY, closed(MONDAY + 10 * HOUR));
    check_both(&hours, [phones, Schedule::Always], MONDAY + 11 * HOUR, open(MONDAY + 12 * HOUR));
    check_both(&hours, [phones, Schedule::Always], tuesday, open(tuesday + HOUR));
    check(&hours, tuesday, closed(tuesday + DAY + 9 * HOUR));
    // A day that only the phones have, and the company's holidays are not among it.
    let wednesday = tuesday + DAY;
    check_both(&hours, [phones, Schedule::Always], wednesday, closed(wednesday + DAY + 8 * HOUR));
    check(&hours, wednesday + 9 * HOUR, open(wednesday + 17 * HOUR));
    assert_eq!(hours.holiday_at(wednesday), None);
    // Whoever is always there is there on holidays, too.
    let always = hours.opening([Schedule::Always; 2], tuesday);
    assert!(matches!(always, Opening::Open { until } if until > MONDAY + 59 * DAY));
}

#[test]
fn timetables_meet_across_changes_of_offset() {
    // The night before the clocks go forward is an hour short, the one before they go back long.
    for (change, hours_open) in [(SPRING, 5), (AUTUMN, 7)] {
        let mut hours = daily(new_york(), &[span(0, 360)]);
        hours.schedules = vec![std::array::from_fn(|_| vec![span(0, 1_440)])];
        let midnight = change - 2 * HOUR;
        let both = [Schedule::Company, Schedule::Named(0)];
        check_both(&hours, both, midnight, open(midnight + hours_open * HOUR));
        check(&hours, midnight, open(midnight + hours_open * HOUR));
    }
}
