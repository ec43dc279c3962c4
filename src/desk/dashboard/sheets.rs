use unstuck_model::hours::Seconds;

use super::{Calls, Figures, Funnel, percent};
use crate::{
    clock::Clock,
    sheet::{Cell, Sheet},
};

/// A part of the dashboard that has a table, and can be saved as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Callbacks,
    Topics,
    Load,
    Journey,
    Questions,
    Steps,
    Targets,
    Entries,
}

/// What the days of the week are called, Monday first.
pub const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Part {
    const ALL: [Self; 8] = [
        Self::Callbacks,
        Self::Topics,
        Self::Load,
        Self::Journey,
        Self::Questions,
        Self::Steps,
        Self::Targets,
        Self::Entries,
    ];

    /// Its name in addresses and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Callbacks => "callbacks",
            Self::Topics => "topics",
            Self::Load => "load",
            Self::Journey => "journey",
            Self::Questions => "questions",
            Self::Steps => "steps",
            Self::Targets => "targets",
            Self::Entries => "entries",
        }
    }

    /// The part that a file is named after, such as `callbacks.csv`.
    pub fn of_file(file: &str) -> Option<Self> {
        let name = file.strip_suffix(".csv")?;
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Its table.
    pub fn sheet(self, figures: &Figures, clock: &Clock) -> Sheet {
        match self {
            Self::Callbacks => {
                let days = figures.span.days.iter().zip(&figures.called.days);
                promise("Day", days.map(|(day, calls)| (day.to_string(), calls)))
            }
            Self::Topics => {
                let topics = figures.called.topics.iter();
                let name = |topic: &Option<String>| topic.as_deref().unwrap_or("None").to_owned();
                promise("Topic", topics.map(|(topic, calls)| (name(topic), calls)))
            }
            Self::Load => load(figures),
            Self::Journey => journey(&figures.funnel),
            Self::Questions => questions(figures, clock),
            Self::Steps => steps(figures),
            Self::Targets => targets(figures),
            Self::Entries => entries(figures),
        }
    }
}

fn promise<'a>(first: &'static str, calls: impl Iterator<Item = (String, &'a Calls)>) -> Sheet {
    let columns = vec![
        first,
        "Requests",
        "In time",
        "Late",
        "Waiting and late",
        "Not due yet",
        "In time, %",
        "Median wait, minutes",
    ];
    let minutes = |wait: Seconds| wait.saturating_add(59) / 60;
    let row = |(name, calls): (String, &Calls)| {
        vec![
            Cell::Text(name),
            calls.all().into(),
            calls.kept.into(),
            calls.late.into(),
            calls.overdue.into(),
            calls.ahead.into(),
            calls.share().into(),
            calls.median.map(minutes).into(),
        ]
    };
    Sheet { columns, rows: calls.map(row).collect() }
}

/// The hours on which something falls; all others are zero.
fn load(figures: &Figures) -> Sheet {
    let mut rows = Vec::new();
    for (day, (received, booked)) in
        WEEKDAYS.iter().zip(figures.received.hours.iter().zip(&figures.booked.hours))
    {
        for (hour, (received, booked)) in received.iter().zip(booked).enumerate() {
            if *received > 0 || *booked > 0 {
                let hour = format!("{hour:02}:00");
                rows.push(vec![
                    (*day).into(),
                    Cell::Text(hour),
                    (*received).into(),
                    (*booked).into(),
                ]);
            }
        }
    }
    Sheet { columns: vec!["Weekday", "Hour", "Requests received", "Slots booked"], rows }
}

fn journey(funnel: &Funnel) -> Sheet {
    let row = |name: String, times: i64| {
        vec![Cell::Text(name), times.into(), percent(times, funnel.asked).into()]
    };
    let mut rows: Vec<_> =
        funnel.stations().into_iter().map(|(name, times)| row(name.to_owned(), times)).collect();
    rows.extend(
        funnel
            .channels
            .iter()
            .map(|(channel, times)| row(format!("Handed off by {channel}"), *times)),
    );
    rows.push(row("Asked without a good answer".to_owned(), funnel.unanswered));
    Sheet { columns: vec!["Station", "Times", "Of what was asked, %"], rows }
}

fn questions(figures: &Figures, clock: &Clock) -> Sheet {
    let rows = figures.questions.iter().map(|question| {
        vec![
            question.text.as_str().into(),
            question.language.as_str().into(),
            question.times.into(),
            Cell::Text(
                clock.wall(question.received).map_or(String::new(), |at| at.date().to_string()),
            ),
        ]
    });
    Sheet { columns: vec!["Question", "Language", "Times", "Last asked"], rows: rows.collect() }
}

fn steps(figures: &Figures) -> Sheet {
    let rows = figures.steps.iter().map(|step| {
        vec![
            step.id.as_str().into(),
            step.shown.into(),
            step.left.into(),
            step.people.into(),
            step.share_lost().into(),
        ]
    });
    let columns = vec!["Step", "Shown", "Closed here", "Asked for people", "Lost, %"];
    Sheet { columns, rows: rows.collect() }
}

fn targets(figures: &Figures) -> Sheet {
    let rows = figures.drifted().into_iter().map(|step| {
        vec![
            step.id.as_str().into(),
            step.shown.into(),
            step.drifted.into(),
            step.share_drifted().into(),
        ]
    });
    Sheet { columns: vec!["Step", "Shown", "Not found", "Not found, %"], rows: rows.collect() }
}

fn entries(figures: &Figures) -> Sheet {
    let rows = figures.entries.iter().map(|entry| {
        let id = if entry.id.is_empty() { "None" } else { &entry.id };
        vec![
            id.into(),
            entry.opened.into(),
            entry.helped.into(),
            entry.not_helped.into(),
            entry.finished.into(),
            entry.people.into(),
        ]
    });
    let columns =
        vec!["Entry", "Opened", "Helped", "Did not help", "Done to the end", "Asked for people"];
    Sheet { columns, rows: rows.collect() }
}
