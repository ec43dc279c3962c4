//! Where a webhook may go: to hosts on the internet by https, and to those that the operator lists.
//!
//! An agent who may enter an address must not reach with it what only the desk's machine can: its own
//! ports, the company's network, the machine's cloud. So an address is looked at when it is saved,
//! and what its host leads to is looked at on each connection.

use std::fmt;

use url::{Host, Url};

use super::{
    allowed::{Allowed, ip},
    public::is_public,
};

/// The most characters of an address.
const MOST: usize = 2_000;

/// The address of a receiver that may be written to.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    url: Url,
}

/// Why an address is no receiver's. It never repeats the address, which may hold a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// It is longer than any address.
    #[error("the webhook's address has more than 2,000 characters; enter a shorter one")]
    Long,
    /// It cannot be read.
    #[error("this is not an address; enter one such as https://tickets.example.com/hooks/unstuck")]
    Form,
    /// It is not https.
    #[error(
        "a webhook's address begins with https://; for a receiver without it, name its host and port by --allow-hook, to the desk that serves too"
    )]
    Scheme,
    /// It carries a name or password.
    #[error(
        "a webhook's address holds no name and password before its host; receivers know the desk by its signature"
    )]
    UserInfo,
    /// It carries a fragment.
    #[error("a webhook's address has no part after #; leave it out")]
    Fragment,
    /// Its host is inside the operator's own network.
    #[error(
        "the webhook's host is not on the public internet; enter a public one, or name this host by --allow-hook, to the desk that serves too"
    )]
    NotPublic,
}

impl Target {
    /// Reads an address as it was entered. Its host is looked at as it is written; what a name leads
    /// to is known only when it is connected to.
    pub fn parse(text: &str, allowed: &Allowed) -> Result<Self, TargetError> {
        if text.chars().nth(MOST).is_some() {
            return Err(TargetError::Long);
        }
        let mut url = Url::parse(text.trim()).map_err(|_| TargetError::Form)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(TargetError::Scheme);
        }
        // A full stop at its end makes a name no other name.
        if let Some(host) = url.host_str().and_then(|host| host.strip_suffix('.')) {
            let host = host.to_owned();
            url.set_host(Some(&host)).map_err(|_| TargetError::Form)?;
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(TargetError::UserInfo);
        }
        if url.fragment().is_some() {
            return Err(TargetError::Fragment);
        }
        let target = Self { url };
        target.check(allowed)?;
        Ok(target)
    }

    /// Whether the host may be written to, by a list that may have changed since.
    pub(super) fn check(&self, allowed: &Allowed) -> Result<(), TargetError> {
        let host = self.url.host().ok_or(TargetError::Form)?;
        if allowed.names(&host, self.port()) {
            return Ok(());
        }
        if self.url.scheme() != "https" {
            return Err(TargetError::Scheme);
        }
        let outside = match host {
            Host::Domain(name) => !is_local(name),
            Host::Ipv4(_) | Host::Ipv6(_) => ip(&host).is_some_and(is_public),
        };
        if outside { Ok(()) } else { Err(TargetError::NotPublic) }
    }

    /// The whole address, for the store and for those who may change it: its path and query may be
    /// as good as a password.
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The scheme, host and port, which may be shown and reported.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    pub(super) fn host(&self) -> Option<Host<&str>> {
        self.url.host()
    }

    pub(super) fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or_default()
    }

    pub(super) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The host and port as the header `Host` has them.
    pub(super) fn authority(&self) -> &str {
        self.url.authority()
    }

    /// The path and query.
    pub(super) fn path(&self) -> String {
        match self.url.query() {
            Some(query) => format!("{}?{query}", self.url.path()),
            None => self.url.path().to_owned(),
        }
    }
}

/// Whether a name is one that the internet does not give out: of this host (RFC 6761), of a network
/// (RFC 6762 and RFC 9476), or without a domain.
fn is_local(name: &str) -> bool {
    const LOCAL: [&str; 6] =
        [".localhost", ".local", ".internal", ".lan", ".home.arpa", ".localdomain"];
    !name.contains('.') || LOCAL.iter().any(|end| name.ends_with(end))
}

/// The origin alone: the path may be as good as a password.
impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({})", self.origin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(allowed: &[&str], text: &str, expect: Result<&str, TargetError>) {
        let allowed = Allowed::parse(allowed).unwrap();
        let target = Target::parse(text, &allowed);
        assert_eq!(target.as_ref().map(Target::as_str), expect.as_ref().copied(), "{text}");
    }

    #[test]
    fn d7_an_address_is_public_and_https() {
        let check = |text, expect| check(&[], text, expect);
        check("https://hooks.example.com/a?b=c", Ok("https://hooks.example.com/a?b=c"));
        check(" HTTPS://Hooks.Example.com:443 ", Ok("https://hooks.example.com/"));
        check("https://hooks.example.com:8443/x", Ok("https://hooks.example.com:8443/x"));
        check("https://hooks.example.com./x", Ok("https://hooks.example.com/x"));
        check("https://bücher.example/x", Ok("https://xn--bcher-kva.example/x"));
        check("https://8.8.8.8/x", Ok("https://8.8.8.8/x"));
        check("https://[2606:4700::1111]/x", Ok("https://[2606:4700::1111]/x"));
        check("hooks.example.com/a", Err(TargetError::Form));
        check("", Err(TargetError::Form));
        check("https://", Err(TargetError::Form));
        check("https://example.com:99999", Err(TargetError::Form));
        check("http://hooks.example.com/a", Err(TargetError::Scheme));
        check("ftp://hooks.example.com/a", Err(TargetError::Scheme));
        check("file:///etc/passwd", Err(TargetError::Scheme));
        check("javascript:alert(1)", Err(TargetError::Scheme));
        check("https://ana@hooks.example.com/", Err(TargetError::UserInfo));
        check("https://:secret@hooks.example.com/", Err(TargetError::UserInfo));
        check("https://hooks.example.com/#a", Err(TargetError::Fragment));
        check(&format!("https://hooks.example.com/{}", "a".repeat(2_000)), Err(TargetError::Long));
    }

    #[test]
    fn d7_an_address_inside_is_refused_when_it_is_saved() {
        for host in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "0x7f.1",
            "%31%32%37.0.0.1",
            "１２７.0.0.1",
            "127.0.0.1.",
            "0",
            "169.254.169.254",
            "0xA9FEA9FE",
            "10.0.0.1:8443",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[64:ff9b::a9fe:a9fe]",
            "[2002:7f00:1::]",
            "[2001:0:7f00:1::]",
            "[fd00:ec2::254]",
            "[fe80::1]",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "metadata.google.internal",
            "printer.local",
            "intranet",
        ] {
            check(&[], &format!("https://{host}/x"), Err(TargetError::NotPublic));
        }
    }

    #[test]
    fn d7_what_the_operator_lists_is_taken() {
        let list = ["tickets.internal:8080", "intranet", "10.1.0.0/16", "127.0.0.1:9000"];
        let check = |text, expect| check(&list, text, expect);
        check("http://tickets.internal:8080/x", Ok("http://tickets.internal:8080/x"));
        check("http://tickets.internal/x", Err(TargetError::Scheme));
        check("https://tickets.internal/x", Err(TargetError::NotPublic));
        check("http://intranet/x", Ok("http://intranet/x"));
        check("http://intranet./x", Ok("http://intranet/x"));
        check("https://10.1.2.3/x", Ok("https://10.1.2.3/x"));
        check("http://10.1.2.3/x", Ok("http://10.1.2.3/x"));
        check("https://10.2.2.3/x", Err(TargetError::NotPublic));
        check("http://2130706433:9000/x", Ok("http://127.0.0.1:9000/x"));
        check("http://127.0.0.1:9001/x", Err(TargetError::Scheme));
        check("http://ana@intranet/x", Err(TargetError::UserInfo));
    }

    #[test]
    fn what_may_be_secret_is_not_shown_by_accident() {
        let address = "https://chat.example.com:8443/hooks/T0K3N?key=K3Y";
        let target = Target::parse(address, &Allowed::default()).unwrap();
        assert_eq!(format!("{target:?}"), "Target(https://chat.example.com:8443)");
        let error = Target::parse("https://localhost/hooks/T0K3N", &Allowed::default());
        assert!(!error.unwrap_err().to_string().contains("T0K3N"));
    }
}
