//! The week and the holidays, in the company's time.

use maud::{Markup, html};
use unstuck_model::{
    hours::{Holiday, Hours, Span, Week},
    language::Language,
    schedule::Schedule,
};

use crate::words::Words;

/// The hours as a table, and the holidays behind a summary. A page cannot know today's date, so it
/// shows all of them.
pub fn hours(hours: &Hours, language: &Language, words: &Words) -> Markup {
    // Those of single channels are no news to who reads the company's hours.
    let of_company = |holiday: &&Holiday| holiday.schedule == Schedule::Company;
    let holidays: Vec<&Holiday> = hours.holidays.iter().filter(of_company).collect();
    html! {
        h3 #hours-title { (words.hours) }
        table aria-labelledby="hours-title" {
            tbody {
                @for (day, spans) in words.days.iter().zip(&hours.week) {
                    tr { th scope="row" { (day) } td { (self::spans(spans, words)) } }
                }
            }
        }
        p.muted { (words.time_zone) " " (hours.zone.name.replace('_', " ")) }
        @if !holidays.is_empty() {
            details {
                summary { (words.holidays) }
                table aria-label=(words.holidays) {
                    tbody {
                        @for holiday in &holidays {
                            tr {
                                th scope="row" { (date(holiday, words)) }
                                td { (holiday.name.get(language)) }
                                td { (self::spans(&holiday.spans, words)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A week in one line, such as `Monday–Friday 08:00–18:00`; days without hours are left out.
pub fn in_line(week: &Week, words: &Words) -> String {
    let mut parts: Vec<(&str, &str, &[Span])> = Vec::new();
    let mut follows = false;
    for (day, spans) in words.days.iter().zip(week) {
        match parts.last_mut() {
            Some((_, to, same)) if follows && *same == spans.as_slice() => *to = day,
            Some(_) | None if !spans.is_empty() => parts.push((day, day, spans)),
            Some(_) | None => {}
        }
        follows = !spans.is_empty();
    }
    let written = parts.into_iter().map(|(from, to, spans)| {
        let days = if from == to { from.to_owned() } else { format!("{from}–{to}") };
        format!("{days} {}", self::spans(spans, words))
    });
    written.collect::<Vec<String>>().join("; ")
}

fn spans(spans: &[Span], words: &Words) -> String {
    if spans.is_empty() {
        return words.closed.to_owned();
    }
    let written: Vec<String> =
        spans.iter().map(|span| format!("{}–{}", clock(span.from), clock(span.to))).collect();
    written.join(", ")
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn date(holiday: &Holiday, words: &Words) -> String {
    let month = words.months.get(usize::from(holiday.month).wrapping_sub(1)).unwrap_or(&"");
    let year = holiday.year.map_or_else(String::new, |year| format!(" {year}"));
    format!("{} {month}{year}", holiday.day)
}
