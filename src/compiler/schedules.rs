//! `[schedules.NAME]`, and the keys `hours` that say which timetable holds.

use std::ops::Range;

use unstuck_model::{hours::Week, schedule::Schedule};

use crate::{
    fields::{self, Fields, shown},
    hours::{self, DAYS},
    nearest::suggestion,
    report::Faults,
    tree::Node,
};

/// What `hours` can say without a timetable of its own.
const ALWAYS: &str = "always";
const COMPANY: &str = "company";

/// The named timetables, and whether anything uses them.
#[derive(Default)]
pub(crate) struct Schedules {
    written: Vec<Written>,
    /// Whether somebody meant one and named none: then one that nobody uses is no other fault.
    is_missed: bool,
}

struct Written {
    name: String,
    span: Range<usize>,
    week: Week,
    is_used: bool,
}

impl Schedules {
    /// Reads `[schedules]`. A timetable with a fault keeps its name, so that those who use it are
    /// not told of the same fault.
    pub(crate) fn read(node: &Node, faults: &mut Faults) -> Self {
        let mut written = Vec::new();
        for (key, node) in fields::table(node, "schedules", faults).unwrap_or_default() {
            if [ALWAYS, COMPANY].contains(&key.name.as_str()) {
                faults
                    .error(
                        "bad-schedule",
                        key.span.clone(),
                        format!("`{}` means other hours already", key.name),
                    )
                    .help("give the schedule another name");
            }
            let what = format!("[schedules.{}]", shown(&key.name));
            let week = Fields::of(node, &what, &DAYS, faults)
                .map(|fields| hours::week(&fields, faults))
                .unwrap_or_default();
            let (name, span) = (key.name.clone(), key.span.clone());
            written.push(Written { name, span, week, is_used: false });
        }
        Self { written, is_missed: false }
    }

    /// The timetable that a channel, a topic or callbacks name with `hours`.
    pub(crate) fn used(&mut self, fields: &Fields<'_>, faults: &mut Faults) -> Option<Schedule> {
        let schedule = self.named(fields, "hours", faults);
        self.is_missed |= schedule.is_none() && fields.get("hours").is_some();
        if let Some(Schedule::Named(place)) = schedule
            && let Some(written) = self.written.get_mut(usize::from(place))
        {
            written.is_used = true;
        }
        schedule
    }

    /// The timetable that a key names, if the key is there.
    pub(crate) fn named(
        &self,
        fields: &Fields<'_>,
        key: &str,
        faults: &mut Faults,
    ) -> Option<Schedule> {
        let node = fields.get(key)?;
        let name = fields::text(node, key, faults)?;
        let place = self.written.iter().position(|written| written.name == name);
        let known = match (name, place.map(u16::try_from)) {
            (ALWAYS, _) => Some(Schedule::Always),
            (COMPANY, _) => Some(Schedule::Company),
            (_, Some(Ok(place))) => Some(Schedule::Named(place)),
            (_, Some(Err(_)) | None) => None,
        };
        if known.is_none() {
            let names = self.written.iter().map(|written| written.name.as_str());
            faults
                .error(
                    "unknown-schedule",
                    node.span.clone(),
                    format!("there is no schedule `{}`", shown(name)),
                )
                .help(suggestion(name, names.chain([ALWAYS, COMPANY])));
        }
        known
    }

    /// The timetables in the order of the file; reports those that nothing uses.
    pub(crate) fn finish(self, faults: &mut Faults) -> Vec<Week> {
        let finish = |written: Written| {
            if !written.is_used && !self.is_missed {
                faults
                    .warning(
                        "unused-schedule",
                        written.span,
                        format!("nothing has the hours `{}`", shown(&written.name)),
                    )
                    .help(format!(
                        "write `hours = \"{}\"` at a channel or a topic, or delete the schedule",
                        shown(&written.name)
                    ));
            }
            written.week
        };
        self.written.into_iter().map(finish).collect()
    }
}
