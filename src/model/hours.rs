//! When people answer: weekly hours, holidays and the company's time zone.

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{self, DAY},
    language::Localised,
    order::order_by,
    schedule::Schedule,
};

/// A moment: seconds since 1970-01-01 00:00 UTC.
pub type Seconds = i64;

/// The spans of each day, Monday first.
pub type Week = [Vec<Span>; 7];

/// Hours in the company's time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The zone's rules.
    pub zone: Zone,
    /// The company's hours.
    pub week: Week,
    /// Days on which other spans hold.
    pub holidays: Vec<Holiday>,
    /// The timetables of single channels, topics and callbacks, see [`Schedule::Named`].
    pub schedules: Vec<Week>,
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
    /// Whose day it is. One of the company's hours shortens the named timetables, too, and makes
    /// none of them longer; one of a named timetable holds for that alone.
    pub schedule: Schedule,
}

/// Whether people are there at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Open now, and until when.
    Open { until: Seconds },
    /// Closed now, and when it opens again; nothing if not within 60 days.
    Closed { opens: Option<Seconds> },
}

/// A stretch of time, its end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Its beginning.
    pub from: Seconds,
    /// Its end.
    pub to: Seconds,
}

/// A moment on the wall clock of the company's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The year.
    pub year: i64,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
    /// The day of the week, Monday being 0.
    pub weekday: u8,
    /// The minutes since midnight, 0 to 1439.
    pub minute: u16,
}

/// The span of a time without hours.
const WHOLE_DAY: Span = Span { from: 0, to: 1_440 };

/// How many days ahead an opening or closing is looked for.
const HORIZON: i64 = 60;

impl Span {
    /// Whether a minute of the day lies in it.
    pub fn holds(self, minute: u16) -> bool {
        (self.from..self.to).contains(&minute)
    }
}

impl Zone {
    /// The offset from UTC in seconds that holds at a moment.
    pub fn offset_at(&self, at: Seconds) -> i32 {
        let passed = self.changes.partition_point(|(change, _)| *change <= at);
        self.offset(passed)
    }

    /// The offset after so many changes.
    fn offset(&self, passed: usize) -> i32 {
        let last = passed.checked_sub(1).and_then(|index| self.changes.get(index));
        last.map_or(self.before, |(_, offset)| *offset)
    }

    /// The first moment at which the wall clock, counted in seconds, shows `wall` or later: in an
    /// hour that is passed twice the first, in an hour that is left out the moment of the change.
    fn first_at(&self, wall: i64) -> Seconds {
        let mut from = Seconds::MIN;
        for (passed, (change, _)) in self.changes.iter().enumerate() {
            let at = wall.saturating_sub(self.offset(passed).into());
            if at < *change {
                return at.max(from);
            }
            from = *change;
        }
        wall.saturating_sub(self.offset(self.changes.len()).into()).max(from)
    }

    /// The moment from which on the wall clock never again shows less than `wall`.
    fn last_at(&self, wall: i64) -> Seconds {
        let mut to = Seconds::MAX;
        for (change, offset) in self.changes.iter().rev() {
            if change.saturating_add((*offset).into()) < wall {
                return wall.saturating_sub((*offset).into()).min(to);
            }
            to = *change;
        }
        wall.saturating_sub(self.before.into()).min(to)
    }
}

impl Hours {
    /// Whether people are there at a moment by both timetables, such as a channel's and a topic's,
    /// and until or from when. A time without an end within 60 days, such as day and night, is open
    /// until then.
    pub fn opening(&self, schedules: [Schedule; 2], at: Seconds) -> Opening {
        // The first time that is not over, as far as it goes on: the days behind it do not matter.
        let mut following: Option<Interval> = None;
        for open in self.days(schedules, at, HORIZON).flatten() {
            match &mut following {
                Some(first) if open.from <= first.to => first.to = first.to.max(open.to),
                Some(_) => break,
                None if at < open.to => following = Some(open),
                None => {}
            }
        }
        match following {
            Some(open) if open.from <= at => Opening::Open { until: open.to },
            Some(open) => Opening::Closed { opens: Some(open.from) },
            None => Opening::Closed { opens: None },
        }
    }

    /// The company's holiday of the day in its zone; one of that very year before a yearly one.
    pub fn holiday_at(&self, at: Seconds) -> Option<&Holiday> {
        self.holiday(Schedule::Company, self.day_of(at))
    }

    /// The wall clock of the company's zone.
    pub fn local(&self, at: Seconds) -> LocalTime {
        let wall = at.saturating_add(self.zone.offset_at(at).into());
        let (year, month, day) = calendar::date(wall.div_euclid(DAY));
        LocalTime {
            year,
            month,
            day,
            weekday: calendar::weekday(wall.div_euclid(DAY)),
            minute: u16::try_from(wall.rem_euclid(DAY) / 60).unwrap_or_default(),
        }
    }

    /// The times that are open by both timetables, from the day before a moment to so many days
    /// after it, those that touch each other joined.
    pub fn intervals(&self, schedules: [Schedule; 2], from: Seconds, days: i64) -> Vec<Interval> {
        join(self.days(schedules, from, days).flatten().collect())
    }

    /// The times of each day that are open by both timetables, from the day before a moment on; a
    /// time that goes on after midnight is cut there.
    pub(crate) fn days(
        &self,
        [one, other]: [Schedule; 2],
        from: Seconds,
        days: i64,
    ) -> impl Iterator<Item = Vec<Interval>> {
        let today = self.day_of(from);
        (-1..=days).map(move |offset| {
            let day = today.saturating_add(offset);
            in_both(&self.open_on(one, day), &self.open_on(other, day))
        })
    }

    fn day_of(&self, at: Seconds) -> i64 {
        at.saturating_add(self.zone.offset_at(at).into()).div_euclid(DAY)
    }

    fn holiday(&self, schedule: Schedule, day: i64) -> Option<&Holiday> {
        let (year, month, day) = calendar::date(day);
        let of_day = |holiday: &&Holiday| {
            holiday.month == month && holiday.day == day && holiday.schedule == schedule
        };
        let mut holidays = self.holidays.iter().filter(of_day);
        let exact = |holiday: &&Holiday| holiday.year.map(i64::from) == Some(year);
        holidays.clone().find(exact).or_else(|| holidays.find(|holiday| holiday.year.is_none()))
    }

    fn open_on(&self, schedule: Schedule, day: i64) -> Vec<Interval> {
        let place = match schedule {
            Schedule::Always => return self.open(&[WHOLE_DAY], day),
            Schedule::Company => None,
            Schedule::Named(place) => Some(usize::from(place)),
        };
        let own = self.holiday(schedule, day);
        let week = place.and_then(|place| self.schedules.get(place)).unwrap_or(&self.week);
        let spans = match own {
            Some(holiday) => holiday.spans.as_slice(),
            None => week
                .get(usize::from(calendar::weekday(day)))
                .map_or(&[][..], |spans| spans.as_slice()),
        };
        let open = self.open(spans, day);
        match self.holiday(Schedule::Company, day) {
            Some(holiday) if own.is_none() => in_both(&open, &self.open(&holiday.spans, day)),
            Some(_) | None => open,
        }
    }

    /// The moments of spans on a day.
    fn open(&self, spans: &[Span], day: i64) -> Vec<Interval> {
        let wall =
            |minute: u16| day.saturating_mul(DAY).saturating_add(i64::from(minute.min(1_440)) * 60);
        let mut open: Vec<Interval> = spans
            .iter()
            .map(|span| Interval {
                from: self.zone.first_at(wall(span.from)),
                to: self.zone.last_at(wall(span.to)),
            })
            .filter(|open| open.from < open.to)
            .collect();
        order_by(&mut open, |open| (open.from, open.to));
        join(open)
    }
}

/// The times that two lists share, each in order and without overlaps.
fn in_both(one: &[Interval], other: &[Interval]) -> Vec<Interval> {
    let mut shared = Vec::new();
    for a in one {
        for b in other {
            let (from, to) = (a.from.max(b.from), a.to.min(b.to));
            if from < to {
                shared.push(Interval { from, to });
            }
        }
    }
    shared
}

/// Joins times, ordered by their beginning, that touch or overlap.
fn join(open: Vec<Interval>) -> Vec<Interval> {
    let mut joined: Vec<Interval> = Vec::with_capacity(open.len());
    for next in open {
        match joined.last_mut() {
            Some(last) if next.from <= last.to => last.to = last.to.max(next.to),
            Some(_) | None => joined.push(next),
        }
    }
    joined
}
