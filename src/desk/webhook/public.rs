use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::network::Network;

/// Addresses that do not belong to one host on the internet, by IANA's registry of special-purpose
/// addresses (RFC 6890), with those that are reserved and those of multicast.
const NOT_PUBLIC_V4: [Network; 15] = [
    // This network, and the address that stands for none.
    Network::v4([0, 0, 0, 0], 8),
    // Private networks (RFC 1918).
    Network::v4([10, 0, 0, 0], 8),
    Network::v4([172, 16, 0, 0], 12),
    Network::v4([192, 168, 0, 0], 16),
    // Between a provider and its customers (RFC 6598).
    Network::v4([100, 64, 0, 0], 10),
    // This host.
    Network::v4([127, 0, 0, 0], 8),
    // This link, where clouds answer questions about their machines (RFC 3927).
    Network::v4([169, 254, 0, 0], 16),
    // Protocols' own.
    Network::v4([192, 0, 0, 0], 24),
    // Relays of 6to4, which are given up (RFC 7526).
    Network::v4([192, 88, 99, 0], 24),
    // Documentation (RFC 5737).
    Network::v4([192, 0, 2, 0], 24),
    Network::v4([198, 51, 100, 0], 24),
    Network::v4([203, 0, 113, 0], 24),
    // Benchmarks (RFC 2544).
    Network::v4([198, 18, 0, 0], 15),
    // Multicast.
    Network::v4([224, 0, 0, 0], 4),
    // Reserved, and the address of everyone.
    Network::v4([240, 0, 0, 0], 4),
];

/// All that is given out on the internet. Loopback, link-local, unique-local, multicast and the
/// forms that carry an address of the fourth version lie outside.
const UNICAST_V6: Network = Network::v6([0x2000, 0, 0, 0], 3);

/// What in it does not belong to one host.
const NOT_PUBLIC_V6: [Network; 4] = [
    // Protocols' own: Teredo, benchmarks, ORCHID and others (RFC 2928).
    Network::v6([0x2001, 0, 0, 0], 23),
    // Documentation (RFC 3849 and RFC 9637).
    Network::v6([0x2001, 0xdb8, 0, 0], 32),
    Network::v6([0x3fff, 0, 0, 0], 20),
    // 6to4, which leads to an address of the fourth version (RFC 3056).
    Network::v6([0x2002, 0, 0, 0], 16),
];

/// The prefix under which a network without the fourth version reaches it (RFC 6052).
const NAT64: Network = Network::v6([0x64, 0xff9b, 0, 0], 96);

/// Whether an address belongs to a host on the internet, and so to none of the operator's own.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => match carried(address) {
            Some(address) => is_public_v4(address),
            None => {
                let address = IpAddr::V6(address);
                UNICAST_V6.contains(address) && !NOT_PUBLIC_V6.iter().any(|n| n.contains(address))
            }
        },
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !NOT_PUBLIC_V4.iter().any(|network| network.contains(IpAddr::V4(address)))
}

/// The address of the fourth version that the system itself would connect to.
fn carried(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let [.., a, b, c, d] = address.octets();
    let is_nat64 = NAT64.contains(IpAddr::V6(address));
    if is_nat64 { Some(Ipv4Addr::new(a, b, c, d)) } else { address.to_ipv4_mapped() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d7_only_hosts_on_the_internet_are_public() {
        let check = |expect: bool, addresses: &[&str]| {
            for address in addresses {
                assert_eq!(is_public(address.parse().unwrap()), expect, "{address}");
            }
        };
        // Each network's first and last address is refused, and its neighbours are taken.
        check(false, &["0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255"]);
        check(true, &["1.0.0.0", "9.255.255.255", "11.0.0.0"]);
        check(false, &["100.64.0.0", "100.127.255.255", "127.0.0.1", "127.255.255.255"]);
        check(true, &["100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0"]);
        check(false, &["169.254.0.0", "169.254.169.254", "172.16.0.0", "172.31.255.255"]);
        check(true, &["169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0"]);
        check(
            false,
            &["192.0.0.1", "192.0.2.255", "192.88.99.1", "192.168.0.0", "192.168.255.255"],
        );
        check(true, &["192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0"]);
        check(false, &["198.18.0.0", "198.19.255.255", "198.51.100.1", "203.0.113.255"]);
        check(true, &["198.17.255.255", "198.20.0.0", "198.51.101.0", "203.0.114.0"]);
        check(false, &["224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"]);
        check(true, &["223.255.255.255", "8.8.8.8", "93.184.216.34"]);

        check(false, &["::", "::1", "fe80::1", "fec0::1", "fc00::1", "fdff::1", "ff02::1"]);
        check(false, &["100::1", "5f00::1", "1fff:ffff::", "4000::"]);
        check(false, &["2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:1ff:ffff::"]);
        check(false, &["2001:db8::1", "2001:db8:ffff::", "3fff::1", "3fff:fff::1"]);
        check(true, &["2001:200::1", "2001:db9::1", "3fff:1000::", "2606:4700::1111"]);
        // Forms that carry an address of the fourth version: mapped, compatible, NAT64, 6to4, Teredo.
        check(false, &["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "::8.8.8.8"]);
        check(false, &["64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::8.8.8.8"]);
        check(false, &["2002:7f00:1::", "2002:808:808::", "2001:0:808:808::1"]);
        check(false, &["::ffff:0:127.0.0.1", "64:ff9b:0:1::8.8.8.8"]);
        check(true, &["::ffff:8.8.8.8", "64:ff9b::8.8.8.8"]);
    }
}
