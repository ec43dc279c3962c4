use std::{
    fs,
    io::Write,
    net::TcpListener,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

use crate::{account::Account, error::Error, programs::Programs, watch::Watch};

/// How a server is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether a commit waits for the disk. Without it tests are faster, and a benchmark is a lie.
    pub durable: bool,
    /// How many clients may be connected at once.
    pub connections: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self { durable: true, connections: 100 }
    }
}

/// A server on a free port of this machine, stopped and removed when it is dropped.
pub struct Server {
    // Dropped in this order: the server is stopped before its folder is removed.
    _watch: Watch,
    folder: TempDir,
    programs: Programs,
    account: Account,
    port: u16,
}

/// How often a port is tried that somebody else takes between our look and the server's start.
const TRIES: usize = 5;

/// How often it is looked whether a standby follows; each look takes some hundredths of a second.
const LOOKS: usize = 1_000;

impl Server {
    /// Starts a server whose commits are durable.
    pub fn start() -> Result<Self, Error> {
        Self::with(Options::default())
    }

    /// Starts a server, and returns when it answers.
    pub fn with(options: Options) -> Result<Self, Error> {
        Self::holding(|server| server.init(options))
    }

    /// Starts a server that follows this one, and without which this one acknowledges no commit any
    /// more. It takes no changes until it is [promoted](Self::promote).
    pub fn standby(&self) -> Result<Self, Error> {
        let standby = Self::holding(|standby| {
            let mut copy = standby.command("pg_basebackup");
            copy.args(["--write-recovery-conf", "--checkpoint=fast", "--no-sync"]);
            copy.args(["--dbname", &self.url(), "--pgdata"]).arg(standby.data());
            standby.output(&mut copy).map(drop)
        })?;
        let sql = |statement| self.sql(&self.url(), statement);
        sql("ALTER SYSTEM SET synchronous_standby_names = '*'")?;
        sql("SELECT pg_reload_conf()")?;
        for _ in 0..LOOKS {
            if sql("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")? == "1" {
                return Ok(standby);
            }
        }
        Err(Error::Refused { program: "postgres".to_owned(), said: standby.log() })
    }

    /// Makes a standby the one that takes changes.
    pub fn promote(&self) -> Result<(), Error> {
        self.sql(&self.url(), "SELECT pg_promote()").map(drop)
    }

    /// Starts a server on the data that are made for it.
    fn holding(data: impl FnOnce(&Self) -> Result<(), Error>) -> Result<Self, Error> {
        let programs = Programs::find()?;
        let account = Account::find()?;
        let folder = tempfile::Builder::new()
            .prefix("unstuck-postgres-")
            .tempdir()
            .map_err(Error::at("the system's temporary folder"))?;
        account.give(folder.path())?;
        let pg_ctl = programs.path("pg_ctl");
        let watch = Watch::start(account.command("sh"), &pg_ctl, folder.path())?;
        let mut server = Self { _watch: watch, folder, programs, account, port: 0 };
        data(&server)?;
        let mut tries = 1;
        loop {
            server.port = free_port()?;
            match server.run() {
                Err(_) if tries < TRIES && server.log().contains("could not bind") => tries += 1,
                result => return result.map(|()| server),
            }
        }
    }

    /// The address of the database that every server has.
    pub fn url(&self) -> String {
        self.url_of("postgres")
    }

    /// Its host and its port.
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Makes a database of this name, which must not be there yet, and gives its address.
    pub fn database(&self, name: &str) -> Result<String, Error> {
        // Nobody is ever connected to this template, so that databases can be made side by side.
        let quoted = name.replace('"', "\"\"");
        self.sql(&self.url(), &format!("CREATE DATABASE \"{quoted}\" TEMPLATE template0"))?;
        Ok(self.url_of(name))
    }

    /// What a statement answers at an address: a line a row, columns apart by `|`.
    pub fn sql(&self, url: &str, statement: &str) -> Result<String, Error> {
        let output = self.output(
            self.command("psql")
                .args(["--no-psqlrc", "--tuples-only", "--no-align", "--quiet"])
                .args(["--set", "ON_ERROR_STOP=1", "--dbname", url, "--command", statement]),
        )?;
        Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
    }

    /// Stops it as an administrator would: clients are cut off, everything is written.
    pub fn stop(&self) -> Result<(), Error> {
        self.end("fast")
    }

    /// Ends it at once, as a crash would: the next start recovers from the log.
    pub fn kill(&self) -> Result<(), Error> {
        self.end("immediate")
    }

    /// Starts it again after [`Self::stop`] or [`Self::kill`], on the same port and data.
    pub fn run(&self) -> Result<(), Error> {
        let log = self.folder.path().join("log");
        let mut start = self.command("pg_ctl");
        start.args(["start", "--wait", "--silent", "--options", &format!("-p {}", self.port)]);
        start.arg("--pgdata").arg(self.data()).arg("--log").arg(log);
        self.output(&mut start).map(drop)
    }

    /// Stops it and starts it again.
    pub fn restart(&self) -> Result<(), Error> {
        self.stop()?;
        self.run()
    }

    /// What it has written into its log.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn init(&self, options: Options) -> Result<(), Error> {
        let mut initdb = self.command("initdb");
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale"]);
        // An empty database is nothing to lose.
        initdb.args(["--no-sync", "--no-instructions", "--pgdata"]).arg(self.data());
        self.output(&mut initdb)?;
        let Options { durable, connections } = options;
        let durable = if durable { "on" } else { "off" };
        let settings = format!(
            "listen_addresses = '127.0.0.1'\n\
             unix_socket_directories = ''\n\
             max_connections = {connections}\n\
             fsync = {durable}\n\
             synchronous_commit = {durable}\n\
             full_page_writes = {durable}\n"
        );
        let file = self.data().join("postgresql.conf");
        fs::OpenOptions::new()
            .append(true)
            .open(&file)
            .and_then(|mut file| file.write_all(settings.as_bytes()))
            .map_err(Error::at(file.display().to_string()))
    }

    fn end(&self, mode: &str) -> Result<(), Error> {
        let mut stop = self.command("pg_ctl");
        stop.args(["stop", "--wait", "--silent", "--mode", mode, "--pgdata"]).arg(self.data());
        self.output(&mut stop).map(drop)
    }

    fn url_of(&self, database: &str) -> String {
        format!("postgres://postgres@{}/{database}", self.host())
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// One of its programs, in a folder that its user may enter and without settings of ours.
    fn command(&self, program: &str) -> Command {
        let mut command = self.account.command(self.programs.path(program));
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("PG")) {
                command.env_remove(name);
            }
        }
        command
    }

    fn output(&self, command: &mut Command) -> Result<Output, Error> {
        let program = command.get_program().to_string_lossy().into_owned();
        let output = command.output().map_err(Error::at(program.clone()))?;
        if output.status.success() {
            return Ok(output);
        }
        let mut said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        if !program.ends_with("psql") {
            said = format!("{said}\n{}", self.log());
        }
        Err(Error::Refused { program, said })
    }
}

/// A port that nobody listens on now.
fn free_port() -> Result<u16, Error> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(Error::at("no free port at 127.0.0.1"))
}
