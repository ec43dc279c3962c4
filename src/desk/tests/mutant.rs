//! Bytes of good bodies, changed by chance as wires, bad programs and bad people change them.

use super::made::Maker;

/// Pieces that readers of JSON have tripped over before.
const PIECES: [&str; 30] = [
    "\\ud800",
    "\\udc00\\ud800",
    "\\u0000",
    "\\uD83D\\uDC69",
    "\\x41",
    "\\",
    "\"",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "null",
    "true",
    "NaN",
    "-Infinity",
    "-0",
    "1e999",
    "1e-999",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "123456789012345678901234567890123456789012345678901234567890",
    "0.1",
    "01",
    "{}",
    "[]",
    ",",
    ":",
    "/**/",
    "\"__proto__\":{},",
    "\"website\":\"x\",",
];

/// Bytes that are no text, or the edges of texts.
const BYTES: [u8; 12] = [0x00, 0x09, 0x0a, 0x1b, 0x22, 0x5c, 0x7f, 0x80, 0xc0, 0xed, 0xf4, 0xff];

/// A good body that was changed in one to four ways; `other` is a good one of another kind.
pub fn mutant(maker: &mut Maker, good: &str, other: &str) -> Vec<u8> {
    let mut bytes = good.as_bytes().to_vec();
    // Most of what is changed within a text stays JSON, and comes further.
    if maker.rng.bool() {
        bytes = of_text(maker, good).into_bytes();
    }
    for _ in 0..maker.rng.u32(..4) {
        bytes = changed(maker, bytes, other.as_bytes());
    }
    bytes
}

/// Changes a string or number of a body for another one.
fn of_text(maker: &mut Maker, good: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(good).unwrap();
    maker.break_something(&mut value);
    if maker.one_in(4) {
        maker.break_something(&mut value);
    }
    value.to_string()
}

fn changed(maker: &mut Maker, mut bytes: Vec<u8>, other: &[u8]) -> Vec<u8> {
    if bytes.is_empty() {
        return maker.choose(&PIECES).as_bytes().to_vec();
    }
    let at = maker.rng.usize(..bytes.len());
    let end = maker.rng.usize(at..=bytes.len().min(at + 200));
    match maker.rng.u32(..11) {
        0 => bytes[at] ^= 1 << maker.rng.u32(..8),
        1 => bytes[at] = *maker.choose(&BYTES),
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..end)),
        4 => {
            let part = bytes[at..end].to_vec();
            bytes.splice(at..at, part);
        }
        5 => {
            // The rest of another body.
            bytes.truncate(at);
            bytes.extend(&other[maker.rng.usize(..other.len())..]);
        }
        6 | 7 => {
            let piece = maker.choose(&PIECES).bytes();
            bytes.splice(at..at, piece);
        }
        8 => {
            let depth = maker.rng.usize(1..300);
            let (open, close) =
                *maker.choose(&[("[", "]"), ("{\"a\":", "}"), ("[", ""), ("", "}")]);
            let nested = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            bytes = after_colon(maker, bytes, nested.as_bytes());
        }
        9 => {
            let length = *maker.choose(&[200, 1_000, 3_000, 9_000, 70_000]);
            let text = maker.text(length, false);
            bytes = after_colon(maker, bytes, serde_json::to_string(&text).unwrap().as_bytes());
        }
        _ => {
            // A field that comes twice.
            let Some(comma) = bytes[at..].iter().position(|byte| *byte == b',') else {
                return bytes;
            };
            let field = bytes[at..=at + comma].to_vec();
            let brace = bytes.iter().position(|byte| *byte == b'{').map_or(0, |at| at + 1);
            bytes.splice(brace..brace, field);
        }
    }
    bytes
}

/// Puts a value in the place of another one, if there is one.
fn after_colon(maker: &mut Maker, mut bytes: Vec<u8>, value: &[u8]) -> Vec<u8> {
    let colons: Vec<usize> =
        bytes.iter().enumerate().filter(|(_, byte)| **byte == b':').map(|(at, _)| at).collect();
    if colons.is_empty() {
        return bytes;
    }
    let from = *maker.choose(&colons) + 1;
    let length = bytes[from..].iter().position(|byte| b",}".contains(byte));
    bytes.splice(from..from + length.unwrap_or(0), value.iter().copied());
    bytes
}
