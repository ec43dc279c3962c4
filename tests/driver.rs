//! The process of chromedriver, and with it of the browser.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpStream},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::outcome::{Outcome, fail};

/// A chromedriver of our own on a free port, ended with its browser when it is dropped.
pub struct Driver {
    child: Child,
    port: u16,
}

/// How often chromedriver is started. It takes one port on two addresses, of which another program
/// may have one, and then it ends.
const TRIES: usize = 3;

impl Driver {
    /// Starts chromedriver and reads the port that it has chosen.
    pub fn start() -> Outcome<Self> {
        for _ in 1..TRIES {
            if let Some(driver) = Self::try_start()? {
                return Ok(driver);
            }
        }
        match Self::try_start()? {
            Some(driver) => Ok(driver),
            None => fail("chromedriver ended before it named its port"),
        }
    }

    /// Nothing, if it ended before it named its port.
    fn try_start() -> Outcome<Option<Self>> {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                format!("chromedriver could not run: {error}. `cargo xtask test` installs it.")
            })?;
        let Some(stdout) = child.stdout.take() else { return fail("chromedriver has no output") };
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        // The first line names port 0, which was asked for; a later one the port that it is.
        let named =
            |line: String| line.split(" on port ").nth(1)?.trim_end_matches('.').parse().ok();
        let port = lines.by_ref().filter_map(named).find(|port| *port != 0);
        // Somebody has to go on reading, or the pipe fills and chromedriver stands still.
        thread::spawn(move || lines.for_each(drop));
        match port {
            Some(port) => Ok(Some(Self { child, port })),
            None => {
                let _ = child.kill();
                let _ = child.wait();
                Ok(None)
            }
        }
    }

    /// The address of the WebDriver protocol.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks chromedriver to end its browser and itself, and waits until it has answered.
    fn shut_down(&self) -> std::io::Result<()> {
        const PATIENCE: Duration = Duration::from_secs(30);
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream
            .write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new())?;
        Ok(())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Killing chromedriver alone would leave the browser behind.
        let _ = self.shut_down();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
