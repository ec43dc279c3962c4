//! The part of a file that a browser asks for: Safari plays no video without it.

use std::ops::Range;

/// The bytes that a `Range` header means in a file of some length. Nothing for several parts and
/// for what is not there: the whole file is an answer to any of them (RFC 9110, section 14.2).
pub fn part(header: &str, length: usize) -> Option<Range<usize>> {
    let (first, last) = header.strip_prefix("bytes=")?.split_once('-')?;
    let range = match (first.trim(), last.trim()) {
        ("", last) => length.saturating_sub(last.parse().ok()?)..length,
        (first, "") => first.parse().ok()?..length,
        (first, last) => {
            first.parse().ok()?..last.parse::<usize>().ok()?.saturating_add(1).min(length)
        }
    };
    (!range.is_empty()).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_inside_of_the_file() {
        for (header, expect) in [
            ("bytes=0-1", Some(0..2)),
            ("bytes=0-", Some(0..10)),
            ("bytes=4-99", Some(4..10)),
            ("bytes=-3", Some(7..10)),
            ("bytes=-99", Some(0..10)),
            ("bytes=0-18446744073709551615", Some(0..10)),
            ("bytes=10-", None),
            ("bytes=-0", None),
            ("bytes=5-4", None),
            ("bytes=0-1, 4-5", None),
            ("lines=0-1", None),
            ("bytes=é-", None),
        ] {
            assert_eq!(part(header, 10), expect, "{header}");
        }
    }
}
