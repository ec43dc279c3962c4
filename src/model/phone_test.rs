//! Numbers as customers write them.

use proptest::prelude::*;

use crate::phone::{PhoneError, is_e164, parse, spaced};

#[test]
fn numbers_are_read_as_people_write_them() {
    let check = |raw: &str, country: &str, expect: Result<&str, PhoneError>| {
        let read = parse(raw, country).map(|phone| phone.e164);
        assert_eq!(read.as_deref().map_err(|error| *error), expect, "{raw} {country}");
    };
    for raw in [
        "2125550123",
        "(212) 555-0123",
        "212.555.0123",
        "1-212-555-0123",
        "+1 212 555 0123",
        "001 212 555 0123",
        "011 1 212 555 0123",
        "+1 (212) 555-0123 ext. 12",
        "tel:+1-212-555-0123",
        "٢١٢٥٥٥٠١٢٣",
        "2125550123",
        "\u{202a}+1 212 555 0123\u{202c}",
    ] {
        check(raw, "US", Ok("+12125550123"));
    }
    for (raw, country, expect) in [
        ("020 7946 0958", "GB", "+442079460958"),
        ("+44 (0)20 7946 0958", "US", "+442079460958"),
        ("0044 20 7946 0958", "US", "+442079460958"),
        ("612 34 56 78", "ES", "+34612345678"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("8 (912) 345-67-89", "RU", "+79123456789"),
        ("06 20 123 4567", "HU", "+36201234567"),
        ("030/123456", "de", "+4930123456"),
        ("06 6982", "IT", "+39066982"),
    ] {
        check(raw, country, Ok(expect));
    }
    for (raw, country, expect) in [
        ("", "US", PhoneError::Empty),
        (" - ", "US", PhoneError::Empty),
        ("call me", "US", PhoneError::Letters),
        ("1-800-FLOWERS", "US", PhoneError::Letters),
        ("*1234", "US", PhoneError::Letters),
        ("12345", "US", PhoneError::TooShort),
        ("21255501234", "US", PhoneError::TooLong),
        ("+49 1234 5678 9012 3456", "US", PhoneError::TooLong),
        ("911", "US", PhoneError::Emergency),
        ("112", "ES", PhoneError::Emergency),
        ("+44 999", "US", PhoneError::Emergency),
        ("900 555 0123", "US", PhoneError::Premium),
        ("212 976 0123", "US", PhoneError::Premium),
        ("112 555 0123", "US", PhoneError::Impossible),
        ("212 155 0123", "US", PhoneError::Impossible),
        ("911 555 0123", "US", PhoneError::Impossible),
        ("+999 12345678", "US", PhoneError::UnknownCountry),
        ("2125550123", "", PhoneError::UnknownCountry),
    ] {
        check(raw, country, Err(expect));
        assert!(!expect.sentence().is_empty());
    }
}

#[test]
fn extensions_are_kept_apart() {
    let check = |raw: &str, expect: Option<&str>| {
        let extension = parse(raw, "US").map(|phone| phone.extension);
        assert_eq!(extension, Ok(expect.map(str::to_owned)), "{raw}");
    };
    check("212 555 0123", None);
    check("212 555 0123 x12", Some("12"));
    check("212 555 0123 ext 12", Some("12"));
    check("212 555 0123, Ext.: 12", Some("12"));
    check("212 555 0123 #12", Some("12"));
    assert_eq!(parse("212 555 0123 x", "US"), Err(PhoneError::Letters));
}

#[test]
fn numbers_are_shown_in_groups() {
    let check = |e164: &str, expect: &str| assert_eq!(spaced(e164), expect);
    check("+12125550123", "+1 212 555 0123");
    check("+34612345678", "+34 612 345 678");
    check("+4930123456", "+49 301 234 56");
    check("", "");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn what_is_read_can_be_read_again(raw in "[+0-9() .x-]{0,24}|\\PC{0,20}", country in "US|GB|ES|RU|HU|") {
        if let Ok(phone) = parse(&raw, &country) {
            prop_assert!(phone.e164.len() <= 16);
            if is_e164(&phone.e164) {
                prop_assert_eq!(parse(&phone.e164, "").map(|again| again.e164), Ok(phone.e164));
            }
        }
    }
}
