//! Time stands still here and goes on when everybody waits, so that nothing is waited for.

use std::future::pending;

use axum::{extract::Extension, routing::any};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::{Notify, oneshot},
    task::JoinHandle,
    time::Instant,
};

use super::*;

struct Served {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
    /// Lets `/later` answer.
    later: Arc<Notify>,
}

async fn start(connections: u32) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let later = Arc::new(Notify::new());
    let waits = |Extension(later): Extension<Arc<Notify>>| async move {
        later.notified().await;
        "later"
    };
    let router = Router::new()
        .route(
            "/peer",
            any(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() }),
        )
        .route("/body", any(|body: String| async move { body }))
        .route("/later", any(waits))
        .route("/never", any(pending::<String>))
        .layer(Extension(Arc::clone(&later)));
    let (stop, stopped) = oneshot::channel();
    let stopped = async { stopped.await.unwrap_or(()) };
    let ended = tokio::spawn(serve_at_most(connections, listener, router, stopped));
    Served { address, stop, ended, later }
}

impl Served {
    /// A connection on which something was sent.
    async fn send(&self, text: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(text.as_bytes()).await.unwrap();
        stream
    }
}

/// All that comes until the connection ends, and after how many seconds that is.
async fn rest(mut stream: TcpStream) -> (String, u64) {
    let begins = Instant::now();
    let mut text = String::new();
    // A connection that is reset has ended too.
    let _ = stream.read_to_string(&mut text).await;
    (text, begins.elapsed().as_secs())
}

#[tokio::test(start_paused = true)]
async fn the_peer_is_known() {
    let served = start(9).await;
    let stream = served.send("GET /peer HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    let own = stream.local_addr().unwrap().to_string();
    let (text, _) = rest(stream).await;
    assert!(text.starts_with("HTTP/1.1 200") && text.ends_with(&own), "{text}");
}

#[tokio::test(start_paused = true)]
async fn d11_a_head_that_does_not_come_ends_the_connection() {
    let served = start(9).await;
    for slow in ["", "GET /peer HTTP/1.1\r\nhost: x\r\nx-slow: "] {
        let (text, seconds) = rest(served.send(slow).await).await;
        assert!((10..12).contains(&seconds), "{slow}: {seconds} s");
        assert!(!text.contains("200"), "{text}");
    }
    // Nor is a connection kept for a request that never comes.
    let (text, seconds) = rest(served.send("GET /peer HTTP/1.1\r\nhost: x\r\n\r\n").await).await;
    assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    assert!((10..12).contains(&seconds), "{seconds} s");
}

#[tokio::test(start_paused = true)]
async fn d11_a_body_that_does_not_come_is_answered_and_ends_the_connection() {
    let served = start(9).await;
    let half = "POST /body HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\nhalf";
    let (text, seconds) = rest(served.send(half).await).await;
    assert!(text.starts_with("HTTP/1.1 408"), "{text}");
    assert!((30..42).contains(&seconds), "{seconds} s");
}

#[tokio::test(start_paused = true)]
async fn d11_whoever_reads_no_answers_is_gone_after_a_while() {
    let served = start(1).await;
    // More answers than the system keeps for a peer that does not read them.
    let body = "x".repeat(60_000);
    let posted = format!("POST /body HTTP/1.1\r\nhost: x\r\ncontent-length: 60000\r\n\r\n{body}");
    let mut deaf = TcpStream::connect(served.address).await.unwrap();
    let begins = Instant::now();
    while deaf.write_all(posted.as_bytes()).await.is_ok() {}
    let seconds = begins.elapsed().as_secs();
    assert!((300..320).contains(&seconds), "{seconds} s");
}

#[tokio::test(start_paused = true)]
async fn there_are_only_so_many_connections_at_once() {
    let served = start(2).await;
    let first = served.send("GET /later HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    let second = served.send("").await;
    let third = served.send("GET /peer HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    // The third has its turn when the second has lost its own.
    let (text, seconds) = rest(third).await;
    assert!(text.starts_with("HTTP/1.1 200"), "{text}");
    assert!((10..12).contains(&seconds), "{seconds} s");
    served.later.notify_one();
    assert!(rest(first).await.0.ends_with("later"));
    drop(second);
}

#[tokio::test(start_paused = true)]
async fn d21_answers_under_way_are_given_before_it_stops() {
    let served = start(9).await;
    let idle = served.send("GET /peer HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let under_way = served.send("GET /later HTTP/1.1\r\nhost: x\r\n\r\n").await;
    // Both have been accepted when a third one has been answered.
    let close = "GET /peer HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    rest(served.send(close).await).await;
    let begins = Instant::now();
    served.stop.send(()).unwrap();
    assert!(rest(idle).await.0.starts_with("HTTP/1.1 200"));
    assert!(TcpStream::connect(served.address).await.is_err());
    served.later.notify_one();
    assert!(rest(under_way).await.0.ends_with("later"));
    served.ended.await.unwrap();
    assert!(begins.elapsed().as_secs() < 10);
}

#[tokio::test(start_paused = true)]
async fn d21_an_answer_that_never_comes_keeps_nobody() {
    let served = start(9).await;
    let stuck = served.send("GET /never HTTP/1.1\r\nhost: x\r\n\r\n").await;
    let close = "GET /peer HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    rest(served.send(close).await).await;
    let begins = Instant::now();
    served.stop.send(()).unwrap();
    served.ended.await.unwrap();
    assert_eq!(begins.elapsed().as_secs(), 10);
    drop(stuck);
}
