//! Chromium and its driver.

use std::process::Command;

use crate::{
    problem::Problem,
    process::output,
    setup::{
        packages::Packages,
        part::{Found, Part},
    },
};

const PACKAGES: Packages = Packages {
    debian: &["chromium", "chromium-driver"],
    fedora: "chromium chromedriver",
    brew: "--cask chromedriver google-chrome",
};

/// The browser that the journeys are walked in.
pub struct Browser;

impl Part for Browser {
    fn name(&self) -> String {
        "Chromium and chromedriver".to_owned()
    }

    fn found(&self) -> Option<Found> {
        let driver = major(&output(Command::new("chromedriver").arg("--version"))?)?;
        let browser = BROWSERS
            .iter()
            .find_map(|name| major(&output(Command::new(name).arg("--version"))?))?;
        (driver == browser).then(|| Found::at_hand(format!("found {browser} on the path")))
    }

    fn effort(&self) -> &'static str {
        "installing the system's packages (2 minutes)"
    }

    fn install(&self) -> Result<(), Problem> {
        PACKAGES.install("Chromium with a chromedriver of the same version")
    }

    fn by_hand(&self) -> String {
        PACKAGES.by_hand()
    }
}

/// Where systems put it; chromedriver looks in the same places.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The first number of `Chromium 156.0.8078.79 built on Debian`.
fn major(line: &str) -> Option<u32> {
    line.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        let check = |line, expect| assert_eq!(major(line), expect);
        check("Chromium 156.0.8078.79 built on Debian", Some(156));
        check("ChromeDriver 156.0.8078.79 (a21ce95c-refs/branch-heads/8078)", Some(156));
        check("command not found", None);
    }
}
