use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    str::FromStr,
};

/// A network of addresses in CIDR notation (RFC 4632, section 3.1), such as `10.0.0.0/8`; an address
/// alone is a network of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    /// Its first address.
    first: IpAddr,
    /// How many bits its addresses share.
    bits: u32,
}

/// What is not a network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no network; write an address, or one with a prefix such as 10.0.0.0/8")]
pub struct NotANetwork(String);

impl Network {
    /// The network of an address whose first bits are these.
    pub fn of(address: IpAddr, bits: u32) -> Self {
        let address = plain(address);
        let bits = bits.min(width(address));
        let first = match address {
            IpAddr::V4(address) => {
                let mask = u32::MAX.checked_shl(32 - bits).unwrap_or(0);
                IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & mask))
            }
            IpAddr::V6(address) => {
                let mask = u128::MAX.checked_shl(128 - bits).unwrap_or(0);
                IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask))
            }
        };
        Self { first, bits }
    }

    /// The network that a provider gives to one customer, as far as an address tells: who has one
    /// address of it has many.
    pub fn around(address: IpAddr) -> Self {
        Self::of(address, if plain(address).is_ipv4() { 24 } else { 48 })
    }

    /// Its first address.
    pub fn first(&self) -> IpAddr {
        self.first
    }

    /// Whether an address is one of it.
    pub fn contains(&self, address: IpAddr) -> bool {
        let other = Self::of(address, self.bits);
        other.first == self.first && other.bits == self.bits
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let wrong = || NotANetwork(text.to_owned());
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().map_err(|_| wrong())?)),
            None => (text, None),
        };
        let address: IpAddr = plain(address.parse().map_err(|_| wrong())?);
        let bits = bits.unwrap_or(width(address));
        if bits > width(address) { Err(wrong()) } else { Ok(Self::of(address, bits)) }
    }
}

/// An IPv4 address that a socket of IPv6 shows as one of its own is itself again.
pub fn plain(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_holds_the_addresses_that_share_its_prefix() {
        let check = |network: &str, address: &str, holds: bool| {
            let network: Network = network.parse().unwrap();
            assert_eq!(network.contains(address.parse().unwrap()), holds, "{network:?} {address}");
        };
        check("192.0.2.1", "192.0.2.1", true);
        check("192.0.2.1", "192.0.2.2", false);
        check("192.0.2.77/24", "192.0.2.200", true);
        check("192.0.2.0/24", "192.0.3.0", false);
        check("10.0.0.0/8", "10.255.255.255", true);
        check("0.0.0.0/0", "203.0.113.9", true);
        check("0.0.0.0/0", "2001:db8::1", false);
        check("::/0", "2001:db8::1", true);
        check("::/0", "203.0.113.9", false);
        check("2001:db8:1::/48", "2001:db8:1:ffff::9", true);
        check("2001:db8:1::/48", "2001:db8:2::", false);
        check("192.0.2.1", "::ffff:192.0.2.1", true);
        check("::ffff:192.0.2.1", "192.0.2.1", true);
    }

    #[test]
    fn what_is_no_network_is_said() {
        for bad in ["", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0/8", "example.com", "/8"] {
            let error = bad.parse::<Network>().err().unwrap().to_string();
            assert!(error.contains("10.0.0.0/8"), "{error}");
        }
    }
}
