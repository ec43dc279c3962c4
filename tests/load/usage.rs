//! What a process takes of the machine, as Linux tells it.

use std::{fs::read_to_string, time::Duration};

/// How many ticks a second has in the numbers of `/proc`, on every machine that Linux runs on.
/// Source: `man 5 proc_pid_stat`, and `USER_HZ` in the kernel.
const TICKS: u64 = 100;

/// What a process takes of the machine.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// The memory that it has now, in bytes.
    pub memory: u64,
    /// The most that it has had.
    pub most_memory: u64,
    /// How long processors have worked for it.
    pub work: Duration,
}

impl Usage {
    /// That of this process.
    pub fn own() -> Option<Self> {
        Self::of("self")
    }

    /// That of a process by its number.
    pub fn of(process: &str) -> Option<Self> {
        let status = read_to_string(format!("/proc/{process}/status")).ok()?;
        let bytes = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            let kibibytes: u64 = line.split_whitespace().next()?.parse().ok()?;
            Some(kibibytes * 1024)
        };
        let stat = read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The name of the program, in brackets, may hold anything.
        let (_, fields) = stat.rsplit_once(')')?;
        let mut times = fields.split_whitespace().skip(11).map(str::parse::<u64>);
        let ticks = times.next()?.ok()? + times.next()?.ok()?;
        Some(Self {
            memory: bytes("VmRSS:")?,
            most_memory: bytes("VmHWM:")?,
            work: Duration::from_millis(ticks * 1_000 / TICKS),
        })
    }
}
