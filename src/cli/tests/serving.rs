//! `serve` and `desk` as processes that answer.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "the helpers of tests may fail as tests do"
)]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

struct Server {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_unstuck"))
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap());
        Self { child, lines }
    }

    /// The host and port in the first line that begins with a word.
    fn address(&mut self, word: &str) -> String {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "it ended without {word}");
            if let Some(rest) = line.strip_prefix(word) {
                let address = rest.trim().strip_prefix("http://").unwrap();
                return address.split('/').next().unwrap().to_owned();
            }
        }
    }
}

fn get(address: &str, path: &str) -> String {
    get_with(address, path, "")
}

/// The reply to a request with one more line of headers.
fn get_with(address: &str, path: &str, header: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\n{header}Connection: close\r\n\r\n")
        .unwrap();
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).unwrap();
    String::from_utf8_lossy(&reply).into_owned()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn serve_shows_host_pages_and_the_desk_whatever_the_content_is_like() {
    let folder = folder("serve");
    let (content, host) = (folder.join("content"), folder.join("host"));
    fs::create_dir_all(&content).unwrap();
    fs::create_dir_all(&host).unwrap();
    fs::write(host.join("index.html"), "<html><head></head><body>The shop</body></html>").unwrap();
    fs::write(folder.join("secret.txt"), "secret").unwrap();
    let (content, host) = (content.to_str().unwrap(), host.to_str().unwrap());
    let mut server =
        Server::start(&["serve", content, "--listen", "127.0.0.1:0", "--host-pages", host]);
    let address = server.address("Open ");
    for (path, parts) in [
        ("/", &["200 OK", "text/html", "The shop", "/_unstuck/reload.js"][..]),
        ("/desk", &["HTTP/1.1 "]),
        ("/healthz", &["200 OK"]),
        ("/../secret.txt", &["503 Service Unavailable", "Not built yet"]),
        ("/help/", &["503 Service Unavailable"]),
        ("/_unstuck/reload.js", &["200 OK", "EventSource"]),
        ("/preview/guides/", &["200 OK", "There are no guides yet", "/_unstuck/reload.js"]),
    ] {
        let reply = get(&address, path);
        for part in parts {
            assert!(reply.contains(part), "{path} without {part}: {reply}");
        }
    }
}

#[test]
fn serve_gives_the_part_of_a_video_that_is_asked_for() {
    let folder = folder("video");
    let (content, host) = (folder.join("content"), folder.join("host"));
    fs::create_dir_all(&content).unwrap();
    fs::create_dir_all(&host).unwrap();
    fs::write(host.join("clip.mp4"), "0123456789").unwrap();
    let (content, host) = (content.to_str().unwrap(), host.to_str().unwrap());
    let mut server =
        Server::start(&["serve", content, "--listen", "127.0.0.1:0", "--host-pages", host]);
    let address = server.address("Open ");
    let whole = get(&address, "/clip.mp4").to_lowercase();
    for part in ["200 ok", "content-type: video/mp4", "accept-ranges: bytes", "\r\n\r\n0123456789"]
    {
        assert!(whole.contains(part), "{part} in {whole}");
    }
    let two = get_with(&address, "/clip.mp4", "Range: bytes=2-3\r\n").to_lowercase();
    for part in ["206 partial content", "content-range: bytes 2-3/10", "\r\n\r\n23"] {
        assert!(two.contains(part), "{part} in {two}");
    }
}

#[test]
fn serve_draws_the_guides_of_the_example() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../../content");
    let mut server = Server::start(&["serve", example, "--listen", "127.0.0.1:0"]);
    let address = server.address("Maps ");
    for (path, parts) in [
        ("/preview/guides/", &["200 OK", "Set up your eSIM", "/preview/guides/es/"][..]),
        (
            "/preview/guides/en/guides/sim/activate-esim.html",
            &["200 OK", "<svg", "href=\"/help/#unstuck=activate-esim/code\"", "Open step: "],
        ),
        (
            "/preview/guides/es/guides/sim/activate-esim.html",
            &["200 OK", "href=\"/help/es/#unstuck=activate-esim/code\""],
        ),
        ("/preview/guides/map.css", &["200 OK", "text/css"]),
    ] {
        let reply = get(&address, path);
        for part in parts {
            assert!(reply.contains(part), "{path} without {part}: {reply}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_desk_ends_well_when_asked_to() {
    let database = folder("desk").join("desk.sqlite");
    let database = database.to_str().unwrap();
    let mut server = Server::start(&[
        "desk",
        "--listen",
        "127.0.0.1:0",
        "--database",
        database,
        "--site",
        "shop",
    ]);
    let address = server.address("Desk ");
    assert!(get(&address, "/healthz").contains("200 OK"));
    let id = server.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert!(server.child.wait().unwrap().success());
}
