//! Numbers that are carried on, shown, and taken without their rules.

use proptest::prelude::*;

use crate::phone::{Phone, PhoneError, Verdict, is_e164, is_international, plausible, spaced};

#[test]
fn a_verdict_is_carried_in_a_line() {
    let phone = |extension: Option<&str>, country: &str| Phone {
        e164: "+12125550123".to_owned(),
        extension: extension.map(str::to_owned),
        country: country.to_owned(),
    };
    let errors = [
        PhoneError::Empty,
        PhoneError::Letters,
        PhoneError::TooShort,
        PhoneError::TooLong,
        PhoneError::Emergency,
        PhoneError::Premium,
        PhoneError::UnknownCountry,
    ];
    let mut verdicts = vec![
        Verdict::Likely(phone(None, "US")),
        Verdict::Likely(phone(Some("12"), "US")),
        Verdict::Unlikely(phone(None, "")),
        Verdict::Unlikely(phone(Some("007"), "")),
    ];
    verdicts.extend(errors.map(Verdict::Refused));
    for verdict in verdicts {
        assert_eq!(Verdict::of_line(&verdict.line()), Some(verdict));
    }
    for line in ["", "likely", "likely +1", "perhaps +1 US "] {
        assert_eq!(Verdict::of_line(line), None, "{line}");
    }
}

#[test]
fn without_rules_only_the_length_is_looked_at() {
    let check = |raw: &str, expect: Result<&str, PhoneError>| {
        let read = plausible(raw);
        assert_eq!(read.as_deref().map_err(|error| *error), expect, "{raw}");
    };
    check("(212) 555-0123", Ok("2125550123"));
    check(" ＋1 212 555 0123", Ok("+12125550123"));
    check("\u{202a}+1 212 555 0123\u{202c}", Ok("+12125550123"));
    check("0049 30 123456", Ok("004930123456"));
    check("٠١٠٠ ١٢٣ ٤٥٦٧", Ok("01001234567"));
    check("212 555 0123 ext. 12", Ok("2125550123"));
    check("212 555 0123 #12", Ok("2125550123"));
    check("", Err(PhoneError::Empty));
    check("call me", Err(PhoneError::Letters));
    check("911", Err(PhoneError::TooShort));
    check(&"1".repeat(21), Err(PhoneError::TooLong));
}

#[test]
fn a_number_may_name_its_country() {
    let check = |raw: &str, expect: bool| assert_eq!(is_international(raw), expect, "{raw}");
    check(" +49 30", true);
    check("＋49", true);
    check("0049", true);
    check("030 123456", false);
    check("", false);
}

#[test]
fn numbers_are_shown_in_groups() {
    let check = |e164: &str, expect: &str| assert_eq!(spaced(e164), expect);
    check("+12125550123", "+1 212 555 0123");
    check("+34612345678", "+34 612 345 678");
    check("+4930123456", "+49 301 234 56");
    check("", "");
}

#[test]
fn channels_have_numbers_in_international_form() {
    let check = |text: &str, expect: bool| assert_eq!(is_e164(text), expect, "{text}");
    check("+12125550123", true);
    check("12125550123", false);
    check("+1 212 555 0123", false);
    check("+99912345678", false);
    check("+1212555012345678", false);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn what_is_plausible_is_digits(raw in "[+0-9() .x-]{0,24}|\\PC{0,20}") {
        if let Ok(number) = plausible(&raw) {
            let digits = number.strip_prefix('+').unwrap_or(&number);
            prop_assert!(digits.len() >= 5 && digits.bytes().all(|byte| byte.is_ascii_digit()));
        }
    }
}
