//! The desk's log: one line of JSON for each event, on standard error.

use std::{panic::Location, sync::Arc};

use clap::ValueEnum;
use serde::Serialize;
use unstuck_desk::{Level, LogEvent};
use unstuck_model::hours::Seconds;

use crate::clock;

/// The least that is worth a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Least {
    /// What keeps the desk from its work
    Error,
    /// And answers with a status of 500 and more, and hooks that could not be told
    Warning,
    /// And all other answers, by route and status
    Info,
}

impl Least {
    fn level(self) -> Level {
        match self {
            Self::Error => Level::Error,
            Self::Warning => Level::Warning,
            Self::Info => Level::Info,
        }
    }
}

/// A line of the log.
#[derive(Serialize)]
struct Line<'a> {
    /// When, in seconds since 1970-01-01.
    at: Seconds,
    level: Level,
    #[serde(flatten)]
    event: &'a LogEvent,
}

/// Writes down what matters so much.
pub fn from(least: Least) -> Arc<dyn Fn(&LogEvent) + Send + Sync> {
    let least = least.level();
    Arc::new(move |event| {
        if event.level() >= least {
            write(event);
        }
    })
}

/// From now on a panic is a line of the log too. The usual message would quote what was being handled.
pub fn tell_of_panics() {
    std::panic::set_hook(Box::new(|panic| write(&panicked(panic.location()))));
}

fn panicked(place: Option<&Location<'_>>) -> LogEvent {
    let place = place.map(|place| format!("{}:{}", place.file(), place.line()));
    LogEvent::Panicked { place: place.unwrap_or_default() }
}

fn write(event: &LogEvent) {
    let line = Line { at: clock::now(), level: event.level(), event };
    if let Ok(line) = serde_json::to_string(&line) {
        eprintln!("{line}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test runs itself as a process that panics.
    #[test]
    fn d24_a_program_that_panics_says_none_of_its_words() {
        const PANICS: &str = "UNSTUCK_TEST_PANICS";
        if std::env::var_os(PANICS).is_some() {
            tell_of_panics();
            let number = "+12125550199";
            panic!("nobody answers {number}");
        }
        let name = "desk::log::tests::d24_a_program_that_panics_says_none_of_its_words";
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture", name])
            .env(PANICS, "1")
            .output()
            .unwrap();
        let said = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
        assert!(said.contains(r#""event":"panicked","place":""#), "{said}");
        assert!(!said.contains("2125550199") && !said.contains("nobody answers"), "{said}");
    }

    #[test]
    fn d24_of_a_panic_its_place_alone_is_told() {
        let event = panicked(Some(Location::caller()));
        let line = serde_json::to_string(&Line { at: 7, level: event.level(), event: &event });
        let (before, after) = (r#"{"at":7,"level":"error","event":"panicked","place":""#, r#""}"#);
        let line = line.unwrap();
        let place = line.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).unwrap();
        let (file, number) = place.rsplit_once(':').unwrap();
        assert!(file.ends_with("log.rs") && number.parse::<u32>().is_ok(), "{place}");
    }
}
