//! Counting tests from what `cargo test` prints.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use crate::{
    problem::Problem,
    process::{show, words},
};

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

impl Tally {
    /// Runs a `cargo test`, its output as it comes, and adds what it counts.
    pub fn run(&mut self, command: &mut Command) -> Result<(), Problem> {
        let Ok(mut child) = command.stdout(Stdio::piped()).spawn() else {
            // Starting it plainly names what is wrong.
            return show(command);
        };
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                println!("{line}");
                self.add(&line);
            }
        }
        if child.wait().is_ok_and(|status| status.success()) {
            return Ok(());
        }
        Err(Problem::check(format!("`{}` failed.", words(command)), ""))
    }

    /// Adds a line such as `test result: ok. 3 passed; 0 failed; 0 ignored`.
    fn add(&mut self, line: &str) {
        let Some(counts) = line.trim_start().strip_prefix("test result:") else { return };
        for count in counts.split([';', '.']) {
            let mut words = count.split_whitespace();
            let (Some(number), Some(what)) = (words.next(), words.next()) else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let check = |line, passed, failed| {
            let mut tally = Tally::default();
            tally.add(line);
            assert_eq!(tally, Tally { passed, failed }, "{line}");
        };
        check("test result: ok. 3 passed; 0 failed; 1 ignored; finished in 0.00s", 3, 0);
        check("test result: FAILED. 12 passed; 2 failed; 0 ignored", 12, 2);
        check("test words::that_passed ... ok", 0, 0);
        check("3 passed; 0 failed", 0, 0);
    }
}
