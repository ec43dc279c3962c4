//! Keys and tokens of programs in a text.

use crate::{
    redact::{Kind, Span},
    redact_text::Text,
};

/// How the keys of well-known services begin.
const PREFIXES: &str = "sk_live_ sk_test_ pk_live_ pk_test_ rk_live_ rk_test_ whsec_ sk- ghp_ \
    gho_ ghu_ ghs_ ghr_ github_pat_ glpat- xoxb- xoxp- xoxa- xoxs- xapp- AKIA ASIA AIza ya29 hf_ \
    npm_ pypi- shpat_ dop_v1_ SG EAAC GOCSPX-";

/// Finds tokens by how they begin, JSON Web Tokens, and long runs that no word looks like.
pub(crate) fn find(text: &Text, spans: &mut Vec<Span>) {
    let mut at = 0;
    while at < text.len() {
        let end = text.run(at, usize::MAX, is_key);
        if end == at {
            at += 1;
            continue;
        }
        // A full stop at the end is the sentence's.
        let to = text.run_back(end, 8, |c| matches!(c, '.' | '/' | '+' | '-')).max(at);
        find_in(text, at, to, spans);
        at = end;
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
    let has_digit = |rest: &str| rest.bytes().any(|byte| byte.is_ascii_digit());
    let mut known = known.filter(|rest| rest.len() >= 16 && has_digit(rest));
    let mut parts = token.split('.');
    let is_web_token = parts.next().is_some_and(|head| head.starts_with("eyJ") && head.len() >= 10)
        && parts.next().is_some_and(|body| body.len() >= 4);
    is_web_token || known.next().is_some()
}

/// Whether letters and digits change as often as only a machine writes them. A UUID is not: it
/// names things, and orders are called so.
fn looks_random(token: &str) -> bool {
    let bytes = token.as_bytes();
    let class = |byte: &u8| match byte {
        b'0'..=b'9' => 0,
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        _ => 3,
    };
    let count = |wanted: u8| bytes.iter().filter(|byte| class(byte) == wanted).count();
    let (digits, lower, upper) = (count(0), count(1), count(2));
    let is_hex = bytes.iter().all(u8::is_ascii_hexdigit);
    if is_hex && bytes.len() >= 32 {
        return digits > 3 && lower + upper > 3;
    }
    let changes = bytes.windows(2).filter(|pair| {
        let mut classes = pair.iter().map(class);
        classes.next() != classes.next()
    });
    bytes.len() >= 24
        && !token.contains('.')
        && digits >= 3
        && lower >= 3
        && upper >= 3
        && changes.count() * 3 >= bytes.len()
}
