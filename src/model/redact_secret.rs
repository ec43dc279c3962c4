//! Passwords, PINs, one-time codes and the like, known by the words beside them.

use crate::{
    digits::is_dash,
    redact::{Kind, Span},
    redact_text::{MASKED, Text, Word, fold, is_han},
    word_list::is_in,
};

/// What a keyword announces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Secret {
    /// A password: any word.
    Password,
    /// A PIN: digits.
    Pin,
    /// The security code of a card: three or four digits.
    CardCode,
    /// A code: digits, or letters and digits.
    Code,
    /// A key: letters and digits.
    Key,
    /// The number of a document.
    Document,
}

/// How a value is tied to its keyword.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tie {
    /// It follows at once.
    Beside,
    /// `is`, `was`, `es`.
    Verb,
    /// `:` or `=`.
    Sign,
}

/// Finds values after their keyword, and before it: `482913 is my code`.
pub(crate) fn find(text: &Text, spans: &mut Vec<Span>) {
    for index in 0..text.words.len() {
        let Some(secret) = secret(text, index) else { continue };
        if let Some((from, to)) = after(text, index, secret).or_else(|| before(text, index, secret))
        {
            spans.push(Span { kind: kind(secret), from, to });
        }
    }
}

fn kind(secret: Secret) -> Kind {
    match secret {
        Secret::Password | Secret::Pin => Kind::Password,
        Secret::CardCode | Secret::Code => Kind::Code,
        Secret::Key => Kind::Key,
        Secret::Document => Kind::NationalId,
    }
}

fn word(words: &[Word], index: Option<usize>) -> &str {
    index.and_then(|index| words.get(index)).map_or("", |word| word.folded.as_str())
}

/// What the word at `index` announces, with the words beside it.
fn secret(text: &Text, index: usize) -> Option<Secret> {
    let words = &text.words;
    let keyword = words.get(index)?;
    let this = keyword.folded.as_str();
    let last = word(words, index.checked_sub(1));
    let next = word(words, index.checked_add(1));
    if this.len() < 2 || this.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if keyword.is_han() {
        return match (last, this) {
            ("密", "码" | "碼") => Some(Secret::Password),
            ("证", "码") | ("證", "碼") => Some(Secret::Code),
            _ => None,
        };
    }
    // The name of a setting: `session=`, `pass: `.
    let is_set = matches!(text.at(keyword.to), Some(':' | '='));
    if (is_in("key cle clave chave schlussel jeton", this)
        && (is_in("api access secret private client license geheimer", last)
            || is_in("api secreta secrete", next)
            || (is_in("d de da", next) && word(words, index.checked_add(2)) == "api")))
        || (is_in("secret", this) && is_in("api access private client", last))
        || (this == "basic" && last == "authorization")
        || this.ends_with("token")
        || is_in("apikey jwt bearer jeton", this)
        || (is_set
            && (is_in("session sid", this)
                || this.ends_with("sessid")
                || this.ends_with("sessionid")))
    {
        return Some(Secret::Key);
    }
    if is_in(
        "passwords passwd pwd pw mdp passcode passphrase kennwort contrasena senha parola",
        this,
    ) || this.ends_with("password")
        || this.ends_with("passwort")
        || (this == "pass" && is_set)
        || (this == "passe" && is_in("de palavra", last))
        || (this == "clave" && !is_in("palabra palabras es", last))
    {
        return Some(Secret::Password);
    }
    if is_in("pin pins nip puk geheimzahl", this) {
        return Some(Secret::Pin);
    }
    if is_in("cvv cvv2 cvc cvc2 csc", this) {
        return Some(Secret::CardCode);
    }
    if is_in(
        "otp totp tan mtan pushtan bestatigungscode sicherheitscode aktivierungscode einmalcode",
        this,
    ) {
        return Some(Secret::Code);
    }
    if is_in("code codigo kode codice", this) {
        return (!is_in(CODES_FOR_ALL, last)
            && !is_in(CODES_FOR_ALL, next)
            && !is_in(CODES_FOR_ALL, word(words, index.checked_add(2))))
        .then_some(Secret::Code);
    }
    if is_in("ssn dni nie nif passport pasaporte curp cpf aadhaar itin nino", this)
        || (this == "security" && last == "social")
        || (this == "social" && last == "seguridad")
        || (is_in("license licence", this) && is_in("driver drivers driving s", last))
        || (this == "id" && is_in("national identity tax", last))
    {
        return Some(Secret::Document);
    }
    None
}

/// Words that make a code one that anybody may know.
const CODES_FOR_ALL: &str = "error errors promo promotion promotional promocional discount descuento coupon cupon \
    voucher zip post postal area country pais dial dialing product producto qr bar barras status estado tracking \
    seguimiento order pedido reference referencia response exit dress source store city swift sort routing \
    branch item color colour reason plan model referral http";

/// Words between a keyword and its value.
const FILLERS: &str = "number numbers no num nr numero code codigo pin my the new old current mi la el nueva nuevo \
    actual for account card de del cuenta tarjeta which that here now ahora sent received got sms security \
    verification verificacion seguridad acceso confirmacion activacion desbloqueo login secreta secreto and y it s otp me you i \
    api d da do app le secret secrete confidentiel confirmation verificacao acces acesso 码 碼";
const VERBS: &str = "is was es era ist est son are be equals lautet 是 为 為";

/// Whether a word ties a value to its keyword. Portuguese `é` does, and `e` is an `and`.
fn is_verb(text: &Text, word: &Word) -> bool {
    is_in(VERBS, &word.folded) || (word.folded == "e" && text.at(word.from) == Some('é'))
}

/// The value that follows the keyword.
fn after(text: &Text, index: usize, secret: Secret) -> Option<(usize, usize)> {
    const MOST_WORDS: usize = 6;
    let mut at = text.words.get(index)?.to;
    let mut tie = Tie::Beside;
    for step in 1..=MOST_WORDS {
        let next = text.words.get(index + step);
        let edge = next.map_or(text.len(), |next| next.from);
        let signs = text.run(at, 12, |c| is_tie(c) || c.is_whitespace());
        if text.chars(at, signs).any(|c| matches!(c, ':' | '=' | '>')) {
            tie = Tie::Sign;
        } else if text.chars(at, signs).filter(|c| *c == '\n').count() > 1 {
            return None;
        }
        if let Some(found) = value(text, signs, secret, tie) {
            return Some(found);
        }
        // The value would have to follow the words that only lead to it.
        let next = next?;
        if edge > signs || tie == Tie::Sign {
            return None;
        }
        if is_verb(text, next) {
            tie = Tie::Verb;
        } else if !is_in(FILLERS, &next.folded) {
            return None;
        }
        at = next.to;
    }
    None
}

fn is_tie(c: char) -> bool {
    matches!(
        c,
        ':' | '=' | '>' | '#' | '(' | '\'' | '’' | '"' | '“' | '„' | '«' | '「' | '`' | ',' | '_'
    ) || is_dash(c)
}

/// The value before the keyword, tied by a verb.
fn before(text: &Text, index: usize, secret: Secret) -> Option<(usize, usize)> {
    const MOST_WORDS: usize = 6;
    let earliest = index.saturating_sub(MOST_WORDS);
    for verb in (earliest..index).rev() {
        let word = text.words.get(verb)?;
        if is_verb(text, word) {
            let value = text.words.get(verb.checked_sub(1)?)?;
            // Only white space stands between value and verb.
            let from = text.run_back(value.to, 64, is_token);
            let (from, to) = (from, value.to);
            let apart = text.chars(to, word.from).all(char::is_whitespace);
            let digits = text.chars(from, to).filter(char::is_ascii_digit).count();
            let strict = digits >= 4 && is_value(text, from, to, secret, Tie::Beside);
            return (apart && strict).then_some((from, to));
        }
        if !is_in(FILLERS, &word.folded)
            && !is_in(
                "your tu su one time login access ihr mein dein votre mon o seu meu",
                &word.folded,
            )
        {
            return None;
        }
    }
    None
}

/// The value at a place, if what stands there may be one.
fn value(text: &Text, from: usize, secret: Secret, tie: Tie) -> Option<(usize, usize)> {
    let quote =
        text.before(from).filter(|c| matches!(c, '"' | '“' | '„' | '«' | '「' | '`' | '\''));
    if let (Some(quote), Secret::Password) = (quote, secret) {
        let closing = match quote {
            '“' => '”',
            '„' => '“',
            '«' => '»',
            '「' => '」',
            same => same,
        };
        let to = text.run(from, 80, |c| c != closing && c != '\n' && c != MASKED);
        if to > from && text.at(to) == Some(closing) && tie != Tie::Beside {
            return Some((from, to));
        }
    }
    // A sentence in Chinese goes on before and after a value without a space.
    let han = text.at(from).is_some_and(is_han);
    if han && tie != Tie::Sign {
        return None;
    }
    let end = match secret {
        Secret::Pin | Secret::CardCode | Secret::Code | Secret::Document => {
            digits_end(text, from, secret)
        }
        Secret::Password | Secret::Key => {
            text.run(from, 200, |c| is_token(c) && (han || !is_han(c)))
        }
    };
    let to = text
        .run_back(end, 8, |c| {
            matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '"' | '\'' | '”' | '“' | '»')
        })
        .max(from);
    // A sign at the end of a password may belong to it: better too much than one letter too few.
    let to = if secret == Secret::Password && tie == Tie::Sign {
        text.run(to, end - to, |c| matches!(c, '!' | '?'))
    } else {
        to
    };
    (to > from && is_value(text, from, to, secret, tie)).then_some((from, to))
}

fn is_token(c: char) -> bool {
    !c.is_whitespace() && c != MASKED
}

/// The end of digits in groups: `123 456`, `G-482913`, `X1234567`.
fn digits_end(text: &Text, from: usize, secret: Secret) -> usize {
    let most_groups = if secret == Secret::Document { 6 } else { 3 };
    let mut to = text.run(from, 40, char::is_alphanumeric);
    for _ in 1..most_groups {
        let begun = text.chars(from, to).any(|c| c.is_ascii_digit());
        let next = text.run(to, 1, |c| is_dash(c) || matches!(c, ' ' | '.'));
        let end = text.run(next, 40, char::is_alphanumeric);
        let has_digits = text.chars(next, end).any(|c| c.is_ascii_digit())
            && (secret == Secret::Document || text.chars(next, end).all(|c| c.is_ascii_digit()));
        if next == to
            || !has_digits
            || !(begun || text.at(to).is_some_and(is_dash) && to == from + 1)
        {
            break;
        }
        to = end;
    }
    to
}

fn is_value(text: &Text, from: usize, to: usize, secret: Secret, tie: Tie) -> bool {
    let value: String = text.chars(from, to).collect();
    let length = value.chars().count();
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let letters = value.chars().filter(|c| c.is_alphabetic()).count();
    match secret {
        Secret::CardCode => letters == 0 && (3..=4).contains(&digits),
        Secret::Pin => letters == 0 && (3..=10).contains(&digits),
        Secret::Code => {
            let of_letters = digits >= 2 && letters <= 4 && length <= 12;
            let least = if tie == Tie::Beside { 4 } else { 3 };
            digits >= least && digits <= 10 && letters == 0
                || of_letters && tie != Tie::Beside && letters > 0
        }
        Secret::Key => {
            let mixed = value.chars().skip(1).any(char::is_uppercase);
            length >= if tie == Tie::Beside || digits == 0 { 16 } else { 8 }
                && (digits > 0 || mixed)
        }
        Secret::Document => (5..=16).contains(&digits) && letters <= 8,
        Secret::Password => is_password(text, &value, to, tie),
    }
}

/// Whether a word after `password` is one, and not the rest of a sentence: `my password is wrong`.
fn is_password(text: &Text, value: &str, to: usize, tie: Tie) -> bool {
    let letters = value.chars().any(char::is_alphabetic);
    let digits = value.chars().any(|c| c.is_ascii_digit());
    let signs = value.chars().any(|c| "!@#$%^&*_+=~?|\\/<>{}[]".contains(c));
    let inner_upper =
        value.chars().skip(1).any(char::is_uppercase) && value.chars().any(char::is_lowercase);
    let long = value.chars().nth(3).is_some();
    let unlike_a_word =
        long && (digits && letters || (signs && (letters || digits)) || inner_upper);
    let folded: String = value.chars().map(fold).collect();
    let ordinary = is_in(ORDINARY, &folded) || !(letters || digits);
    let year = value.len() == 4 && (value.starts_with("19") || value.starts_with("20"));
    let number = long && !year && value.bytes().all(|byte| byte.is_ascii_digit());
    match tie {
        Tie::Sign => !ordinary,
        Tie::Beside => unlike_a_word || number,
        Tie::Verb => {
            let rest = text.run(to, 3, |c| {
                c.is_whitespace() || matches!(c, '.' | '!' | '"' | '\'' | '”' | ',')
            });
            let ends = rest >= text.len() || text.chars(to, rest).any(|c| c != ' ');
            unlike_a_word || (digits && long) || (ends && !ordinary)
        }
    }
}

/// What people say of a password without telling it.
const ORDINARY: &str = "not wrong incorrect invalid expired too the a an my correct being no still never always \
    locked blocked required needed saved lost forgotten forgot weak short long strong case in on to for what and \
    it that this reset resets changed changing gone missing working fine right same different unknown rejected \
    accepted secure safe stolen compromised hacked old new empty hidden visible denied failing broken please help \
    i you we they nothing something there here ok okay good bad ready back out only also just now again set \
    incorrecta incorrecto invalida erronea mala caducada olvidada bloqueada perdida correcta nueva vieja segura \
    la el mi una un muy que no ya de para debil corta larga robada rechazada necesaria la misma otra \
    falsch ungultig abgelaufen gesperrt vergessen verloren weg nicht zu kurz schwach richtig korrekt sicher gestohlen \
    ein eine mir noch immer incorrect expire oublie perdu bloque faux refuse invalide pas trop bon errada errado \
    incorreta expirada esquecida muito fraca o nao";
