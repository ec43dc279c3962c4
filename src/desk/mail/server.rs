use lettre::{
    AsyncSmtpTransport, Tokio1Executor,
    transport::smtp::{
        AsyncSmtpTransportBuilder,
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::trouble::MailError;

/// The operator's mail server.
#[derive(PartialEq, Eq)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// A name and a password.
    pub credentials: Option<(String, String)>,
}

/// How what is sent is kept from those between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after the greeting, and no mail without it.
    StartTls,
    /// None.
    Plain,
}

impl Server {
    /// Reads an address such as `smtps://user:password@mail.example.com`.
    pub fn parse(text: &str) -> Result<Self, MailError> {
        let url = Url::parse(text.trim()).map_err(|_| MailError::Server)?;
        // The crate reads numbers as addresses only where browsers know the scheme.
        let host = Host::parse(url.host_str().ok_or(MailError::Server)?);
        let host = host.map_err(|_| MailError::Server)?;
        let here = match &host {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
        };
        let security = match (url.scheme(), url.query()) {
            ("smtps", None) => Security::Tls,
            ("smtp", None) if here => Security::Plain,
            ("smtp", None) => Security::StartTls,
            ("smtp", Some("tls=none")) => Security::Plain,
            _ => return Err(MailError::Server),
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(MailError::Server);
        }
        let host = match host {
            Host::Domain(name) => name,
            Host::Ipv4(address) => address.to_string(),
            Host::Ipv6(address) => address.to_string(),
        };
        let port = url.port().unwrap_or(match security {
            Security::Tls => 465,
            Security::StartTls => 587,
            Security::Plain => 25,
        });
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (_, None) => return Err(MailError::Server),
            (name, Some(password)) => Some((decoded(name)?, decoded(password)?)),
        };
        if credentials.is_some() && security == Security::Plain && !here {
            return Err(MailError::PlainPassword);
        }
        Ok(Self { host, port, security, credentials })
    }

    /// What speaks to it.
    pub fn builder(self) -> Result<AsyncSmtpTransportBuilder, MailError> {
        let parameters = || TlsParameters::new(self.host.clone()).map_err(|_| MailError::Server);
        let tls = match self.security {
            Security::Tls => Tls::Wrapper(parameters()?),
            Security::StartTls => Tls::Required(parameters()?),
            Security::Plain => Tls::None,
        };
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(self.host.clone());
        let builder = builder.port(self.port).tls(tls);
        Ok(match self.credentials {
            Some((name, password)) => builder.credentials(Credentials::new(name, password)),
            None => builder,
        })
    }
}

fn decoded(text: &str) -> Result<String, MailError> {
    let text = percent_decode_str(text).decode_utf8().map_err(|_| MailError::Server)?;
    Ok(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_spoken_to_in_the_clear_only_where_nobody_listens() {
        let check = |text: &str, host: &str, port, security| {
            let server = Server::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(
                (server.host.as_str(), server.port, server.security),
                (host, port, security)
            );
            assert!(server.builder().is_ok(), "{text}");
        };
        check("smtps://mail.example.com", "mail.example.com", 465, Security::Tls);
        check("smtps://a:b@mail.example.com:4650/", "mail.example.com", 4650, Security::Tls);
        check("smtp://mail.example.com", "mail.example.com", 587, Security::StartTls);
        check("smtp://a:b@192.0.2.1:2525", "192.0.2.1", 2525, Security::StartTls);
        check("smtp://localhost", "localhost", 25, Security::Plain);
        check("smtp://a:b@127.0.0.1:1025", "127.0.0.1", 1025, Security::Plain);
        check("smtp://[::1]", "::1", 25, Security::Plain);
        check("smtp://relay.internal?tls=none", "relay.internal", 25, Security::Plain);
    }

    #[test]
    fn what_is_no_server_is_refused() {
        let check = |text: &str, expect: MailError| {
            assert_eq!(Server::parse(text).err(), Some(expect), "{text}");
        };
        for text in [
            "",
            "mail.example.com",
            "https://mail.example.com",
            "smtp://",
            "smtp://mail.example.com/path",
            "smtp://mail.example.com?tls=maybe",
            "smtps://mail.example.com?tls=none",
            "smtp://ana@mail.example.com",
            "smtp://a:%FF@mail.example.com",
        ] {
            check(text, MailError::Server);
        }
        check("smtp://a:b@relay.internal?tls=none", MailError::PlainPassword);
    }

    #[test]
    fn a_password_may_hold_any_sign() {
        let server =
            Server::parse("smtps://desk%40example.com:p%3A%2F%20+@mail.example.com").unwrap();
        let expect = ("desk@example.com".to_owned(), "p:/ +".to_owned());
        assert_eq!(server.credentials, Some(expect));
    }
}
