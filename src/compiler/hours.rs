//! `[hours]` and `[[holidays]]`: when people answer.

use jiff::civil::Date;
use unstuck_model::{
    hours::{Holiday, Hours, Span, Week},
    language::Language,
    schedule::Schedule,
};

use crate::{
    fields::{self, Fields, shown},
    localised,
    report::Faults,
    schedules::Schedules,
    tree::Node,
    zone,
};

/// The keys of a week.
pub(crate) const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Reads the hours, without the timetables of channels; nothing if their time zone is not known.
pub(crate) fn read(
    node: &Node,
    holidays: &[Node],
    languages: &[Language],
    schedules: &Schedules,
    faults: &mut Faults,
) -> Option<Hours> {
    let holidays = read_holidays(holidays, languages, schedules, faults);
    let known = ["time_zone", "mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let fields = Fields::of(node, "[hours]", &known, faults)?;
    let week = week(&fields, faults);
    let help = "write `time_zone = \"America/New_York\"`";
    let zone = fields.required("time_zone", help, faults).and_then(|node| {
        let name = fields::text(node, "time_zone", faults)?;
        zone::read(name, &node.span, faults)
    });
    Some(Hours { zone: zone?, week, holidays, schedules: Vec::new() })
}

/// The days of a week, each of which must be written.
pub(crate) fn week(fields: &Fields<'_>, faults: &mut Faults) -> Week {
    DAYS.map(|day| {
        let help = format!("write `{day} = [\"08:00-18:00\"]`, or `{day} = []` if nobody answers");
        match fields.required(day, help, faults) {
            Some(node) => spans(node, day, faults),
            None => Vec::new(),
        }
    })
}

/// The spans of a day, in order and apart from one another.
fn spans(node: &Node, what: &str, faults: &mut Faults) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for item in fields::items(node, what, faults).unwrap_or_default() {
        let Some(written) = fields::text(item, what, faults) else { continue };
        match span(written) {
            Err(message) => {
                faults
                    .error("bad-hours", item.span.clone(), message)
                    .help("write two times, the earlier first, such as `\"08:00-18:30\"`");
            }
            Ok(span) if spans.iter().any(|other| span.from < other.to && other.from < span.to) => {
                faults
                    .error(
                        "bad-hours",
                        item.span.clone(),
                        format!("`{}` overlaps with another span of the day", shown(written)),
                    )
                    .help("join the two spans into one");
            }
            Ok(span) => spans.push(span),
        }
    }
    spans.sort_by_key(|span| span.from);
    spans
}

/// The span that `08:00-18:30` names, or what is wrong with it.
pub(crate) fn span(written: &str) -> Result<Span, String> {
    let not_a_span = || format!("`{}` is not a span of time", shown(written));
    let (from, to) = written.split_once('-').ok_or_else(not_a_span)?;
    let from = minute(from.trim()).ok_or_else(not_a_span)?;
    let to = minute(to.trim()).ok_or_else(not_a_span)?;
    if from >= to {
        return Err(format!("`{}` ends before it begins", shown(written)));
    }
    Ok(Span { from, to })
}

/// The minute of the day that `08:30` names; `24:00` is its end.
fn minute(written: &str) -> Option<u16> {
    let (hour, minute) = written.split_once(':')?;
    let digits = |text: &str| {
        let two = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u16>().ok().filter(|_| two)
    };
    let (hour, minute) = (digits(hour)?, digits(minute)?);
    let total = hour * 60 + minute;
    (minute < 60 && total <= 24 * 60).then_some(total)
}

fn read_holidays(
    nodes: &[Node],
    languages: &[Language],
    schedules: &Schedules,
    faults: &mut Faults,
) -> Vec<Holiday> {
    let mut holidays: Vec<Holiday> = Vec::new();
    for node in nodes {
        let Some(holiday) = read_holiday(node, languages, schedules, faults) else { continue };
        let day = |it: &Holiday| (it.schedule, it.year, it.month, it.day);
        if holidays.iter().any(|other| day(other) == day(&holiday)) {
            faults
                .error("duplicate-holiday", node.span.clone(), "two holidays have the same date")
                .help("keep one of them");
        }
        holidays.push(holiday);
    }
    holidays
}

fn read_holiday(
    node: &Node,
    languages: &[Language],
    schedules: &Schedules,
    faults: &mut Faults,
) -> Option<Holiday> {
    let fields = Fields::of(node, "a holiday", &["date", "name", "hours", "schedule"], faults)?;
    let schedule = schedules.named(&fields, "schedule", faults).unwrap_or_default();
    if let Some(node) = fields.get("schedule").filter(|_| schedule == Schedule::Always) {
        faults
            .error("bad-schedule", node.span.clone(), "hours that hold always have no holidays")
            .help("name a schedule, or delete the line: then it is a day of the company's hours");
    }
    let name = fields
        .required("name", "write `name = { en = \"New Year's Day\" }`", faults)
        .and_then(|name| localised::read(name, "name", languages, faults));
    let spans = match fields.required("hours", "write `hours = []` if nobody answers", faults) {
        Some(hours) => spans(hours, "hours", faults),
        None => Vec::new(),
    };
    let help = "write `\"12-25\"` for every year or `\"2026-11-26\"` for one, in quotes";
    let written = fields.required("date", help, faults)?;
    let text = fields::text(written, "date", faults)?;
    let date = date(text);
    if date.is_none() {
        faults
            .error("bad-date", written.span.clone(), format!("`{}` is not a date", shown(text)))
            .help(help);
    }
    let (year, month, day) = date?;
    Some(Holiday { year, month, day, name: name.unwrap_or_default(), spans, schedule })
}

/// The year, if one is named, the month and the day.
fn date(written: &str) -> Option<(Option<i16>, u8, u8)> {
    let parts: Vec<&str> = written.split('-').collect();
    let well_formed = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let (year, month, day) = match (parts.as_slice(), lengths.as_slice()) {
        ([month, day], [2, 2]) => (None, month, day),
        ([year, month, day], [4, 2, 2]) => (Some(year.parse::<i16>().ok()?), month, day),
        _ => return None,
    };
    let (month, day) = (month.parse::<u8>().ok()?, day.parse::<u8>().ok()?);
    // A leap year stands in for every year, so that a holiday may be on 29 February.
    let real = Date::new(year.unwrap_or(2024), month.try_into().ok()?, day.try_into().ok()?);
    (well_formed && real.is_ok()).then_some((year, month, day))
}
