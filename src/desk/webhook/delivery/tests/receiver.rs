use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpListener,
    task::JoinSet,
};

/// A receiver on this host that replies with given bytes, one reply for each connection and the last
/// one again and again.
pub struct Receiver {
    pub at: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    _task: JoinSet<()>,
}

/// What a receiver does once it has read a request.
#[derive(Clone)]
pub enum Manner {
    /// Writes these bytes and ends the connection.
    Says(String),
    /// Writes nothing.
    Hangs,
    /// Begins a good reply and goes on writing it until nobody reads.
    NeverStops,
}

impl Receiver {
    pub async fn new(manners: impl IntoIterator<Item = Manner>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let mut manners: VecDeque<Manner> = manners.into_iter().collect();
        let mut manner = manners.pop_front().unwrap();
        let mut task = JoinSet::new();
        task.spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let request = read(&mut stream).await;
                seen.lock().unwrap().push(request);
                behave(&mut stream, &manner).await;
                manner = manners.pop_front().unwrap_or(manner);
            }
        });
        Self { at, requests, _task: task }
    }

    /// What came, each request's head and body.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// A reply without a body.
pub fn reply(head: &str) -> Manner {
    Manner::Says(format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\n\r\n"))
}

/// Reads one request with its body.
pub async fn read(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut request = Vec::new();
    loop {
        let mut some = [0; 1024];
        let count = stream.read(&mut some).await.unwrap();
        request.extend_from_slice(&some[..count]);
        let text = String::from_utf8_lossy(&request);
        let length = |head: &str| {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            length.map_or(0, |length| length.parse().unwrap())
        };
        let whole =
            text.split_once("\r\n\r\n").is_some_and(|(head, body)| body.len() >= length(head));
        if count == 0 || whole {
            return text.into_owned();
        }
    }
}

/// Does what a receiver does once it has read a request.
pub async fn behave(stream: &mut (impl AsyncWrite + Unpin), manner: &Manner) {
    match manner {
        Manner::Says(text) => {
            // The client may have left already.
            stream.write_all(text.as_bytes()).await.ok();
            stream.shutdown().await.ok();
        }
        Manner::Hangs => std::future::pending().await,
        Manner::NeverStops => {
            let head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n";
            let mut going_on = stream.write_all(head).await.is_ok();
            while going_on {
                going_on = stream.write_all(&[b'x'; 4096]).await.is_ok();
            }
        }
    }
}
