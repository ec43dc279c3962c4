//! New work by e-mail, for agents who do not look at the queue all day.
//!
//! A mail crosses servers that nobody here knows, so it holds nothing of the customer: a reference, a
//! topic, when to phone, and a link to the desk.

mod letter;
mod message;
mod server;
mod trouble;

use std::time::Duration;

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor, message::Mailbox,
    transport::smtp::extension::ClientId,
};
use tokio::time::timeout;
use unstuck_model::hours::Seconds;

pub use self::{letter::Letter, trouble::MailError};
use self::{message::message, server::Server};

/// How long a connection may take, and how long a mail.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For the connection.
    pub connect: Duration,
    /// For the whole mail.
    pub whole: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), whole: Duration::from_secs(30) }
    }
}

/// Sends mail through the operator's server.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    limits: Limits,
}

impl Mailer {
    /// A mailer over `smtps://user:password@host`, or `smtp://` with STARTTLS. Without TLS it speaks
    /// to a server of this host, and to one that the operator says so of with `?tls=none`. `from` is
    /// an address, or a name and an address as `Tern <desk@example.com>`.
    pub fn new(url: &str, from: &str) -> Result<Self, MailError> {
        Self::over(Server::parse(url)?, from)
    }

    fn over(server: Server, from: &str) -> Result<Self, MailError> {
        let from: Mailbox = from.trim().parse().map_err(|_| MailError::From)?;
        let limits = Limits::default();
        let hello = ClientId::Domain(from.email.domain().to_owned());
        let transport = server
            .builder()?
            .hello_name(hello)
            .timeout(Some(limits.connect))
            .build::<Tokio1Executor>();
        Ok(Self { transport, from, limits })
    }

    /// Sends a letter to one agent. The same `id` makes the same mail, by which servers know a
    /// repetition.
    pub async fn send(
        &self,
        to: &str,
        letter: &Letter,
        id: &str,
        now: Seconds,
    ) -> Result<(), MailError> {
        let to: Address = to.trim().parse().map_err(|_| MailError::To)?;
        let message = message(&self.from, to, letter, id, now)?;
        let sent = timeout(self.limits.whole, self.transport.send(message)).await;
        sent.map_err(|_| MailError::Late)?.map(drop).map_err(|error| MailError::of(&error))
    }
}

/// Whether mail can be sent to an address, for the moment it is saved.
pub fn check(to: &str) -> Result<(), MailError> {
    to.trim().parse::<Address>().map(drop).map_err(|_| MailError::To)
}

#[cfg(test)]
mod tests;
