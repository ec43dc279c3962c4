//! `unstuck serve` and `unstuck desk` as processes.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use crate::{
    outcome::{Outcome, fail},
    place,
};

/// Long enough to compile the example content on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server of the product on a free port, ended when it is dropped.
pub struct Running {
    child: Child,
    lines: Receiver<String>,
    said: Vec<String>,
}

/// How the demo agent signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    pub address: String,
    pub agent: String,
    pub password: String,
}

impl Running {
    /// Starts `unstuck serve` with the example content and page, and returns with its address.
    pub fn serve(options: &[&str]) -> Outcome<(Self, String)> {
        let mut command = Command::new(place::binary());
        command
            .args(["serve", "content", "--listen", "127.0.0.1:0", "--host-pages"])
            .arg(place::host_pages())
            .args(options);
        let mut running = Self::start(command)?;
        let address = running.line(|line| line.strip_prefix("Open ").and_then(address))?;
        Ok((running, address))
    }

    /// Starts `unstuck desk` with options such as `--database`, and returns with its address.
    pub fn desk(options: &[&str]) -> Outcome<(Self, String)> {
        let mut command = Command::new(place::binary());
        command.args(["desk", "--listen", "127.0.0.1:0"]).args(options);
        let mut running = Self::start(command)?;
        let address = running.line(address)?;
        // It names the agents' page; requests go to the server itself.
        let address = address.trim_end_matches("/desk").to_owned();
        Ok((running, address))
    }

    /// How to sign in at the desk of `unstuck serve`.
    pub fn sign_in(&mut self) -> Outcome<SignIn> {
        self.line(sign_in)
    }

    fn start(mut command: Command) -> Outcome<Self> {
        let program = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .current_dir(place::root())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| {
                format!("{program} could not run: {error}. `cargo build -p unstuck` makes it.")
            })?;
        let (sender, lines) = mpsc::channel();
        let outputs: [Option<Box<dyn Read + Send>>; 2] = [
            child.stdout.take().map(|output| Box::new(output) as _),
            child.stderr.take().map(|output| Box::new(output) as _),
        ];
        for output in outputs.into_iter().flatten() {
            let sender = sender.clone();
            // It reads to the end whether or not anybody listens, or the pipe would fill.
            thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Ok(Self { child, lines, said: Vec::new() })
    }

    /// What a line says that was printed already or comes in time.
    fn line<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Outcome<T> {
        let begun = Instant::now();
        if let Some(found) = self.said.iter().find_map(|line| read(line)) {
            return Ok(found);
        }
        while let Ok(line) = self.lines.recv_timeout(PATIENCE.saturating_sub(begun.elapsed())) {
            let found = read(&line);
            self.said.push(line);
            if let Some(found) = found {
                return Ok(found);
            }
        }
        fail(format!("unstuck did not say what was waited for. It said:\n{}", self.said.join("\n")))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The address in a line, without the slash at its end.
fn address(line: &str) -> Option<String> {
    let word = line.split_whitespace().find(|word| word.starts_with("http://"))?;
    Some(word.trim_end_matches(['.', ',']).trim_end_matches('/').to_owned())
}

/// `Desk http://127.0.0.1:8080/desk (agent demo, password x)`.
fn sign_in(line: &str) -> Option<SignIn> {
    let (before, inside) = line.split_once('(')?;
    let (agent, password) = inside.trim_end().strip_suffix(')')?.split_once(", ")?;
    Some(SignIn {
        address: address(before)?,
        agent: agent.strip_prefix("agent ")?.to_owned(),
        password: password.strip_prefix("password ")?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        assert_eq!(
            address("Open http://127.0.0.1:8080/").as_deref(),
            Some("http://127.0.0.1:8080")
        );
        assert_eq!(address("Compiled 40 entries"), None);
        let line = "Desk http://127.0.0.1:8080/desk (agent demo, password a-b)";
        let expect = SignIn {
            address: "http://127.0.0.1:8080/desk".to_owned(),
            agent: "demo".to_owned(),
            password: "a-b".to_owned(),
        };
        assert_eq!(sign_in(line), Some(expect));
    }
}
