//! International bank account numbers (ISO 13616) in a text.

use crate::{
    digits::is_dash,
    redact::{Kind, Span},
    redact_text::Text,
};

/// Finds runs of a country, check digits and an account whose remainder modulo 97 is 1; spaces, dashes,
/// dots and new lines may stand between the characters.
pub(crate) fn find(text: &Text, spans: &mut Vec<Span>) {
    let mut at = 0;
    while at < text.len() {
        let begins = text.at(at).is_some_and(|c| c.is_ascii_alphabetic())
            && !text.before(at).is_some_and(char::is_alphanumeric);
        match begins.then(|| end(text, at)).flatten() {
            Some(to) => {
                spans.push(Span { kind: Kind::Iban, from: at, to });
                at = to;
            }
            None => at += 1,
        }
    }
}

/// The place after the number that begins here.
fn end(text: &Text, from: usize) -> Option<usize> {
    let mut head = [0_u32; 4];
    let mut count = 0;
    // The remainder of what follows the first four characters.
    let mut rest = 0_u32;
    let mut found = None;
    let mut length = None;
    // Whether a letter is a small one: without a known length, words would be taken along.
    let mut small = false;
    let mut at = from;
    while let Some(c) = text.at(at) {
        let Some(value) = c.to_digit(36) else {
            let next =
                text.run(at, 3, |c| c.is_whitespace() || is_dash(c) || matches!(c, '.' | '·'));
            if next > at && text.at(next).is_some_and(|c| c.is_ascii_alphanumeric()) {
                at = next;
                continue;
            }
            break;
        };
        match head.get_mut(count) {
            Some(place) if (count < 2) == (value > 9) => *place = value,
            Some(_) => return None,
            None => rest = append(rest, value),
        }
        small |= c.is_ascii_lowercase();
        count += 1;
        at += 1;
        // Few words come as far as their check digits.
        if count == 4 {
            length = known_length(text, from);
        }
        if count > 34 {
            break;
        }
        let ends = !text.at(at).is_some_and(char::is_alphanumeric);
        let fits = match length {
            Some(length) => count == length,
            None => found.is_none() && (15..=32).contains(&count) && !small,
        };
        if ends && fits && head.iter().fold(rest, |rest, value| append(rest, *value)) == 1 {
            found = Some(at);
        }
    }
    found
}

/// The length of the numbers of the country that the two letters name, after the IBAN registry.
fn known_length(text: &Text, from: usize) -> Option<usize> {
    let country: String = text.chars(from, from + 2).map(|c| c.to_ascii_uppercase()).collect();
    let known =
        LENGTHS.split_whitespace().find_map(|known| known.strip_prefix(country.as_str()))?;
    known.parse().ok()
}

const LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 \
    DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 \
    IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 \
    OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 \
    UA29 VA22 VG24 XK20 YE30";

/// The remainder modulo 97 after another character, a letter being two digits.
fn append(rest: u32, value: u32) -> u32 {
    (rest * if value > 9 { 100 } else { 10 } + value) % 97
}
