//! Links that let whoever has them in.

use crate::{
    redact::{Kind, Span},
    redact_text::{MASKED, Text},
    word_list::is_in,
};

/// Finds links with a name and password before the host, or with a secret among the parameters.
pub(crate) fn find(text: &Text, spans: &mut Vec<Span>) {
    let mut at = 0;
    while at < text.len() {
        let is_scheme = text.at(at) == Some(':')
            && text.at(at + 1) == Some('/')
            && text.at(at + 2) == Some('/');
        if !is_scheme {
            at += 1;
            continue;
        }
        let from =
            text.run_back(at, 16, |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
        let end = text.run(at, usize::MAX, |c| {
            !c.is_whitespace()
                && !matches!(c, '"' | '<' | '>' | '“' | '”' | '«' | '»' | '`' | MASKED)
        });
        let to = text.run_back(end, 8, |c| {
            matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '\'')
        });
        let to = to.max(at + 3);
        let link: String = text.chars(at + 3, to).collect();
        if from < at && is_private(&link) {
            spans.push(Span { kind: Kind::Link, from, to });
        }
        at = end.max(at + 1);
    }
}

/// Whether what follows `://` carries credentials or a secret.
fn is_private(link: &str) -> bool {
    let authority = link.split(['/', '?', '#']).next().unwrap_or_default();
    let signs_in = authority.rsplit_once('@').is_some_and(|(user, _)| !user.is_empty());
    signs_in || link.split(['?', '&', ';', '#']).skip(1).any(is_secret)
}

/// Whether a parameter gives access.
fn is_secret(parameter: &str) -> bool {
    const NAMES: &str = "token auth key apikey password passwd pwd pass secret sig signature \
        session sessionid sid code otp pin reset jwt sso ticket magic hash nonce email phone ssn";
    let Some((name, value)) = parameter.split_once('=') else {
        return false;
    };
    let name = name.to_ascii_lowercase();
    let last = name.rsplit(['_', '-', '.']).next().unwrap_or_default();
    value.chars().nth(3).is_some() && (is_in(NAMES, last) || is_in(NAMES, &name))
}
