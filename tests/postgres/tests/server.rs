//! The server as tests use it.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that fails should stop where it fails")]

use std::{
    env,
    io::{BufRead, BufReader, Read},
    net::TcpStream,
    process::{Command, Stdio},
};

use unstuck_postgres::{Options, Server};

fn quick() -> Server {
    Server::with(Options { durable: false, ..Options::default() }).unwrap()
}

#[test]
fn two_servers_know_nothing_of_each_other() {
    let (one, other) = (quick(), quick());
    let url = one.database("desk_one").unwrap();
    one.sql(&url, "CREATE TABLE request (id integer)").unwrap();
    assert_eq!(one.sql(&url, "SELECT count(*) FROM request").unwrap(), "0");
    let known = "SELECT count(*) FROM pg_database WHERE datname = 'desk_one'";
    assert_eq!(one.sql(&one.url(), known).unwrap(), "1");
    assert_eq!(other.sql(&other.url(), known).unwrap(), "0");
    let error = one.database("desk_one").err().unwrap();
    assert!(error.to_string().contains("already exists"), "{error}");
}

#[test]
fn what_was_committed_is_there_after_a_restart_and_a_kill() {
    let server = Server::start().unwrap();
    let url = server.database("desk").unwrap();
    let ask = |statement: &str| server.sql(&url, statement);
    assert_eq!(ask("SHOW fsync").unwrap(), "on");
    ask("CREATE TABLE request (id integer)").unwrap();
    server.restart().unwrap();
    ask("INSERT INTO request VALUES (1)").unwrap();
    server.kill().unwrap();
    assert!(ask("SELECT 1").is_err());
    server.run().unwrap();
    assert_eq!(ask("SELECT id FROM request").unwrap(), "1");
}

#[test]
fn only_this_machine_may_ask() {
    let server = quick();
    assert_eq!(server.sql(&server.url(), "SHOW listen_addresses").unwrap(), "127.0.0.1");
}

/// Set for the program that starts a server and is killed.
const STARTER: &str = "UNSTUCK_POSTGRES_STARTER";

#[test]
fn it_ends_when_its_starter_is_killed() {
    if env::var_os(STARTER).is_some() {
        let server = quick();
        println!("\nserver {}", server.url());
        std::io::stdin().read_line(&mut String::new()).unwrap();
        return;
    }
    let mut starter = Command::new(env::current_exe().unwrap())
        .args(["--exact", "it_ends_when_its_starter_is_killed", "--nocapture"])
        .env(STARTER, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(starter.stdout.take().unwrap()).lines();
    let url = lines.map(Result::unwrap).find(|line| line.starts_with("server ")).unwrap();
    let (_, place) = url.split_once('@').unwrap();
    let mut connection = TcpStream::connect(place.split('/').next().unwrap()).unwrap();
    starter.kill().unwrap();
    starter.wait().unwrap();
    // The server says nothing until it is greeted, so that only its end ends the wait.
    assert!(matches!(connection.read(&mut [0; 1]), Ok(0) | Err(_)));
}
