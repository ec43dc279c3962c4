//! The short code that leads an agent to the record of a hand-off, such as `UN-7K3QF2MX`.

use std::fmt;

/// Crockford's base 32: no I, L, O or U, so that a code can be read out on the phone.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The symbols before the check symbol: 35 bits.
const SYMBOLS: usize = 7;

/// A code of seven symbols and a check symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference {
    /// The values of the seven symbols, the first in the highest bits.
    bits: u64,
}

/// Why a text is not a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceError {
    /// It has not eight symbols after its `UN`, but this many.
    Length(usize),
    /// It has a character that no code has.
    Symbol(char),
    /// The check symbol disagrees: a symbol is wrong, or two are swapped.
    Check,
}

impl Reference {
    /// The code of five random bytes; the last five bits are not used.
    pub fn new(random: [u8; 5]) -> Self {
        Self { bits: random.iter().fold(0, |bits, byte| (bits << 8) | u64::from(*byte)) >> 5 }
    }

    /// Reads a code as people write it: lower case, `o` for zero, `i` or `l` for one, with spaces
    /// or without its dash, with or without `UN`.
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        let written: Vec<char> = text
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}'))
            .map(|c| c.to_ascii_uppercase())
            .collect();
        // No symbol is a U, so that the prefix cannot be mistaken for one.
        let symbols = match written.as_slice() {
            ['U', 'N', rest @ ..] => rest,
            all => all,
        };
        let values: Vec<u8> =
            symbols.iter().map(|symbol| value(*symbol)).collect::<Result<_, _>>()?;
        let (Some(data), Some(check), true) =
            (values.get(..SYMBOLS), values.get(SYMBOLS), values.len() == SYMBOLS + 1)
        else {
            return Err(ReferenceError::Length(values.len()));
        };
        let bits = data.iter().fold(0, |bits, value| (bits << 5) | u64::from(*value));
        let reference = Self { bits };
        if reference.check() == *check { Ok(reference) } else { Err(ReferenceError::Check) }
    }

    fn values(self) -> [u8; SYMBOLS] {
        std::array::from_fn(|index| (self.bits >> (5 * (SYMBOLS - 1 - index)) & 31) as u8)
    }

    /// A weighted sum in the field of 32 elements (modulo x^5 + x^2 + 1): every wrong symbol and
    /// every two swapped ones change it.
    fn check(self) -> u8 {
        self.values().iter().rev().fold(0, |sum, value| {
            let doubled = (sum ^ value) << 1;
            if doubled & 32 == 0 { doubled } else { doubled ^ 0b10_0101 }
        })
    }
}

/// The bytes of a code that begins a text as codes are written, without a look at its check symbol.
pub(crate) fn length_at(text: &str) -> Option<usize> {
    let symbols = text.strip_prefix("UN-")?.as_bytes();
    let is_code = symbols.get(..=SYMBOLS)?.iter().all(|symbol| ALPHABET.contains(symbol));
    is_code.then_some(SYMBOLS + 4)
}

fn value(symbol: char) -> Result<u8, ReferenceError> {
    let meant = match symbol {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|known| char::from(*known) == meant)
        .and_then(|position| u8::try_from(position).ok())
        .ok_or(ReferenceError::Symbol(symbol))
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UN-")?;
        for value in self.values().into_iter().chain([self.check()]) {
            let symbol = ALPHABET.get(usize::from(value)).copied().unwrap_or(b'0');
            write!(f, "{}", char::from(symbol))?;
        }
        Ok(())
    }
}

impl fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(found) => {
                write!(f, "A reference has eight letters and digits after UN; this has {found}.")
            }
            Self::Symbol(symbol) => {
                write!(f, "A reference never has the character {symbol:?}. Look at it again.")
            }
            Self::Check => {
                f.write_str("One letter or digit of this reference is wrong. Look at it again.")
            }
        }
    }
}

impl std::error::Error for ReferenceError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<&str, ReferenceError>) {
        assert_eq!(Reference::parse(text).map(|r| r.to_string()), expect.map(str::to_owned));
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        let code = Reference::new([0, 0, 1, 0xff, 0xe0]).to_string();
        assert_eq!(code.len(), 11);
        let symbols = code.strip_prefix("UN-").unwrap();
        check(&code, Ok(&code));
        check(&code.to_lowercase(), Ok(&code));
        check(symbols, Ok(&code));
        let (front, back) = symbols.split_at(4);
        check(&format!(" un {front} {back}"), Ok(&code));
        check(&code.replace('0', "o").replace('1', "l"), Ok(&code));
        check("un7k3qf2mx", Ok("UN-7K3QF2MX"));
        check("UN-7K3QF2MY", Err(ReferenceError::Check));
        check("UN-7K3", Err(ReferenceError::Length(3)));
        check("", Err(ReferenceError::Length(0)));
        check("UN-7K3QF2M*", Err(ReferenceError::Symbol('*')));
    }

    #[test]
    fn every_wrong_symbol_and_every_swap_is_seen() {
        for seed in 0_u64..200 {
            let bytes = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
            let code = Reference::new([bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]]);
            let code = code.to_string().into_bytes();
            for i in 3..11 {
                for symbol in ALPHABET {
                    let mut other = code.clone();
                    other[i] = *symbol;
                    let read = Reference::parse(std::str::from_utf8(&other).unwrap());
                    assert_eq!(read.is_ok(), other == code);
                }
                for j in 3..11 {
                    let mut other = code.clone();
                    other.swap(i, j);
                    let read = Reference::parse(std::str::from_utf8(&other).unwrap());
                    assert_eq!(read.is_ok(), other == code);
                }
            }
        }
    }
}
