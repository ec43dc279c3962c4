//! Sends a message to a receiver, once.
//!
//! A receiver may be slow, broken or hostile: it gets a connection of its own, a few seconds and a
//! few kilobytes. Redirects are not followed, and no proxy is asked.

use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::{
    Request,
    body::{Bytes, Incoming},
    client::conn::http1,
    header,
    http::response::Parts,
};
use hyper_util::rt::TokioIo;
use tokio::{
    task::JoinSet,
    time::{Instant, timeout_at},
};
use unstuck_model::hours::Seconds;

use super::{
    allowed::Allowed,
    dial::{Dialer, Wire, system_resolve, tls},
    signature::Secrets,
    target::Target,
};
pub use super::{
    dial::DialError,
    schedule::next_try,
    verdict::{Reason, Verdict},
};
use crate::tls::system_authorities;

/// What receivers and their firewalls know the desk by.
const USER_AGENT: &str = concat!("Unstuck-Desk/", env!("CARGO_PKG_VERSION"));

/// The most bytes of a reply's head.
const MOST_HEAD: usize = 64 * 1024;

/// What a receiver is given.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For its name, for each address, and for TLS.
    pub connect: Duration,
    /// For the whole try.
    pub whole: Duration,
    /// The bytes of its reply that are read.
    pub reply: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), whole: Duration::from_secs(15), reply: 64 * 1024 }
    }
}

/// A message as it is sent once.
#[derive(Clone)]
pub struct Post {
    headers: Vec<(&'static str, String)>,
    body: Bytes,
}

impl Post {
    /// A message of Standard Webhooks, signed for this try.
    pub fn signed(secrets: &Secrets, id: &str, at: Seconds, body: String) -> Self {
        let headers = secrets.headers(id, at, body.as_bytes()).to_vec();
        Self { headers, body: Bytes::from(body) }
    }

    /// A message to a receiver that knows no signatures, such as a chat.
    pub fn unsigned(body: String) -> Self {
        Self { headers: Vec::new(), body: Bytes::from(body) }
    }

    fn request(&self, target: &Target) -> Result<Request<Full<Bytes>>, Reason> {
        let mut request = Request::post(target.path())
            .header(header::HOST, target.authority())
            .header(header::USER_AGENT, USER_AGENT)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::CONNECTION, "close");
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        request.body(Full::new(self.body.clone())).map_err(|_| Reason::Unfit)
    }
}

/// Sends messages to receivers.
pub struct Client {
    dialer: Dialer,
    limits: Limits,
}

impl Client {
    /// A client that trusts the authorities of this system, and the receivers on the operator's
    /// list.
    pub fn new(allowed: Allowed) -> Self {
        let limits = Limits::default();
        let tls = tls(system_authorities());
        let dialer = Dialer { allowed, resolve: system_resolve(), tls, limit: limits.connect };
        Self { dialer, limits }
    }

    /// Whether a receiver can be found and may be written to, for the moment its address is saved.
    pub async fn check(&self, target: &Target) -> Result<(), DialError> {
        self.dialer.addresses(target).await.map(drop)
    }

    /// Sends a message once, and tells what came of it at the latest when the limit is reached.
    pub async fn send(&self, target: &Target, post: &Post, now: Seconds) -> Verdict {
        match self.try_once(target, post).await {
            Ok(head) => Verdict::of(head.status, &head.headers, now),
            Err(reason) => reason.retry(),
        }
    }

    async fn try_once(&self, target: &Target, post: &Post) -> Result<Parts, Reason> {
        let deadline = Instant::now() + self.limits.whole;
        let request = post.request(target)?;
        let wire = timeout_at(deadline, self.dialer.dial(target)).await;
        let wire = wire.map_err(|_| DialError::Late)??;
        exchange(wire, request, self.limits.reply, deadline).await
    }
}

/// Writes a request and reads the head of its reply.
async fn exchange(
    wire: impl Wire + 'static,
    request: Request<Full<Bytes>>,
    most: usize,
    deadline: Instant,
) -> Result<Parts, Reason> {
    let shake = http1::Builder::new().max_buf_size(MOST_HEAD).handshake(TokioIo::new(wire)).await;
    let (mut sender, connection) = shake.map_err(|_| Reason::Reply)?;
    // Dropped with the set, the connection ends when this try does, however it does.
    let mut driver = JoinSet::new();
    driver.spawn(connection);
    let reply = timeout_at(deadline, sender.send_request(request)).await;
    let reply = reply.map_err(|_| Reason::Late)?.map_err(|_| Reason::Reply)?;
    let (head, body) = reply.into_parts();
    // The status says it all, however the body ends. Some receivers stop their work when a reply is
    // not read, so a part of it is.
    timeout_at(deadline, drain(body, most)).await.ok();
    Ok(head)
}

/// Reads so many bytes of a body, and keeps none.
async fn drain(mut body: Incoming, most: usize) {
    let mut read = 0;
    while read < most
        && let Some(Ok(frame)) = body.frame().await
    {
        read += frame.data_ref().map_or(0, Bytes::len);
    }
}

#[cfg(test)]
mod tests;
