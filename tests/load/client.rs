use http_body_util::{BodyExt, Full};
use hyper::{
    Request,
    body::Bytes,
    client::conn::http1::{SendRequest, handshake},
    header,
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::outcome::{Outcome, fail};

/// One connection that is kept, as a browser keeps it.
pub struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub text: String,
    /// The name and the value of the cookie that came along.
    pub cookie: Option<String>,
}

impl Answer {
    /// The reference of a request that was accepted, now or before.
    pub fn reference(&self) -> Option<String> {
        let body: serde_json::Value = serde_json::from_str(&self.text).ok()?;
        Some(body.get("reference")?.as_str()?.to_owned())
    }
}

impl Connection {
    /// Connects to a host and port.
    pub async fn open(host: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // A connection that breaks is seen by whoever sends on it.
        tokio::spawn(connection);
        Ok(Self { sender, host: host.to_owned() })
    }

    /// Whether the desk has not ended it, as far as is known.
    pub fn is_open(&self) -> bool {
        !self.sender.is_closed()
    }

    /// Asks for a path.
    pub async fn get(&mut self, path: &str) -> Outcome<Answer> {
        self.send(Request::get(path), Bytes::new()).await
    }

    /// Asks for a path within an agent's session.
    pub async fn get_as(&mut self, path: &str, cookie: &str) -> Outcome<Answer> {
        self.send(Request::get(path).header(header::COOKIE, cookie), Bytes::new()).await
    }

    /// Signs an agent in; the cookie is that of the session.
    pub async fn sign_in(&mut self, name: &str, password: &str) -> Outcome<String> {
        let request = Request::post("/desk/sign-in")
            .header(header::ORIGIN, format!("http://{}", self.host))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let form = format!("name={name}&password={password}");
        let answer = self.send(request, form.into()).await?;
        match answer.cookie {
            Some(cookie) => Ok(cookie),
            None => fail(format!("{name} could not sign in: {}", answer.status)),
        }
    }

    /// Asks to be called back.
    pub async fn post(&mut self, key: &str, body: &Bytes) -> Outcome<Answer> {
        let request = Request::post("/v1/callbacks")
            .header(header::CONTENT_TYPE, "application/json")
            .header("idempotency-key", key);
        self.send(request, body.clone()).await
    }

    async fn send(
        &mut self,
        request: hyper::http::request::Builder,
        body: Bytes,
    ) -> Outcome<Answer> {
        let request = request.header(header::HOST, &self.host).body(Full::new(body))?;
        self.sender.ready().await?;
        let response = self.sender.send_request(request).await?;
        let status = response.status().as_u16();
        let cookie = response.headers().get(header::SET_COOKIE).and_then(|set| {
            let (cookie, _) = set.to_str().ok()?.split_once(';')?;
            Some(cookie.to_owned())
        });
        let body = response.into_body().collect().await?.to_bytes();
        Ok(Answer { status, text: String::from_utf8_lossy(&body).into_owned(), cookie })
    }
}
