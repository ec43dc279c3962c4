//! Who is calling: the address that limits count by.
//!
//! It is the peer of the socket, unless that is a proxy of the operator's own: then it is what the
//! proxy says. Whatever else stands in these headers was written by the caller.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, HeaderName, header::FORWARDED},
};

use crate::network::{Network, plain};

/// How many bits of an IPv6 address belong to one subscriber (RFC 6177): whoever has one of its
/// addresses has them all.
const SUBSCRIBER: u32 = 64;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address that a request is counted by: all of an IPv4 address, the /64 of an IPv6 one. Nothing
/// where the server does not say who its peers are.
pub fn of(extensions: &Extensions, headers: &HeaderMap, trusted: &[Network]) -> Option<IpAddr> {
    let ConnectInfo(peer) = extensions.get::<ConnectInfo<SocketAddr>>()?;
    Some(counted(caller(peer.ip(), headers, trusted)))
}

fn counted(address: IpAddr) -> IpAddr {
    match plain(address) {
        IpAddr::V4(address) => IpAddr::V4(address),
        address @ IpAddr::V6(_) => Network::of(address, SUBSCRIBER).first(),
    }
}

fn caller(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(peer) {
        return peer;
    }
    let told = |header: HeaderName, read: fn(&str) -> Option<IpAddr>| {
        headers.contains_key(&header).then(|| {
            let mut nearest = peer;
            // Each proxy writes whom it had before it to the right of what it was told.
            for hop in hops(headers, &header).iter().rev() {
                let Some(address) = read(hop) else { return nearest };
                nearest = address;
                if !is_trusted(address) {
                    return nearest;
                }
            }
            nearest
        })
    };
    match (told(X_FORWARDED_FOR, address), told(FORWARDED, forwarded)) {
        // The proxy writes one of them, and the caller the other. Only both together do not say which.
        (Some(one), Some(other)) if counted(one) != counted(other) => peer,
        (Some(told), _) | (None, Some(told)) => told,
        (None, None) => peer,
    }
}

/// What a header lists, in all its lines.
fn hops<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Vec<&'a str> {
    // A line that is no text is one hop that says nothing.
    let lines = headers.get_all(name).iter().map(|line| line.to_str().unwrap_or_default());
    lines.flat_map(|line| line.split(',')).map(str::trim).collect()
}

/// The address in an element of `Forwarded` (RFC 7239, section 4), such as
/// `for="[2001:db8::17]:4711";proto=https`.
fn forwarded(element: &str) -> Option<IpAddr> {
    let node = element.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        name.eq_ignore_ascii_case("for").then_some(value)
    })?;
    address(node.trim_matches('"'))
}

/// An address, with a port or without.
fn address(node: &str) -> Option<IpAddr> {
    let with_port = || node.parse::<SocketAddr>().ok().map(|socket| socket.ip());
    let bracketed = || node.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    node.parse().ok().or_else(with_port).or_else(bracketed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(peer: &str, headers: &[(&'static str, &str)], expect: &str) {
        let trusted: Vec<Network> =
            ["10.0.0.0/8", "2001:db8:aa::/48"].iter().map(|text| text.parse().unwrap()).collect();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let peer: IpAddr = peer.parse().unwrap();
        let mut extensions = Extensions::new();
        extensions.insert(ConnectInfo(SocketAddr::new(peer, 1234)));
        let expect: IpAddr = expect.parse().unwrap();
        assert_eq!(of(&extensions, &map, &trusted), Some(expect), "{peer} {headers:?}");
    }

    const XFF: &str = "x-forwarded-for";
    const FWD: &str = "forwarded";

    #[test]
    fn without_a_proxy_it_is_the_peer_whatever_is_said() {
        check("192.0.2.1", &[], "192.0.2.1");
        check("192.0.2.1", &[(XFF, "198.51.100.1")], "192.0.2.1");
        check("192.0.2.1", &[(FWD, "for=198.51.100.1")], "192.0.2.1");
        check("::ffff:192.0.2.1", &[], "192.0.2.1");
        assert_eq!(of(&Extensions::new(), &HeaderMap::new(), &[]), None);
    }

    #[test]
    fn an_address_of_ipv6_is_counted_by_its_subscriber() {
        check("2001:db8:1:2:3:4:5:6", &[], "2001:db8:1:2::");
        check("2001:db8:1:2:ffff::", &[], "2001:db8:1:2::");
        check("10.0.0.1", &[(XFF, "2001:db8:1:2:3::9")], "2001:db8:1:2::");
    }

    #[test]
    fn a_proxy_of_ours_says_whom_it_had_before_it() {
        check("10.0.0.1", &[], "10.0.0.1");
        check("10.0.0.1", &[(XFF, "192.0.2.1")], "192.0.2.1");
        check("::ffff:10.0.0.1", &[(XFF, "192.0.2.1")], "192.0.2.1");
        check("2001:db8:aa::1", &[(XFF, "192.0.2.1:4711")], "192.0.2.1");
        check("10.0.0.1", &[(FWD, "for=192.0.2.1;proto=https")], "192.0.2.1");
        let quoted = "by=_hidden; For=\"[2001:db8:1:2::9]:4711\"";
        check("10.0.0.1", &[(FWD, quoted)], "2001:db8:1:2::");
        check("10.0.0.1", &[(FWD, "for=\"[2001:db8:1:2::9]\"")], "2001:db8:1:2::");
    }

    #[test]
    fn what_the_caller_wrote_before_does_not_count() {
        check("10.0.0.1", &[(XFF, "198.51.100.1, 192.0.2.1")], "192.0.2.1");
        check("10.0.0.1", &[(XFF, "198.51.100.1"), (XFF, "192.0.2.1")], "192.0.2.1");
        check("10.0.0.1", &[(XFF, "192.0.2.1, 10.0.0.7, 10.0.0.8")], "192.0.2.1");
        check("10.0.0.1", &[(FWD, "for=\"x, for=198.51.100.1, for=192.0.2.1")], "192.0.2.1");
        // All of them are ours: whoever is furthest away.
        check("10.0.0.1", &[(XFF, "10.0.0.9, 10.0.0.7")], "10.0.0.9");
    }

    #[test]
    fn what_cannot_be_read_leaves_the_nearest_that_can() {
        check("10.0.0.1", &[(XFF, "unknown")], "10.0.0.1");
        check("10.0.0.1", &[(XFF, "192.0.2.1, unknown, 10.0.0.7")], "10.0.0.7");
        check("10.0.0.1", &[(XFF, "192.0.2.1,")], "10.0.0.1");
        check("10.0.0.1", &[(FWD, "proto=https")], "10.0.0.1");
        check("10.0.0.1", &[(FWD, "for=_hidden")], "10.0.0.1");
        check("10.0.0.1", &[(XFF, "999.0.0.1")], "10.0.0.1");
    }

    /// A proxy writes one header and passes the other on as it came.
    #[test]
    fn two_headers_that_disagree_say_nothing() {
        check("10.0.0.1", &[(XFF, "192.0.2.1"), (FWD, "for=198.51.100.1")], "10.0.0.1");
        check("10.0.0.1", &[(XFF, "192.0.2.1"), (FWD, "for=192.0.2.1")], "192.0.2.1");
    }
}
