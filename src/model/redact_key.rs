//! Keys and tokens of programs in a text.

use crate::{
    redact::{Kind, Span},
    redact_text::Text,
};

/// How the keys of well-known services begin.
const PREFIXES: &str = "whsec_ sk- ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- glrt- xoxb- xoxp- xoxa- \
    xoxs- xapp- AKIA ASIA AIza ya29 hf_ npm_ pypi- shpat_ dop_v1_ dckr_pat_ pat- SG. EAAC GOCSPX-";

/// No key is shorter, and nearly every word is.
const SHORTEST: usize = 14;

/// Finds tokens by how they begin, JSON Web Tokens, private keys in their files' form, and long runs
/// that no word looks like.
pub(crate) fn find(text: &Text, spans: &mut Vec<Span>) {
    files(text, spans);
    let mut at = 0;
    while at < text.len() {
        let end = text.run(at, usize::MAX, is_key);
        if end == at {
            at += 1;
            continue;
        }
        // A full stop at the end is the sentence's.
        let to = text.run_back(end, 8, |c| matches!(c, '.' | '/' | '+' | '-')).max(at);
        if to - at >= SHORTEST {
            find_in(text, at, to, spans);
        }
        at = end;
    }
}

/// Finds private keys in the form of RFC 7468. One that was cut off takes the rest of the text
/// along: a mask too wide is better than half a key.
fn files(text: &Text, spans: &mut Vec<Span>) {
    const LONGEST_HEAD: usize = 50;
    let starts = |at: usize, with: &str| with.chars().eq(text.chars(at, at + with.len()));
    let find = |from: usize, to: usize, with: &str| (from..to).find(|at| starts(*at, with));
    let mut at = 0;
    while let Some(from) = find(at, text.len(), "-----BEGIN") {
        at = from + 1;
        if find(from, from + LONGEST_HEAD, "PRIVATE KEY").is_some() {
            let to = find(from, text.len(), "-----END").map_or(text.len(), |end| {
                let name = text.run(end + 5, LONGEST_HEAD, |c| c != '-' && c != '\n');
                text.run(name, 5, |c| c == '-')
            });
            spans.push(Span { kind: Kind::Key, from, to });
            at = to;
        }
    }
}

fn find_in(text: &Text, from: usize, to: usize, spans: &mut Vec<Span>) {
    let whole: String = text.chars(from, to).collect();
    // What stands before `=` or `:` names the key.
    let start = if is_known(&whole) || looks_random(&whole) {
        Some(from)
    } else {
        let value =
            whole.trim_end_matches('=').rfind(['=', '/']).and_then(|at| whole.get(at + 1..));
        let value = value.filter(|value| is_known(value) || looks_random(value));
        value.map(|value| to - value.chars().count())
    };
    if let Some(from) = start {
        spans.push(Span { kind: Kind::Key, from, to });
    }
}

fn is_key(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '+' | '/' | '=' | '~')
}

/// Whether a token is one of a service, or a JSON Web Token.
fn is_known(token: &str) -> bool {
    let known = PREFIXES.split(' ').filter_map(|prefix| token.strip_prefix(prefix));
    // Payment services say in each key whether it moves money.
    let known = known.chain(["_live_", "_test_"].iter().filter_map(|mode| {
        let (name, rest) = token.split_once(mode)?;
        (name.len() < 4 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(rest)
    }));
    let mut known = known.filter(|rest| {
        let has = |class: fn(&u8) -> bool| rest.as_bytes().iter().any(class);
        let mixed = has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
        rest.len() >= SHORTEST && (has(u8::is_ascii_digit) || mixed)
    });
    let mut parts = token.split('.');
    let is_web_token = parts.next().is_some_and(|head| head.starts_with("eyJ") && head.len() >= 10)
        && parts.next().is_some_and(|body| body.len() >= 4);
    is_web_token || known.next().is_some()
}

/// Whether letters and digits change as often as only a machine writes them. A UUID is not: it
/// names things, and orders are called so.
fn looks_random(token: &str) -> bool {
    let mut signed = token.split('.');
    let mut plain = token.split(['.', '-', '_', '/']);
    signed.any(|part| changes(part, true) * 3 >= part.len().max(24))
        || plain.any(|part| changes(part, false) * 5 >= part.len().max(24))
}

/// How often one kind of character follows another in a text that has some of each kind: digits and
/// letters, or digits and the two cases of letters. Signs part words and are no change.
fn changes(text: &str, cases: bool) -> usize {
    let class = |byte: u8| match byte {
        b'0'..=b'9' => 0,
        b'A'..=b'Z' if cases => 2,
        b'a'..=b'z' | b'A'..=b'Z' => 1,
        _ => 3,
    };
    let mut counts = [0; 4];
    let mut changes = 0;
    let mut last = 3;
    for byte in text.bytes() {
        let this = class(byte);
        changes += usize::from(this != last && this != 3 && last != 3);
        if let Some(count) = counts.get_mut(this) {
            *count += 1;
        }
        last = this;
    }
    let enough = match counts {
        [digits, lower, upper, _] if cases => digits > 0 && lower > 2 && upper > 2,
        [digits, letters, ..] => digits > 3 && letters > 3,
    };
    if enough && text.len() >= 24 { changes } else { 0 }
}
