use std::net::{IpAddr, Ipv6Addr};

use url::Host;

use super::network::Network;

/// The receivers that the operator vouches for, though they are not on the internet or speak plain
/// http: a help desk inside the company, or a test.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    networks: Vec<Network>,
    hosts: Vec<(Host, Option<u16>)>,
}

/// A line of the list that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{entry:?} is not a receiver of webhooks; write a host such as tickets.internal, a host and port such as tickets.internal:8080, or a network such as 10.1.0.0/16"
)]
pub struct AllowedError {
    /// The line.
    pub entry: String,
}

impl Allowed {
    /// Reads the operator's list: hosts, `host:port` and networks.
    pub fn parse<T: AsRef<str>>(entries: &[T]) -> Result<Self, AllowedError> {
        let mut allowed = Self::default();
        for entry in entries {
            let entry = entry.as_ref().trim();
            let wrong = || AllowedError { entry: entry.to_owned() };
            if entry.contains('/') {
                allowed.networks.push(Network::parse(entry).ok_or_else(wrong)?);
            } else {
                allowed.hosts.push(place(entry).ok_or_else(wrong)?);
            }
        }
        Ok(allowed)
    }

    /// Whether a host is on the list as it is written in an address.
    pub fn names(&self, host: &Host<&str>, port: u16) -> bool {
        let listed = self.hosts.iter().any(|(listed, at)| {
            at.is_none_or(|at| at == port) && listed.to_string() == host.to_string()
        });
        listed || ip(host).is_some_and(|address| self.reaches(address, port))
    }

    /// Whether an address that a host leads to is on the list.
    pub fn reaches(&self, address: IpAddr, port: u16) -> bool {
        let address = address.to_canonical();
        let listed = self
            .hosts
            .iter()
            .any(|(listed, at)| at.is_none_or(|at| at == port) && ip(listed) == Some(address));
        listed || self.networks.iter().any(|network| network.contains(address))
    }
}

/// The address that a host is written as.
pub(super) fn ip<T>(host: &Host<T>) -> Option<IpAddr> {
    match host {
        Host::Ipv4(address) => Some(IpAddr::V4(*address)),
        Host::Ipv6(address) => Some(IpAddr::V6(*address).to_canonical()),
        Host::Domain(_) => None,
    }
}

/// A host, in the form that addresses have it in, and its port.
fn place(entry: &str) -> Option<(Host, Option<u16>)> {
    if let Ok(address) = entry.parse::<Ipv6Addr>() {
        return Some((Host::Ipv6(address), None));
    }
    let (host, port) = match entry.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse().ok()?)),
        Some(_) | None => (entry, None),
    };
    Some((Host::parse(host).ok()?, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_hosts_ports_and_networks() {
        let allowed = Allowed::parse(&[
            "tickets.internal",
            "Chat.Internal:8080",
            "10.1.0.0/16",
            "127.0.0.1:9000",
            "[::1]:9001",
            "fd00::5",
        ])
        .unwrap();
        let check = |host: &str, port, expect: bool| {
            let host = Host::parse(host).unwrap();
            let host = match &host {
                Host::Domain(name) => Host::Domain(name.as_str()),
                Host::Ipv4(address) => Host::Ipv4(*address),
                Host::Ipv6(address) => Host::Ipv6(*address),
            };
            assert_eq!(allowed.names(&host, port), expect, "{host} {port}");
        };
        check("tickets.internal", 443, true);
        check("TICKETS.internal", 8080, true);
        check("x.tickets.internal", 443, false);
        check("chat.internal", 8080, true);
        check("chat.internal", 443, false);
        check("10.1.255.9", 1, true);
        check("10.2.0.1", 1, false);
        check("0x0a010001", 80, true);
        check("[::ffff:10.1.0.1]", 80, true);
        check("127.0.0.1", 9000, true);
        check("127.0.0.1", 9001, false);
        check("[::1]", 9001, true);
        check("[fd00::5]", 443, true);
        check("[fd00::6]", 443, false);

        let reaches = |address: &str, port| allowed.reaches(address.parse().unwrap(), port);
        assert!(reaches("10.1.2.3", 443) && reaches("::ffff:10.1.2.3", 443));
        assert!(reaches("127.0.0.1", 9000) && !reaches("127.0.0.1", 443));
        assert!(!reaches("169.254.169.254", 443));
        assert!(!Allowed::default().reaches("8.8.8.8".parse().unwrap(), 443));
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        for entry in ["", "10.0.0.0/99", "a b", "host:port", "https://host", "host:99999", "[::1"] {
            let error = Allowed::parse(&["tickets.internal", entry]).unwrap_err();
            assert_eq!(error.entry, entry);
            assert!(error.to_string().contains("10.1.0.0/16"));
        }
    }
}
