use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

/// A mail server on this host that takes one mail at a time.
pub struct Inbox {
    pub at: SocketAddr,
    told: Arc<Mutex<Vec<String>>>,
    _task: JoinSet<()>,
}

/// How a server answers.
#[derive(Clone, Copy)]
pub enum Manner {
    /// Takes every mail.
    Takes,
    /// Answers every receiver so.
    Refuses(&'static str),
    /// Says nothing.
    Hangs,
}

impl Inbox {
    pub async fn new(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&told);
        let mut task = JoinSet::new();
        task.spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                match manner {
                    Manner::Takes => talk(stream, &heard, "250 known").await,
                    Manner::Refuses(line) => talk(stream, &heard, line).await,
                    Manner::Hangs => std::future::pending().await,
                }
            }
        });
        Self { at, told, _task: task }
    }

    /// What clients said, line by line.
    pub fn told(&self) -> Vec<String> {
        self.told.lock().unwrap().clone()
    }
}

/// Talks with one client until it leaves, in as much of RFC 5321 as a mail needs.
async fn talk(stream: TcpStream, heard: &Mutex<Vec<String>>, receiver: &str) {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut answer = "220 inbox".to_owned();
    let mut in_mail = false;
    loop {
        if !answer.is_empty() && write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err()
        {
            return;
        }
        let Ok(Some(line)) = lines.next_line().await else { return };
        let verb = line.split(' ').next().unwrap();
        let next = match verb {
            "." if in_mail => "250 taken",
            _ if in_mail => "",
            "EHLO" => "250-inbox\r\n250 AUTH PLAIN",
            "AUTH" => "235 welcome",
            "RCPT" => receiver,
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            "MAIL" | "RSET" => "250 yes",
            _ => "500 what",
        };
        in_mail = if in_mail { verb != "." || line != "." } else { verb == "DATA" };
        heard.lock().unwrap().push(line);
        answer = next.to_owned();
    }
}
