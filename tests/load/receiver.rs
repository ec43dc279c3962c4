//! A receiver of hooks that answers each message well, and counts how often each came.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

use crate::outcome::Outcome;

type Came = Arc<Mutex<HashMap<String, u32>>>;

/// A receiver on the loopback address, until it is dropped.
pub struct Receiver {
    host: String,
    came: Came,
    serving: JoinHandle<()>,
}

impl Receiver {
    /// A receiver on a free port.
    pub async fn start() -> Outcome<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let host = listener.local_addr()?.to_string();
        let came = Came::default();
        let kept = Arc::clone(&came);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let kept = Arc::clone(&kept);
                // A message that broke off is sent again.
                tokio::spawn(async move { drop(receive(stream, &kept).await) });
            }
        });
        Ok(Self { host, came, serving })
    }

    /// Its host and port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// How often each message came, by its id.
    pub fn came(&self) -> HashMap<String, u32> {
        self.came.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn receive(stream: TcpStream, came: &Came) -> Outcome {
    let mut stream = BufReader::new(stream);
    let (mut id, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("webhook-id") => {
                value.clone_into(&mut id)
            }
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse()?
            }
            Some(_) => {}
            None if line.trim_end().is_empty() => break,
            // The first line.
            None => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    *came.lock().unwrap_or_else(PoisonError::into_inner).entry(id).or_default() += 1;
    stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await?;
    Ok(())
}
