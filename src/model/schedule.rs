//! Which timetable holds for a channel, a topic or callbacks.

use serde::{Deserialize, Serialize};

/// One of the company's timetables. It travels as a number: the widget pays for the reading of
/// every enum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub enum Schedule {
    /// Day and night, holidays too.
    Always,
    /// The company's hours.
    #[default]
    Company,
    /// A timetable of its own: its place in [`crate::hours::Hours::schedules`].
    Named(u16),
}

impl From<u16> for Schedule {
    fn from(number: u16) -> Self {
        match number {
            0 => Self::Always,
            1 => Self::Company,
            more => Self::Named(more - 2),
        }
    }
}

impl From<Schedule> for u16 {
    fn from(schedule: Schedule) -> Self {
        match schedule {
            Schedule::Always => 0,
            Schedule::Company => 1,
            Schedule::Named(place) => place.saturating_add(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schedule_is_read_back_as_it_was_written() {
        for schedule in
            [Schedule::Always, Schedule::Company, Schedule::Named(0), Schedule::Named(9)]
        {
            assert_eq!(Schedule::from(u16::from(schedule)), schedule);
        }
    }
}
