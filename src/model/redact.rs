//! Private data in what a customer typed, found and masked.
//!
//! Each kind has a finder of its own in a file `redact_*.rs`. When two findings overlap, the whole
//! stretch is masked: a mask too wide is better than a digit that stays.

use crate::{
    language::Language, order::order_by, redact_email, redact_iban, redact_key, redact_link,
    redact_national_id, redact_number, redact_secret, redact_text::Text,
};

/// A text without private data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    /// The text with masks in place of private data.
    pub text: String,
    /// What was found, in the order of the text.
    pub found: Vec<Finding>,
}

impl Redacted {
    /// The mask in a language and what stands behind it, for each finding in the order of the
    /// original.
    pub fn masked(&self, original: &str, language: &Language) -> Vec<(String, String)> {
        let of = |finding: &Finding| {
            let found = original.get(finding.start..finding.end).unwrap_or_default();
            (mask(finding.kind, language).to_owned(), found.to_owned())
        };
        self.found.iter().map(of).collect()
    }
}

/// Something private.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// The byte of the original at which it begins.
    pub start: usize,
    /// The byte of the original at which it ends.
    pub end: usize,
}

/// Kinds of private data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The number of a payment card.
    Card,
    /// An international bank account number.
    Iban,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A password or PIN.
    Password,
    /// A code that is valid once, or the security code of a card.
    Code,
    /// A key or token of a program.
    Key,
    /// The number of an identity card, social security and the like.
    NationalId,
    /// A link with credentials or a token in it.
    Link,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Card,
        Self::Iban,
        Self::Email,
        Self::Phone,
        Self::Password,
        Self::Code,
        Self::Key,
        Self::NationalId,
        Self::Link,
    ];

    /// A stable name for tables and `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Iban => "iban",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Password => "password",
            Self::Code => "code",
            Self::Key => "key",
            Self::NationalId => "national_id",
            Self::Link => "link",
        }
    }
}

/// The text with every private part replaced by its mask in English.
pub fn redact(text: &str) -> Redacted {
    redact_in(text, None)
}

/// The text with every private part replaced by its mask in a language; English, if there is none.
pub fn redact_in(text: &str, language: Option<&Language>) -> Redacted {
    redact_but(text, language, &[])
}

/// The same, with what the customer wants to be seen left as it is: it looked private and is not.
pub fn redact_but(text: &str, language: Option<&Language>, shown: &[String]) -> Redacted {
    let mut all = find(text);
    all.retain(|finding| {
        let found = text.get(finding.start..finding.end).unwrap_or_default();
        !shown.iter().any(|shown| shown == found)
    });
    // Only what a later round has found is out of place.
    order_by(&mut all, |finding| finding.start);
    let mut found: Vec<Finding> = Vec::with_capacity(all.len());
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for finding in all {
        // A private key takes along what was found within it.
        if finding.start < done {
            continue;
        }
        out.push_str(text.get(done..finding.start).unwrap_or_default());
        out.push_str(mask_in(finding.kind, language.is_some_and(|l| l.primary() == "es")));
        done = finding.end;
        found.push(finding);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Redacted { text: out, found }
}

/// All findings, none overlapping another.
fn find(text: &str) -> Vec<Finding> {
    /// What is masked may show what stands beside it in a new light, so the search goes on until
    /// nothing more is found. Two rounds are usual; the bound keeps the time linear.
    const MOST_ROUNDS: usize = 8;
    let mut reading = Text::read(text);
    let mut all = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let spans = merge(find_once(&reading), reading.len());
        if spans.is_empty() {
            break;
        }
        all.extend(spans.iter().filter_map(|span| {
            let (start, end) = reading.bytes(span.from, span.to)?;
            Some(Finding { kind: span.kind, start, end })
        }));
        reading = reading.without(&spans);
    }
    all
}

/// A finding as places in a [`Text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub kind: Kind,
    pub from: usize,
    pub to: usize,
}

fn find_once(text: &Text) -> Vec<Span> {
    let mut spans = Vec::new();
    redact_link::find(text, &mut spans);
    redact_email::find(text, &mut spans);
    redact_iban::find(text, &mut spans);
    redact_key::find(text, &mut spans);
    redact_secret::find(text, &mut spans);
    redact_national_id::find(text, &mut spans);
    redact_number::find(text, &mut spans);
    spans
}

/// Joins findings that overlap in a text of some length; the longest gives the kind.
fn merge(spans: Vec<Span>, length: usize) -> Vec<Span> {
    // The longest finding at each place stands for all that begin there. Places are in order as
    // they are, in linear time and without the code of a sort.
    let mut longest_at: Vec<Option<Span>> = vec![None; length];
    for span in spans {
        if let Some(longest) = longest_at.get_mut(span.from)
            && longest.map_or(span.from, |longest| longest.to) < span.to
        {
            *longest = Some(span);
        }
    }
    let mut merged: Vec<Span> = Vec::new();
    let mut longest = 0;
    for span in longest_at.into_iter().flatten() {
        let length = span.to - span.from;
        match merged.last_mut() {
            Some(last) if span.from < last.to => {
                last.to = last.to.max(span.to);
                if length > longest {
                    (last.kind, longest) = (span.kind, length);
                }
            }
            Some(_) | None => {
                merged.push(span);
                longest = length;
            }
        }
    }
    merged
}

/// What stands in place of private data.
pub fn mask(kind: Kind, language: &Language) -> &'static str {
    mask_in(kind, language.primary() == "es")
}

/// Every mask in every language, so that a masked text is left as it is.
pub(crate) fn masks() -> impl Iterator<Item = &'static str> {
    Kind::ALL.into_iter().flat_map(|kind| [mask_in(kind, false), mask_in(kind, true)])
}

fn mask_in(kind: Kind, spanish: bool) -> &'static str {
    match kind {
        Kind::Card if spanish => "[número de tarjeta]",
        Kind::Card => "[card number]",
        Kind::Iban if spanish => "[cuenta bancaria]",
        Kind::Iban => "[bank account]",
        Kind::Email if spanish => "[correo]",
        Kind::Email => "[e-mail]",
        Kind::Phone if spanish => "[teléfono]",
        Kind::Phone => "[phone number]",
        Kind::Password if spanish => "[contraseña]",
        Kind::Password => "[password]",
        Kind::Code if spanish => "[código]",
        Kind::Code => "[code]",
        Kind::Key if spanish => "[clave secreta]",
        Kind::Key => "[secret key]",
        Kind::NationalId if spanish => "[documento]",
        Kind::NationalId => "[id number]",
        Kind::Link if spanish => "[enlace privado]",
        Kind::Link => "[private link]",
    }
}
