//! Phone numbers as customers write them, judged by libphonenumber's rules: whether the number can
//! be phoned, whether it looks like one of its country, and whether it must not be phoned at all.
//!
//! The desk asks natively; the widget asks the module beside this crate, which is fetched with the
//! form of a callback.

mod emergency;
#[cfg(target_family = "wasm")]
mod module;
#[cfg(test)]
mod phone_test;
mod written;

use rlibphonenumber::{
    NumberLengthType, PHONE_NUMBER_UTIL, ParseError, PhoneNumber, PhoneNumberFormat,
    PhoneNumberType, Region, ValidationError, get_national_significant_number_owned,
};
use unstuck_model::phone::{Phone, PhoneError, Verdict};

use crate::written::Written;

/// More characters than any number needs, with every prefix and extension.
const MOST: usize = 100;

/// Reads a number: with `+`, `00` or `011` from anywhere, else as one of `country` (ISO 3166-1
/// alpha-2). A number of a length that its country has can be phoned, and is [`Verdict::Likely`] if
/// it also belongs to a range that is in use.
pub fn read(raw: &str, country: &str) -> Verdict {
    judge(raw, country).unwrap_or_else(Verdict::Refused)
}

/// The countries that a number can be of, as ISO 3166-1 alpha-2 codes in the order of the alphabet.
pub fn countries() -> Vec<String> {
    let regions = PHONE_NUMBER_UTIL.get_supported_regions();
    let mut codes: Vec<String> = regions.map(|region| region.to_string()).collect();
    codes.sort_unstable();
    codes
}

fn judge(raw: &str, country: &str) -> Result<Verdict, PhoneError> {
    let written = Written::of(raw)?;
    let home = region(country);
    let first = number(&written, written.text(), home);
    let abroad = written.abroad().map(|text| number(&written, &text, None));
    match (first, abroad) {
        // Not everyone dials the prefix of the country they are in.
        (_, Some(Ok(abroad @ Verdict::Likely(_)))) => Ok(abroad),
        (Err(PhoneError::UnknownCountry), Some(abroad)) => abroad,
        (first, _) => first,
    }
}

/// What is thought of one way to read what was written.
fn number(written: &Written, text: &str, home: Option<Region>) -> Result<Verdict, PhoneError> {
    let code = home.map(|home| home.to_string()).unwrap_or_default();
    // `+211` is the beginning of a number, not what one dials for help.
    if !written.has_plus() && emergency::is_emergency(written.digits(), &code) {
        return Err(PhoneError::Emergency);
    }
    let number = match parse(text, home) {
        // Fewer digits than libphonenumber takes for a number are no letters.
        Err(PhoneError::Letters) if written.is_short() => return Err(PhoneError::TooShort),
        parsed => parsed?,
    };
    let national = get_national_significant_number_owned(&number);
    let country = country(&number);
    if emergency::is_emergency(&national, &country) {
        return Err(PhoneError::Emergency);
    }
    if written.has_letters() && !has_only_extension(written, &number, home) {
        return Err(PhoneError::Letters);
    }
    let known_length = match PHONE_NUMBER_UTIL.is_possible_number_with_reason(&number) {
        Ok(NumberLengthType::IsPossible) => true,
        // The country has shorter and longer numbers: perhaps these are new ones.
        Err(ValidationError::InvalidLength) => false,
        Ok(NumberLengthType::IsPossibleLocalOnly) | Err(ValidationError::TooShort) => {
            return Err(PhoneError::TooShort);
        }
        Err(ValidationError::TooLong) => return Err(PhoneError::TooLong),
        Err(ValidationError::InvalidCountryCode) => return Err(PhoneError::UnknownCountry),
    };
    let kind = PHONE_NUMBER_UTIL.get_number_type(&number);
    if kind == PhoneNumberType::PremiumRate || is_premium_exchange(&number, &national) {
        return Err(PhoneError::Premium);
    }
    let e164 = PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned();
    let extension = Some(number.extension().to_owned()).filter(|digits| !digits.is_empty());
    let phone = Phone { e164, extension, country };
    let likely = known_length && kind != PhoneNumberType::Unknown;
    Ok(if likely { Verdict::Likely(phone) } else { Verdict::Unlikely(phone) })
}

fn region(code: &str) -> Option<Region> {
    Region::from_code(&code.to_ascii_uppercase()).ok()
}

fn parse(text: &str, home: Option<Region>) -> Result<PhoneNumber, PhoneError> {
    PHONE_NUMBER_UTIL.parse(text, home).map_err(|error| match error {
        ParseError::InvalidCountryCode => PhoneError::UnknownCountry,
        ParseError::NotANumber(_) => PhoneError::Letters,
        ParseError::TooShortAfterIdd | ParseError::TooShortNsn => PhoneError::TooShort,
        ParseError::TooLongNsn => PhoneError::TooLong,
    })
}

/// The country of a number; of several that share a code and do not know it, the largest.
fn country(number: &PhoneNumber) -> String {
    let known = PHONE_NUMBER_UTIL.get_region_for_number(number);
    let main = || PHONE_NUMBER_UTIL.get_region_for_country_code(number.country_code);
    known.or_else(main).map(|region| region.to_string()).unwrap_or_default()
}

/// Whether the letters are the mark of an extension. Letters that spell a number are refused: they
/// are more often a name in the wrong field.
fn has_only_extension(written: &Written, number: &PhoneNumber, home: Option<Region>) -> bool {
    let before = parse(written.before_letters(), home);
    !number.extension().is_empty()
        && before.is_ok_and(|before| {
            before.country_code == number.country_code
                && before.national_number == number.national_number
        })
}

/// In North America, `976` costs extra behind any area code, which libphonenumber does not know.
fn is_premium_exchange(number: &PhoneNumber, national: &str) -> bool {
    number.country_code == 1 && national.get(3..6) == Some("976")
}
