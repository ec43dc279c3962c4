//! Percent-encoding of what goes into a link.

/// The text with every byte but the unreserved ones of RFC 3986 (letters, digits, `-._~`) written
/// as `%XX`, so that it reads the same in a path, a query and a fragment.
pub(crate) fn encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let hex = |value: u8| HEX.get(usize::from(value & 15)).copied().map_or('0', char::from);
    let mut out = String::with_capacity(text.len() + text.len() / 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(hex(byte >> 4));
            out.push(hex(byte));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_bytes_stay() {
        let check = |text: &str, expect: &str| assert_eq!(encode(text), expect);
        check("aZ09-._~", "aZ09-._~");
        check("a b&c=d?#/+%", "a%20b%26c%3Dd%3F%23%2F%2B%25");
        check("¿Qué?\n", "%C2%BFQu%C3%A9%3F%0A");
    }
}
