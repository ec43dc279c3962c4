use std::{error::Error, io, iter::successors};

use lettre::transport::smtp;

/// Why a mail was not sent. It names neither an address nor what the server said of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The server's address cannot be read.
    #[error(
        "the mail server's address cannot be read; write it as smtps://user:password@mail.example.com, with % codes for signs such as @ in the password"
    )]
    Server,
    /// A password would be sent in the clear.
    #[error(
        "a password is not sent to a mail server without TLS; leave out tls=none, or the password"
    )]
    PlainPassword,
    /// The sender is no address.
    #[error("the sender of the desk's mail is no address; write one such as desk@example.com")]
    From,
    /// The receiver is no address.
    #[error("this mail address cannot be read; enter one such as team@example.com")]
    To,
    /// The mail cannot be written.
    #[error("the mail cannot be written; report this as a fault of the desk")]
    Unfit,
    /// There is no connection to the server.
    #[error("the mail server cannot be reached, or ended the connection; check its host and port")]
    Unreachable,
    /// It is not to be trusted.
    #[error(
        "the mail server's certificate is not trusted, or it does not speak TLS; check its host and this machine's certificate authorities"
    )]
    Tls,
    /// It lacks what the desk needs.
    #[error(
        "the mail server offers neither STARTTLS nor a sign-in that the desk knows; try smtps://, or its port for submission"
    )]
    Unable,
    /// It did not answer in time.
    #[error("the mail server did not answer in time")]
    Late,
    /// It wants to be asked again later.
    #[error("the mail server refused for now, with code {0}")]
    Later(u16),
    /// It refuses for good.
    #[error(
        "the mail server refused with code {0}; check the name, password and sender, and whom the mail is to"
    )]
    Refused(u16),
}

impl MailError {
    /// Whether the same mail may be sent another time.
    pub fn may_pass(self) -> bool {
        match self {
            Self::Unreachable | Self::Tls | Self::Late | Self::Later(_) => true,
            Self::Server
            | Self::PlainPassword
            | Self::From
            | Self::To
            | Self::Unfit
            | Self::Unable
            | Self::Refused(_) => false,
        }
    }

    /// What an error of the connection means. The server's words are left out, for they may repeat
    /// an address.
    pub(super) fn of(error: &smtp::Error) -> Self {
        let code = error.status().map(u16::from);
        match code {
            Some(code) if error.is_transient() => Self::Later(code),
            Some(code) => Self::Refused(code),
            None if error.is_timeout() => Self::Late,
            None if error.is_tls() || is_of_tls(error) => Self::Tls,
            None if error.is_client() => Self::Unable,
            None => Self::Unreachable,
        }
    }
}

/// Whether the connection broke over TLS, which the crate reports as any other failure of it.
fn is_of_tls(error: &smtp::Error) -> bool {
    successors(error.source(), |error| (*error).source())
        .filter_map(|error| error.downcast_ref::<io::Error>()?.get_ref())
        .any(|cause| cause.is::<rustls::Error>())
}
