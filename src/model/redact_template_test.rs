//! Texts whose random parts a generator fills: no key of these tests was ever one, and none stands
//! in a file of the project.

/// A source of numbers that gives the same ones in every run (xorshift64*).
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(number).unwrap() % bound
    }
}

const DIGITS: &str = "0123456789";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The characters of a part: `d`igits, `n`onzero digits, `h`ex, `l`ower and `u`pper letters,
/// lower (`a`) or upper (`A`) letters with digits, all three (`x`), base 64 (`b`), and base 64 for
/// addresses (`w`).
fn alphabet(class: char) -> Option<String> {
    Some(match class {
        'd' => DIGITS.to_owned(),
        'n' => "123456789".to_owned(),
        'h' => "0123456789abcdef".to_owned(),
        'l' => LOWER.to_owned(),
        'u' => UPPER.to_owned(),
        'a' => format!("{LOWER}{DIGITS}"),
        'A' => format!("{UPPER}{DIGITS}"),
        'x' => format!("{LOWER}{UPPER}{DIGITS}"),
        'b' => format!("{LOWER}{UPPER}{DIGITS}+/"),
        'w' => format!("{LOWER}{UPPER}{DIGITS}-_"),
        _ => return None,
    })
}

/// The template with `{class length}`, such as `{x24}`, filled, and `{PEM}` for the words that
/// name a private key. Other braces stay.
pub fn fill(template: &str, numbers: &mut Numbers) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        rest = after;
        if let Some(more) = after.strip_prefix("PEM}") {
            out.push_str(&["PRIVATE", "KEY"].join(" "));
            rest = more;
            continue;
        }
        let part = after.split_once('}').and_then(|(part, more)| {
            let mut chars = part.chars();
            let alphabet: Vec<char> = alphabet(chars.next()?)?.chars().collect();
            Some((alphabet, chars.as_str().parse::<usize>().ok()?, more))
        });
        match part {
            Some((alphabet, length, more)) => {
                out.extend((0..length).map(|_| alphabet[numbers.below(alphabet.len())]));
                rest = more;
            }
            None => out.push('{'),
        }
    }
    out + rest
}
