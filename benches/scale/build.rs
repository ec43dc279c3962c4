//! A build in a process of its own, with the most memory that it held.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use unstuck_tests::{Outcome, fail};

/// What a build took.
pub struct Built {
    pub time: Duration,
    /// The most bytes it held, where the system tells.
    pub peak: Option<u64>,
}

/// Builds a content folder with the program that `UNSTUCK_BIN` names.
pub fn build(content: &Path, site: &Path) -> Outcome<Built> {
    let Some(binary) = std::env::var_os("UNSTUCK_BIN") else {
        return fail("UNSTUCK_BIN names the released binary; `cargo xtask bench` sets it");
    };
    let mut command = Command::new(binary);
    command.arg("build").arg(content).arg("-o").arg(site).stdout(Stdio::null());
    let begun = Instant::now();
    let mut child = command.spawn()?;
    let mut peak = None;
    let status = loop {
        // The system forgets it when the process ends, so the last look before counts.
        peak = peak.max(high_water(&child));
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(5));
    };
    match status.success() {
        true => Ok(Built { time: begun.elapsed(), peak }),
        false => fail(format!("`unstuck build` ended with {status}")),
    }
}

/// The most memory that a process has held so far, as Linux tells it.
fn high_water(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}
