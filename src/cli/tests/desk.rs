//! The desk as a process: how it ends, and what it writes.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails should stop where it fails"
)]

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use tokio::{sync::Notify, task::JoinSet};
use unstuck_load::{Connection, Program, Requests, Store, judge, rows};

fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_unstuck"))
}

/// Asked to end under load, the desk answers what it has begun: of all rows a customer was told.
#[tokio::test(flavor = "multi_thread")]
async fn d21_a_desk_under_load_ends_well_and_loses_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::Sqlite(folder.path().join("desk.sqlite"));
    let program = Program::at(binary()).await.unwrap();
    let desk = program.start(&store).await.unwrap();
    let address = desk.address().to_owned();
    let requests = Requests::from_now();
    let (next, enough) = (Arc::new(AtomicU64::new(0)), Arc::new(Notify::new()));
    let mut customers = JoinSet::new();
    for _ in 0..8 {
        let (next, enough) = (Arc::clone(&next), Arc::clone(&enough));
        let mut connection = Connection::open(&address).await.unwrap();
        customers.spawn(async move {
            let mut told = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::SeqCst);
                if number == 200 {
                    enough.notify_one();
                }
                let key = requests.key(number);
                // Whoever gets no answer now sends again later, to the next desk.
                let Ok(answer) = connection.post(&key, &requests.body(number)).await else {
                    return told;
                };
                assert_eq!(answer.status, 201, "{}", answer.text);
                told.push((key, answer.reference().unwrap()));
            }
        });
    }
    enough.notified().await;
    let ended = desk.stop().await.unwrap();
    assert!(ended.success(), "{ended}");
    drop(TcpListener::bind(&address).unwrap());
    let mut told = BTreeMap::new();
    while let Some(customer) = customers.join_next().await {
        told.extend(customer.unwrap());
    }
    assert!(told.len() >= 190, "{}", told.len());
    let (rows, sound) = rows(&store).unwrap();
    assert_eq!((judge(&told, &rows), sound), (vec![], "ok".to_owned()));
}

/// A request whose body comes after the desk was asked to end is taken all the same.
#[test]
fn d21_a_request_under_way_is_answered_before_the_desk_ends() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Running::start(folder.path(), &[]);
    let body = Requests::from_now().body(1);
    let mut stream = TcpStream::connect(&desk.address).unwrap();
    write!(
        stream,
        "POST /v1/callbacks HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
         idempotency-key: k\r\nexpect: 100-continue\r\ncontent-length: {}\r\n\r\n",
        desk.address,
        body.len()
    )
    .unwrap();
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    // The desk has begun to read the request.
    stream.read_line(&mut line).unwrap();
    assert!(line.contains("100 Continue"), "{line}");
    desk.ask_to_end();
    while TcpStream::connect(&desk.address).is_ok() {}
    stream.get_mut().write_all(&body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("HTTP/1.1 201"), "{answer}");
    assert!(desk.child.wait().unwrap().success());
}

/// What belongs to people and must not be in a log, whatever they do.
const PERSONAL: [&str; 12] = [
    "2125550187",
    "555-0187",
    "Quartermain",
    "ate my router",
    "where is the cat",
    "rosa.q",
    "secret-page",
    "key-of-rosa",
    "Anatol",
    "wrong guess",
    "hook-token",
    "192.0.2.77",
];

#[test]
fn d24_what_a_desk_writes_names_nobody_at_any_level() {
    for (level, told) in [
        ("error", &["fault"][..]),
        ("warning", &["fault", "\"status\":503"]),
        (
            "info",
            &["fault", "\"status\":503", "\"status\":201", "\"status\":422", "\"status\":404"],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("desk.sqlite");
        let mut personal: Vec<String> = PERSONAL.map(str::to_owned).to_vec();
        let said = administer(&database, &["agent", "add", "Anatol"]);
        let password = said.split_whitespace().max_by_key(|word| word.len()).unwrap().to_owned();
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let hook = format!("http://{closed}/hook-token");
        let allowed = closed.to_string();
        let said = administer(&database, &["hook", "add", &hook, "--allow-hook", &allowed]);
        personal.extend(
            said.split_whitespace().filter(|word| word.starts_with("whsec_")).map(str::to_owned),
        );
        let more = ["--log", level, "--allow-hook", &allowed, "--trust-proxy", "127.0.0.1"];
        let mut desk = Running::start(folder.path(), &more);
        personal.extend(day(&desk, &password));
        Store::Sqlite(database).spoil("callback").unwrap();
        let reply = desk.post("/v1/callbacks", "key-of-rosa-9", &callback());
        assert!(reply.contains(" 503 "), "{reply}");
        personal.push(password);

        desk.ask_to_end();
        assert!(desk.child.wait().unwrap().success());
        let mut written = fs::read_to_string(folder.path().join("log")).unwrap();
        desk.said.read_to_string(&mut written).unwrap();
        for secret in &personal {
            assert!(secret.len() > 5 && !written.contains(secret), "{level}: {secret}: {written}");
        }
        for word in told {
            assert!(written.contains(word), "{level} without {word}: {written}");
        }
        assert_eq!(written.contains("\"level\":\"info\""), level == "info", "{written}");
        for line in written.lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
    }
}

/// A day at the desk, good and bad; the answer is what it gave out that nobody else should have.
fn day(desk: &Running, password: &str) -> Vec<String> {
    let taken = desk.post("/v1/callbacks", "key-of-rosa", &callback());
    assert!(taken.contains(" 201 "), "{taken}");
    let answer: serde_json::Value = serde_json::from_str(taken.lines().last().unwrap()).unwrap();
    let (reference, link) =
        (answer["reference"].as_str().unwrap(), answer["status"].as_str().unwrap());
    let other = callback().replace("ate my router", "ate my router twice");
    let broken = callback().replace("\"slot\"", "\"Quartermain\"");
    for (path, body) in [
        ("/v1/callbacks", callback()),
        ("/v1/callbacks", other),
        ("/v1/callbacks", broken),
        ("/v1/callbacks", "{\"phone\": \"+12125550187".to_owned()),
        ("/v1/callbacks", "2125550187 ".repeat(9_000)),
        ("/v1/questions", "{\"text\": \"where is the cat of rosa.q@mail.example?\"}".to_owned()),
        ("/v1/counts", "{\"site\":\"rosa.q\",\"counts\":[]}".to_owned()),
        ("/v1/rosa.q/+12125550187", "ate my router".to_owned()),
    ] {
        desk.post(path, "key-of-rosa", &body);
    }
    let form = |path: &str, cookie: &str, fields: &str| {
        desk.send(&format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncookie: {cookie}\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{fields}",
            desk.address,
            fields.len()
        ))
    };
    form("/desk/sign-in", "", "name=Anatol&password=wrong+guess");
    let signed = form("/desk/sign-in", "", &format!("name=Anatol&password={password}"));
    let cookie = after(&signed, "set-cookie: ", ";");
    let queue = desk.get("/desk", &cookie);
    assert!(queue.contains("Quartermain"), "{queue}");
    let proof = after(&queue, "name=\"proof\" value=\"", "\"");
    let request = format!("/desk/requests/{reference}");
    for fields in [
        "act=claim",
        "act=note&note=ate+my+router",
        "act=rosa.q",
        "act=finish&outcome=wrong_number",
    ] {
        form(&request, &cookie, &format!("{fields}&proof={proof}"));
    }
    form(&request, &cookie, "act=claim&proof=rosa.q");
    for path in [
        "/desk/search?q=2125550187",
        "/desk/search?q=Quartermain",
        "/desk/requests/2125550187",
        "/desk/secret-page",
        link,
        "/r/rosa.q.2125550187",
        "/v1/estimates?site=rosa.q",
        "/desk/questions",
        "/desk/counts",
    ] {
        desk.get(path, &cookie);
    }
    let token = cookie.split_once('=').unwrap().1.to_owned();
    vec![token, proof, link.trim_start_matches("/r/").to_owned()]
}

fn callback() -> String {
    let text = String::from_utf8(Requests::from_now().body(7).to_vec()).unwrap();
    [
        ("+12125550143", "+12125550187"),
        ("555-0143", "555-0187"),
        ("Customer 7", "Rosa Quartermain, rosa.q@mail.example"),
        ("My bill shows roaming I did not use.", "The cat ate my router."),
        ("why is my bill so high", "where is the cat"),
        ("account/bills", "secret-page"),
    ]
    .iter()
    .fold(text, |text, (from, to)| text.replace(from, to))
}

/// What stands between two texts.
fn after(text: &str, before: &str, end: &str) -> String {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split(end).next().unwrap().to_owned()
}

fn administer(database: &Path, words: &[&str]) -> String {
    let output = Command::new(binary())
        .arg("desk")
        .args(words)
        .args(["--site", "load", "--database"])
        .arg(database)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A desk whose log goes into a file.
struct Running {
    child: Child,
    said: BufReader<std::process::ChildStdout>,
    address: String,
}

impl Running {
    fn start(folder: &Path, more: &[&str]) -> Self {
        let log = fs::File::create(folder.join("log")).unwrap();
        let mut child = Command::new(binary())
            .args(["desk", "--listen", "127.0.0.1:0", "--site", "load", "--no-proof-of-work"])
            .args(more)
            .arg("--database")
            .arg(folder.join("desk.sqlite"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let address = after(&line, "http://", "/");
        Self { child, said, address }
    }

    fn ask_to_end(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// The whole reply, lines apart by `\n`.
    fn send(&self, text: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        // A desk that refuses a long body need not read it.
        let _ = stream.write_all(text.as_bytes());
        let mut reply = Vec::new();
        let _ = stream.read_to_end(&mut reply);
        String::from_utf8_lossy(&reply).replace("\r\n", "\n")
    }

    fn get(&self, path: &str, cookie: &str) -> String {
        self.send(&format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\nx-forwarded-for: 192.0.2.77\r\n\
             user-agent: rosa.q\r\nconnection: close\r\n\r\n",
            self.address
        ))
    }

    fn post(&self, path: &str, key: &str, body: &str) -> String {
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n\
             idempotency-key: {key}\r\nx-forwarded-for: 192.0.2.77\r\ncontent-length: {}\r\n\
             connection: close\r\n\r\n{body}",
            self.address,
            body.len()
        ))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
