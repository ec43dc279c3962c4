//! The process of chromedriver, and with it of the browser.

use std::{
    env,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use crate::failure::Failure;

/// A chromedriver of our own on a free port, ended with its browser when it is dropped.
pub struct Driver {
    child: Child,
    port: u16,
}

/// How often chromedriver is started. It takes one port on two addresses, of which another program
/// may have one, and then it ends.
const TRIES: usize = 3;

/// What to do where there is none.
pub const WAY_OUT: &str = "install Chromium with its driver (Debian and Ubuntu: `apt install chromium \
                           chromium-driver`; Fedora: `dnf install chromium chromedriver`; macOS: \
                           `brew install --cask google-chrome chromedriver`), or name one that runs \
                           with `--webdriver http://127.0.0.1:9515`";

impl Driver {
    /// Starts the chromedriver of the path and reads the port that it has chosen.
    pub fn start() -> Result<Self, Failure> {
        let Some(program) = on_path(&["chromedriver"]) else {
            return Err(Failure::new("there is no chromedriver on the path").help(WAY_OUT));
        };
        for _ in 1..TRIES {
            if let Some(driver) = Self::try_start(&program)? {
                return Ok(driver);
            }
        }
        Self::try_start(&program)?.ok_or_else(|| {
            let name = program.display();
            Failure::new(format!("{name} ended before it was ready")).help(WAY_OUT)
        })
    }

    /// Nothing, if it ended before it named its port.
    fn try_start(program: &Path) -> Result<Option<Self>, Failure> {
        let mut child = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Failure::io(program, &error).help(WAY_OUT))?;
        let output = child.stdout.take();
        let mut driver = Self { child, port: 0 };
        let mut lines = output
            .into_iter()
            .flat_map(|output| BufReader::new(output).lines().map_while(Result::ok));
        // The first line names port 0, which was asked for; a later one the port that it is.
        let named =
            |line: String| line.split(" on port ").nth(1)?.trim_end_matches('.').parse().ok();
        driver.port = lines.by_ref().filter_map(named).find(|port| *port != 0).unwrap_or_default();
        if driver.port == 0 {
            return Ok(None);
        }
        // Somebody has to go on reading, or the pipe fills and chromedriver stands still.
        thread::spawn(move || lines.for_each(drop));
        Ok(Some(driver))
    }

    /// The address of the WebDriver protocol.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks chromedriver to end its browser and itself, and waits until it has answered.
    fn shut_down(&self) -> io::Result<()> {
        const PATIENCE: Duration = Duration::from_secs(10);
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

/// The first program of these names on the path.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .flat_map(|folder| {
            names.iter().map(move |name| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
        })
        .find(|file| file.is_file())
}
