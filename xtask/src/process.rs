//! Running other programs.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use crate::{problem::Problem, span::span};

/// What a program prints, if it exists and ends well.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program in the foreground, its output as it comes.
pub fn show(command: &mut Command) -> Result<(), Problem> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    Err(Problem::check(format!("`{}` failed.", words(command)), ""))
}

/// Like [`show`], for a program that says itself what is wrong: its exit code becomes ours.
pub fn forward(command: &mut Command) -> Result<(), Problem> {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(2);
    let program = command.get_program().to_string_lossy().into_owned();
    Err(Problem { sentence: format!("{program} stopped."), way_out: String::new(), code })
}

/// Runs a program that takes minutes: now and then a line of its output tells how far it is, and
/// only a failure prints the last lines in full.
pub fn quiet(command: &mut Command) -> Result<(), Problem> {
    const EVERY: Duration = Duration::from_secs(20);
    const KEPT: usize = 60;
    let begun = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let (sender, lines) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        send_lines(stdout, sender.clone());
    }
    if let Some(stderr) = child.stderr.take() {
        send_lines(stderr, sender);
    }
    let mut last: VecDeque<String> = VecDeque::new();
    let mut printed = Instant::now();
    loop {
        match lines.recv_timeout(EVERY) {
            Ok(line) => {
                if last.len() == KEPT {
                    last.pop_front();
                }
                last.push_back(line);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if printed.elapsed() >= EVERY {
            let line: String =
                last.back().map(|line| line.trim()).unwrap_or("").chars().take(70).collect();
            eprintln!("      {}: {line}", span(begun.elapsed()));
            printed = Instant::now();
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    if status.success() {
        return Ok(());
    }
    for line in last {
        eprintln!("      {line}");
    }
    Err(Problem::machine(format!("`{}` failed.", words(command)), "Its last lines are above."))
}

/// A command as one would type it.
pub fn words(command: &Command) -> String {
    let mut words = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        words.push(' ');
        words.push_str(&argument.to_string_lossy());
    }
    words
}

fn send_lines(from: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines() {
            let Ok(line) = line else { break };
            if to.send(line).is_err() {
                break;
            }
        }
    });
}

fn not_started(command: &Command, error: &std::io::Error) -> Problem {
    let program = command.get_program().to_string_lossy();
    Problem::machine(
        format!("`{}` could not run: {error}.", words(command)),
        format!("Check that `{program}` is installed and on the path."),
    )
}
