//! Whether what was typed is in what was sent.

use base64::{Engine, engine::general_purpose::STANDARD};

use super::seen::{Request, Typed};

/// So many letters in a row are no chance.
pub const RUN: usize = 12;

/// The parts of a request that hold something of what was typed.
pub fn parts(request: &Request, typed: &[Typed]) -> Vec<(&'static str, &'static str)> {
    let texts = [
        ("address", request.url.as_str().as_bytes()),
        ("headers", request.headers.as_bytes()),
        ("body", request.body.as_slice()),
    ];
    let mut parts = Vec::new();
    for (part, bytes) in texts {
        let hit = typed.iter().filter(|typed| holds(bytes, &typed.text));
        parts.extend(hit.map(|typed| (part, typed.what)));
    }
    parts
}

/// Whether bytes hold a good part of a text: as it is, without its spaces and signs, as addresses
/// write it, or in Base64.
fn holds(bytes: &[u8], typed: &str) -> bool {
    let wanted = letters(typed);
    if wanted.is_empty() || bytes.is_empty() {
        return false;
    }
    let text = String::from_utf8_lossy(bytes);
    // A text that was put into an address twice is written in two layers.
    let once = unescaped(&text);
    let twice = unescaped(&once);
    let plain = [letters(&text), letters(&once), letters(&twice)];
    let runs = || {
        let length = wanted.len().min(RUN);
        wanted.windows(length)
    };
    let is_plain = plain
        .iter()
        .any(|letters| runs().any(|run| letters.windows(run.len()).any(|part| part == run)));
    is_plain || in_base64(&once, typed)
}

/// The letters and digits, small.
pub fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text with `%20` and `+` read as addresses mean them.
fn unescaped(text: &str) -> String {
    let spaced = text.replace('+', "%2B");
    let pairs = url::form_urlencoded::parse(spaced.as_bytes());
    pairs.map(|(name, value)| format!("{name} {value} ")).collect()
}

/// Whether a text holds another one in Base64, wherever in a longer one that stood.
fn in_base64(text: &str, typed: &str) -> bool {
    let text: String = text.chars().map(|c| if c == '-' { '+' } else { c }).collect();
    let text = text.replace('_', "/");
    (0..3_usize).any(|before| {
        let mut bytes = vec![0; before];
        bytes.extend(typed.as_bytes());
        let whole = STANDARD.encode(&bytes);
        let whole = whole.trim_end_matches('=');
        // The first and the last letters depend on the bytes around.
        let (skip, end) = ((before * 8).div_ceil(6), whole.len().saturating_sub(1));
        whole.get(skip..end).is_some_and(|code| code.len() >= 8 && text.contains(code))
    })
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;

    const QUESTION: &str = "Why was I charged a late fee?";

    #[test]
    fn what_was_typed_is_found_however_it_is_written() {
        let check = |sent: &str, expect: bool| {
            assert_eq!(holds(sent.as_bytes(), QUESTION), expect, "{sent}");
        };
        check("{\"q\":\"Why was I charged a late fee?\"}", true);
        check("https://a.example/?q=Why+was+I+charged+a+late+fee%3F", true);
        check("https://a.example/?q=why%20was%20i%20charged", true);
        check("https://a.example/?u=%3Fq%3Dwhy%2520was%2520i%2520charged", true);
        check("https://a.example/why-was-i-charged-a-late-fee", true);
        check(&STANDARD.encode(format!("x{QUESTION}x")), true);
        check(&STANDARD.encode(format!("xy{QUESTION}")), true);
        check("https://a.example/packs/en.a0de386a31424733.content", false);
        check("why was it", false);
        check("", false);
    }

    #[test]
    fn a_number_is_found_without_its_signs() {
        assert!(holds(b"{\"phone\":\"+12125550199\"}", "(212) 555-0199"));
        assert!(!holds(b"/assets/worker.2125550.js", "(212) 555-0199"));
    }

    #[test]
    fn the_part_is_named() {
        let typed = [Typed { what: "question", text: QUESTION.to_owned() }];
        let mut request = Request::new("POST", Url::parse("https://a.example/").unwrap());
        assert_eq!(parts(&request, &typed), []);
        request.body = QUESTION.as_bytes().to_vec();
        request.headers = format!("x-asked: {QUESTION}\n");
        assert_eq!(parts(&request, &typed), [("headers", "question"), ("body", "question")]);
    }
}
