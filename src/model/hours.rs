//! When people answer: weekly hours, holidays and the company's time zone.

use serde::{Deserialize, Serialize};

use crate::language::Localised;

/// A moment: seconds since 1970-01-01 00:00 UTC.
pub type Seconds = i64;

/// Hours in the company's time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The zone's rules.
    pub zone: Zone,
    /// The spans of each day, Monday first.
    pub week: [Vec<Span>; 7],
    /// Days on which other spans hold.
    pub holidays: Vec<Holiday>,
}

/// A time zone as its changes of offset, so that no database is needed to read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// The IANA name, such as `America/New_York`.
    pub name: String,
    /// The offset from UTC in seconds before the first change.
    pub before: i32,
    /// Moments at which the offset changes and the new offset, in order. The compiler writes those
    /// of 2020 to 2060.
    pub changes: Vec<(Seconds, i32)>,
}

/// A span of one day in minutes since midnight; `to` is at most 1440 and after `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first minute that is open.
    pub from: u16,
    /// The first minute that is closed again.
    pub to: u16,
}

/// A day with hours of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// The year, or every year.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
    /// What the day is called.
    pub name: Localised,
    /// When it is open; never, if empty.
    pub spans: Vec<Span>,
}

/// Whether people are there at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Open now, and until when.
    Open { until: Seconds },
    /// Closed now, and when it opens again; nothing if not within 60 days.
    Closed { opens: Option<Seconds> },
}
