//! E-mail addresses in a text.

use crate::{
    redact::{Kind, Span},
    redact_text::Text,
};

/// Finds each `@` with a name before it and a domain after it.
pub(crate) fn find(text: &Text, spans: &mut Vec<Span>) {
    let signs = (0..text.len()).filter(|at| matches!(text.at(*at), Some('@' | '\u{ff20}')));
    for at in signs {
        let from =
            text.run_back(at, 64, |c| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c));
        let from = text.run(from, at - from, |c| "'`{|/=?!&*.".contains(c));
        let end =
            text.run(at + 1, 253, |c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\u{3002}'));
        // A full stop after the address ends the sentence.
        let to = text.run_back(end, 8, |c| matches!(c, '.' | '-'));
        let last = text.run_back(to, 63, char::is_alphanumeric);
        let is_name = text.chars(last, to).any(char::is_alphabetic);
        if from < at && last > at + 2 && to - last >= 2 && is_name {
            spans.push(Span { kind: Kind::Email, from, to });
        }
    }
}
