//! The desk's log: one line of JSON for each event, on standard error.

use serde::Serialize;
use unstuck_desk::{Level, LogEvent};
use unstuck_model::hours::Seconds;

use crate::clock;

/// A line of the log.
#[derive(Serialize)]
struct Line<'a> {
    /// When, in seconds since 1970-01-01.
    at: Seconds,
    level: Level,
    #[serde(flatten)]
    event: &'a LogEvent,
}

/// Writes an event down. What was answered well is left out: that is what `/metrics` counts.
pub fn write(event: &LogEvent) {
    let level = event.level();
    if level == Level::Info {
        return;
    }
    if let Ok(line) = serde_json::to_string(&Line { at: clock::now(), level, event }) {
        eprintln!("{line}");
    }
}
