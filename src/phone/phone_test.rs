//! Numbers as customers write them, and what is thought of each.

use proptest::prelude::*;
use unstuck_model::phone::{PhoneError, Verdict};

use crate::{countries, read};

#[derive(Debug, PartialEq)]
enum Expect {
    Likely(&'static str),
    Unlikely(&'static str),
    Refused(PhoneError),
}
use Expect::{Likely, Refused, Unlikely};

fn check(raw: &str, country: &str, expect: Expect) {
    let verdict = read(raw, country);
    let same = match (&verdict, &expect) {
        (Verdict::Likely(phone), Likely(e164)) => phone.e164 == *e164,
        (Verdict::Unlikely(phone), Unlikely(e164)) => phone.e164 == *e164,
        (Verdict::Refused(error), Refused(expected)) => error == expected,
        (Verdict::Likely(_) | Verdict::Unlikely(_) | Verdict::Refused(_), _) => false,
    };
    assert!(same, "{raw} {country}: {verdict:?}, expected {expect:?}");
}

#[test]
fn one_number_is_read_in_all_its_forms() {
    for raw in [
        "2125550123",
        "(212) 555-0123",
        "212.555.0123",
        "1-212-555-0123",
        "+1 212 555 0123",
        "＋1 212 555 0123",
        "001 212 555 0123",
        "011 1 212 555 0123",
        "+001 212 555 0123",
        "+1 (212) 555-0123 ext. 12",
        "tel:+1-212-555-0123",
        "٢١٢٥٥٥٠١٢٣",
        "２１２５５５０１２３",
        "\u{202a}+1 212 555 0123\u{202c}",
        "☎ 212 555 0123",
    ] {
        check(raw, "US", Likely("+12125550123"));
    }
}

#[test]
fn numbers_of_many_countries_are_likely() {
    for (raw, country, e164) in [
        ("020 7946 0958", "GB", "+442079460958"),
        ("+44 (0)20 7946 0958", "US", "+442079460958"),
        ("0044 20 7946 0958", "US", "+442079460958"),
        ("0044 20 7946 0958", "ES", "+442079460958"),
        ("00 34 612 34 56 78", "DE", "+34612345678"),
        ("612 34 56 78", "ES", "+34612345678"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("8 (912) 345-67-89", "RU", "+79123456789"),
        ("06 20 123 4567", "HU", "+36201234567"),
        ("030/123456", "de", "+4930123456"),
        ("06 6982", "IT", "+39066982"),
        ("٠١٠٠ ١٢٣ ٤٥٦٧", "EG", "+201001234567"),
        ("044 668 18 00", "CH", "+41446681800"),
        ("11 2345-6789", "BR", "+551123456789"),
        ("+800 1234 5678", "US", "+80012345678"),
    ] {
        check(raw, country, Likely(e164));
    }
}

#[test]
fn numbers_of_a_possible_length_are_asked_about() {
    for (raw, country, e164) in [
        ("+1 555 123 4567", "ES", "+15551234567"),
        ("555 123 4567", "US", "+15551234567"),
        ("112 555 0123", "US", "+11125550123"),
        ("212 155 0123", "US", "+12121550123"),
        ("911 555 0123", "US", "+19115550123"),
        ("112 345 678", "ES", "+34112345678"),
        // Sixteen digits and more: longer than E.164 foresees, and yet there are some.
        ("+49 1512 3456 789 012", "US", "+4915123456789012"),
        ("+49 15123 4567 8901 23", "US", "+49151234567890123"),
    ] {
        check(raw, country, Unlikely(e164));
    }
}

#[test]
fn what_cannot_be_phoned_is_refused() {
    for (raw, country, why) in [
        ("", "US", PhoneError::Empty),
        (" - ", "US", PhoneError::Empty),
        ("+", "US", PhoneError::Empty),
        ("call me", "US", PhoneError::Letters),
        ("call me 212 555 0123", "US", PhoneError::Letters),
        ("1-800-FLOWERS", "US", PhoneError::Letters),
        ("212 555 0123 x", "US", PhoneError::Letters),
        ("<b>+12125550123</b>", "US", PhoneError::Letters),
        ("*1234", "US", PhoneError::Letters),
        ("*67 212 555 0123", "US", PhoneError::Letters),
        ("#31# 212 555 0123", "US", PhoneError::Letters),
        ("12345", "US", PhoneError::TooShort),
        ("555 0123", "US", PhoneError::TooShort),
        ("+49", "US", PhoneError::TooShort),
        ("+211", "US", PhoneError::TooShort),
        ("21255501234", "US", PhoneError::TooLong),
        ("+49 1234 5678 9012 3456", "US", PhoneError::TooLong),
        ("911", "US", PhoneError::Emergency),
        ("9-1-1", "US", PhoneError::Emergency),
        ("٩١١", "US", PhoneError::Emergency),
        ("112", "ES", PhoneError::Emergency),
        ("911", "", PhoneError::Emergency),
        ("112", "US", PhoneError::Emergency),
        ("+44 999", "US", PhoneError::Emergency),
        ("0044 999", "ES", PhoneError::Emergency),
        ("+1 911", "ES", PhoneError::Emergency),
        ("90000", "SE", PhoneError::Emergency),
        ("900 555 0123", "US", PhoneError::Premium),
        ("+1 900 555 0123", "ES", PhoneError::Premium),
        ("212 976 0123", "US", PhoneError::Premium),
        ("0900 1 123456", "DE", PhoneError::Premium),
        ("09012345678", "GB", PhoneError::Premium),
        ("803 123 456", "ES", PhoneError::Premium),
        ("+979 1 2345 6789", "US", PhoneError::Premium),
        ("+999 12345678", "US", PhoneError::UnknownCountry),
        ("2125550123", "", PhoneError::UnknownCountry),
        ("2125550123", "XX", PhoneError::UnknownCountry),
    ] {
        check(raw, country, Refused(why));
        assert!(!why.sentence().is_empty());
    }
    check(&"1".repeat(101), "US", Refused(PhoneError::TooLong));
}

#[test]
fn extensions_are_kept_apart() {
    let check = |raw: &str, expect: Option<&str>| {
        let Verdict::Likely(phone) = read(raw, "US") else { panic!("{raw}") };
        assert_eq!((phone.extension.as_deref(), &*phone.e164), (expect, "+12125550123"), "{raw}");
    };
    check("212 555 0123", None);
    check("212 555 0123 x12", Some("12"));
    check("212 555 0123 ext 12", Some("12"));
    check("212 555 0123, Ext.: 12", Some("12"));
    check("212 555 0123 #12", Some("12"));
    check("+1 212 555 0123;ext=12", Some("12"));
    check("212 555 0123 anexo 12", Some("12"));
}

#[test]
fn a_number_says_which_country_it_is_of() {
    let check = |raw: &str, country: &str, expect: &str| {
        let (Verdict::Likely(phone) | Verdict::Unlikely(phone)) = read(raw, country) else {
            panic!("{raw}")
        };
        assert_eq!(phone.country, expect, "{raw}");
    };
    check("+34 612 34 56 78", "US", "ES");
    check("612 34 56 78", "ES", "ES");
    check("+1 204 234 5678", "US", "CA");
    check("+1 555 123 4567", "ES", "US");
    check("+800 1234 5678", "US", "001");
}

#[test]
fn countries_are_codes_in_order() {
    let countries = countries();
    assert!(countries.len() > 230 && countries.is_sorted());
    for country in ["CA", "DE", "ES", "GB", "MX", "US"] {
        assert!(countries.iter().any(|code| code == country), "{country}");
    }
    assert!(countries.iter().all(|code| code.len() == 2), "{countries:?}");
}

/// How well the example numbers of every country are read, on development data where there is some:
/// set `UNSTUCK_EVAL` to its folder and run the test with `--nocapture`.
#[test]
fn example_numbers() {
    let Some(folder) = std::env::var_os("UNSTUCK_EVAL") else { return };
    let path = std::path::PathBuf::from(folder).join("pii").join("phones.tsv");
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let (mut right, mut all) = (0, 0);
    for line in text.lines().skip(1) {
        let row: Vec<&str> = line.split('\t').collect();
        let national = format!("{}{}", row.get(5).unwrap_or(&""), row[3]);
        for (raw, country) in [(row[4], ""), (national.as_str(), row[0])] {
            let verdict = read(raw, country);
            let good = match &verdict {
                Verdict::Likely(phone) => row[1] != "premiumRate" && phone.e164 == row[4],
                Verdict::Unlikely(_) => false,
                Verdict::Refused(why) => row[1] == "premiumRate" && *why == PhoneError::Premium,
            };
            all += 1;
            right += usize::from(good);
            if !good {
                println!("{raw} {row:?}: {verdict:?}");
            }
        }
    }
    println!("{right} of {all}");
    assert!(right * 100 >= all * 99, "{right} of {all}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2000) })]

    #[test]
    fn what_is_read_can_be_read_again(raw in "[+0-9() .x#-]{0,24}|\\PC{0,20}|[+０-９٠-٩;=a-z]{0,16}", country in "US|GB|ES|RU|HU|IT|") {
        if let Verdict::Likely(phone) = read(&raw, &country) {
            prop_assert!(phone.e164.len() <= 18);
            let again = read(&phone.e164, "");
            prop_assert!(matches!(&again, Verdict::Likely(same) if same.e164 == phone.e164), "{:?}", again);
        }
    }
}
