//! The line to Chromium on which its requests are heard.

use std::{
    collections::HashSet,
    io::{Read, Write},
    net::TcpStream,
    sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use super::{
    seen::Request,
    traffic::{Command, Traffic},
};
use crate::{browser::Browser, failure::Failure};

/// A browser on this machine answers long before.
const PATIENCE: Duration = Duration::from_secs(20);
/// So long no request may begin or end, and it is quiet.
const QUIET: Duration = Duration::from_millis(700);
/// A request that nobody answers does not hold up the journey.
const LONGEST: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

/// Hears of every request of a browser until that ends.
pub struct Listener {
    heard: Arc<Mutex<Heard>>,
}

struct Heard {
    traffic: Traffic,
    changed: Instant,
    is_over: bool,
}

impl Listener {
    /// Listens from now on.
    pub async fn start(browser: &Browser) -> Result<Self, Failure> {
        let capabilities = browser.web.capabilities();
        let debugger = capabilities
            .get("goog:chromeOptions")
            .and_then(|options| options.get("debuggerAddress"))
            .and_then(Value::as_str)
            .map(str::to_owned);
        let Some(debugger) = debugger else {
            return Err(failed("it names no address of its developer tools"));
        };
        let heard = Traffic::default();
        let heard = Heard { traffic: heard, changed: Instant::now(), is_over: false };
        let heard = Arc::new(Mutex::new(heard));
        let (ready, is_ready) = mpsc::channel();
        let own = Arc::clone(&heard);
        thread::spawn(move || {
            if let Err(why) = listen(&debugger, &own, &ready) {
                // Nobody waits any more once the first page was heard.
                let _ = ready.send(Err(why));
            }
            lock(&own).is_over = true;
        });
        let answer = tokio::task::spawn_blocking(move || is_ready.recv_timeout(PATIENCE)).await;
        match answer {
            Ok(Ok(Ok(()))) => Ok(Self { heard }),
            Ok(Ok(Err(why))) => Err(failed(&why)),
            Ok(Err(_)) | Err(_) => Err(failed("its developer tools do not answer")),
        }
    }

    /// Waits until nothing is under way, and takes the requests since the last time.
    pub async fn take(&self) -> Result<Vec<Request>, Failure> {
        let begun = Instant::now();
        loop {
            {
                let mut heard = lock(&self.heard);
                if heard.is_over {
                    return Err(failed("it has ended"));
                }
                let still = heard.changed.max(begun).elapsed() >= QUIET;
                if (heard.traffic.is_quiet() && still) || begun.elapsed() >= LONGEST {
                    return Ok(heard.traffic.take());
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
    }
}

fn failed(why: &str) -> Failure {
    Failure::new(format!("the browser's requests cannot be listened to: {why}"))
        .help("use Chromium or Chrome on this machine, with a chromedriver of its version")
}

fn lock(heard: &Mutex<Heard>) -> MutexGuard<'_, Heard> {
    heard.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens until the browser ends; says when the pages that are there are listened to.
fn listen(
    debugger: &str,
    heard: &Mutex<Heard>,
    ready: &mpsc::Sender<Result<(), String>>,
) -> Result<(), String> {
    let address = tools(debugger).map_err(|error| error.to_string())?;
    let stream = TcpStream::connect(debugger).map_err(|error| error.to_string())?;
    let (mut socket, _) =
        tungstenite::client(address, stream).map_err(|error| error.to_string())?;
    let mut count = 0;
    // Pages that are there are told of before the greeting is answered; they are listened to when
    // everything is answered.
    let mut awaited = HashSet::from([1]);
    tell(&mut socket, &mut count, Traffic::greeting())?;
    loop {
        let message = match socket.read() {
            Ok(Message::Text(text)) => text,
            Ok(Message::Close(_)) => return Ok(()),
            Ok(_) => continue,
            Err(error) => return Err(error.to_string()),
        };
        let Ok(event) = serde_json::from_str::<Value>(message.as_str()) else { continue };
        if let Some(id) = event.get("id").and_then(Value::as_u64)
            && awaited.remove(&id)
            && awaited.is_empty()
        {
            // Only the first time is waited for.
            let _ = ready.send(Ok(()));
        }
        let commands = {
            let mut heard = lock(heard);
            if event.get("method").is_some() {
                heard.changed = Instant::now();
            }
            heard.traffic.hear(&event)
        };
        for command in commands {
            tell(&mut socket, &mut count, command)?;
            awaited.insert(count);
        }
    }
}

fn tell(
    socket: &mut WebSocket<TcpStream>,
    count: &mut u64,
    (session, method, arguments): Command,
) -> Result<(), String> {
    *count += 1;
    let mut message = json!({ "id": *count, "method": method, "params": arguments });
    if let (Some(session), Some(message)) = (session, message.as_object_mut()) {
        message.insert("sessionId".to_owned(), Value::String(session));
    }
    socket.send(Message::text(message.to_string())).map_err(|error| error.to_string())
}

/// The address of the browser's own socket, which its list of versions holds.
fn tools(debugger: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(debugger)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let host = debugger.split(':').next().unwrap_or_default();
    write!(stream, "GET /json/version HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    let mut part = [0; 4096];
    loop {
        let count = stream.read(&mut part)?;
        answer.extend(part.iter().take(count));
        let text = String::from_utf8_lossy(&answer);
        let address = text.split_once("ws://").and_then(|(_, rest)| rest.split_once('"'));
        if let Some((address, _)) = address {
            return Ok(format!("ws://{address}"));
        }
        if count == 0 {
            return Err(std::io::Error::other("its developer tools name no socket"));
        }
    }
}
