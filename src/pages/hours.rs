//! The week and the holidays, in the company's time.

use maud::{Markup, html};
use unstuck_model::{
    hours::{Holiday, Hours, Span},
    language::Language,
};

use crate::words::Words;

/// The hours as a table, and the holidays behind a summary. A page cannot know today's date, so it
/// shows all of them.
pub fn hours(hours: &Hours, language: &Language, words: &Words) -> Markup {
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
        @if !hours.holidays.is_empty() {
            details {
                summary { (words.holidays) }
                table aria-label=(words.holidays) {
                    tbody {
                        @for holiday in &hours.holidays {
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
