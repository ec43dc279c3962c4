use std::{
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, BufReader},
    process::{Child, ChildStdout, Command},
};

use crate::{
    client::Connection,
    flags::{SITE, flags},
    outcome::{Outcome, fail},
    store::Store,
    usage::Usage,
};

/// `unstuck desk` as a process of its own, killed when it is dropped.
pub struct Desk {
    child: Child,
    /// Held, or the desk would write into a pipe that nobody reads.
    _said: Option<BufReader<ChildStdout>>,
    address: String,
    ready: Duration,
}

/// The program and the switches that it is started with.
#[derive(Clone)]
pub struct Program {
    binary: PathBuf,
    flags: Vec<String>,
}

impl Program {
    /// Looks which of the switches it knows.
    pub async fn at(binary: &Path) -> Outcome<Self> {
        let flags = flags(binary).await?.into_iter().map(str::to_owned).collect();
        Ok(Self { binary: binary.to_owned(), flags })
    }

    /// The same program with one more switch.
    #[must_use]
    pub fn with(mut self, switch: &str, value: &str) -> Self {
        self.flags.extend([switch.to_owned(), value.to_owned()]);
        self
    }

    /// Carries out a command of an administrator, and returns what it says.
    pub async fn administer(&self, store: &Store, words: &[&str]) -> Outcome<String> {
        let output = Command::new(&self.binary)
            .arg("desk")
            .args(words)
            .args(["--site", SITE])
            .arg("--database")
            .arg(store.address())
            .output()
            .await?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            fail(String::from_utf8_lossy(&output.stderr).trim().to_owned())
        }
    }

    /// The switches in words, for the conditions of a measurement.
    pub fn switches(&self) -> String {
        if self.flags.is_empty() { "none".to_owned() } else { self.flags.join(" ") }
    }

    /// Starts it and does not wait.
    pub fn spawn(&self, store: &Store) -> Outcome<Child> {
        Command::new(&self.binary)
            .args(["desk", "--listen", "127.0.0.1:0", "--site", SITE])
            .args(&self.flags)
            .arg("--database")
            .arg(store.address())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| format!("{}: {error}", self.binary.display()).into())
    }

    /// Starts it, and returns when it answers that it is well.
    pub async fn start(&self, store: &Store) -> Outcome<Desk> {
        let begun = Instant::now();
        let mut child = self.spawn(store)?;
        let Some(output) = child.stdout.take() else { return fail("the desk has no output") };
        let mut said = BufReader::new(output);
        let mut line = String::new();
        said.read_line(&mut line).await?;
        let Some(address) = address(&line) else {
            let mut why = String::new();
            if let Some(mut errors) = child.stderr.take() {
                // It has closed its output, so that it is about to end.
                errors.read_to_string(&mut why).await?;
            }
            return fail(format!("the desk did not start: {}", why.trim()));
        };
        if let Some(errors) = child.stderr.take() {
            tell(errors);
        }
        let answer = Connection::open(&address).await?.get("/healthz").await?;
        if answer.status != 200 {
            return fail(format!("the desk is not well: {}", answer.text));
        }
        Ok(Desk { child, _said: Some(said), address, ready: begun.elapsed() })
    }
}

impl Desk {
    /// Its host and port.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// How long it took from its start to its first good answer.
    pub fn ready(&self) -> Duration {
        self.ready
    }

    /// What it takes of the machine, where the system tells.
    pub fn usage(&self) -> Option<Usage> {
        Usage::of(&self.child.id()?.to_string())
    }

    /// Asks it to end (SIGTERM), and returns with what it ended when it is gone.
    #[cfg(unix)]
    pub async fn stop(mut self) -> Outcome<ExitStatus> {
        let Some(id) = self.child.id() else { return fail("the desk has ended already") };
        let asked = Command::new("kill").args(["-TERM", &id.to_string()]).status().await?;
        if !asked.success() {
            return fail("the desk could not be asked to end");
        }
        Ok(self.child.wait().await?)
    }

    /// Ends it without a warning (SIGKILL), and returns when it is gone.
    pub async fn kill(mut self) -> Outcome {
        Ok(self.child.kill().await?)
    }
}

/// Passes on what the desk says of its faults.
fn tell(errors: impl tokio::io::AsyncRead + Unpin + Send + 'static) {
    tokio::spawn(async move {
        let mut lines = BufReader::new(errors).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            eprintln!("{line}");
        }
    });
}

/// The host and port in `Desk http://127.0.0.1:8090/desk`.
fn address(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("http://")?;
    Some(rest.trim().split('/').next()?.to_owned())
}
