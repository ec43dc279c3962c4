//! What is masked and what is not.

use proptest::prelude::*;

use crate::{
    language::Language,
    redact::{mask, redact, redact_in},
};

fn check(text: &str, expect: &str) {
    assert_eq!(redact(text).text, expect, "{text}");
}

#[test]
fn private_data_is_masked() {
    for (text, expect) in [
        ("4111 1111 1111 1111", "[card number]"),
        ("pay with 4111-1111-1111-1111 now", "pay with [card number] now"),
        ("card 4111111111111111, cvv 123", "card [card number], cvv [code]"),
        ("٤١١١ ١١١١ ١١١١ ١١١١", "[card number]"),
        ("4111111111111111", "[card number]"),
        ("4111 - 1111 - 1111 - 1111", "[card number]"),
        ("amex 3782 822463 10005.", "amex [card number]."),
        ("4111111111111111 12/27 123", "[card number] 12/27 123"),
        ("IBAN GB82 WEST 1234 5698 7654 32 please", "IBAN [bank account] please"),
        ("de89370400440532013000", "[bank account]"),
        ("ES91-2100-0418-4502-0005-1332", "[bank account]"),
        ("write to ana.perez+bills@mail.example.com.", "write to [e-mail]."),
        ("<jo@example.co.uk>", "<[e-mail]>"),
        ("call +1 (212) 555-0123 x12", "call [phone number]"),
        ("(212) 555-0123", "[phone number]"),
        ("212-555-0123 or 2125550123", "[phone number] or [phone number]"),
        ("my number is 555-0123", "my number is [phone number]"),
        ("llámame al 612 345 678", "llámame al [phone number]"),
        ("mi móvil es 612345678", "mi móvil es [phone number]"),
        ("+44 20 7946 0958", "[phone number]"),
        ("ring 020 7946 0958", "ring [phone number]"),
        ("password: Hunter2!", "password: [password]"),
        ("password=abc", "password=[password]"),
        ("my password is sunshine", "my password is [password]"),
        ("my pin is 1234", "my pin is [password]"),
        ("PIN 4821", "PIN [password]"),
        ("la contraseña es Girasol9", "la contraseña es [password]"),
        ("contraseña: girasol", "contraseña: [password]"),
        ("mi clave es 4455 no entra", "mi clave es [password] no entra"),
        ("my verification code is 482913", "my verification code is [code]"),
        ("482913 is my verification code", "[code] is my verification code"),
        ("código de verificación: 482 913", "código de verificación: [code]"),
        ("otp 482913", "otp [code]"),
        ("the code is G-482913", "the code is [code]"),
        ("key sk_live_4eC39HqLyjWDarjtT1zdp7dc", "key [secret key]"),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "[secret key]"),
        ("AKIAIOSFODNN7EXAMPLE", "[secret key]"),
        (
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
            "[secret key]",
        ),
        ("SSN 078-05-1120", "SSN [id number]"),
        ("my ssn is 078051120", "my ssn is [id number]"),
        ("DNI 12345678Z", "DNI [id number]"),
        ("12.345.678-Z", "[id number]"),
        ("mi NIE es X1234567L", "mi NIE es [id number]"),
        ("AB 12 34 56 C", "[id number]"),
        ("529.982.247-25", "[id number]"),
        ("passport number X1234567", "passport number [id number]"),
        ("https://joe:pw@example.com/x", "[private link]"),
        ("open https://example.com/r?token=abcdef123 now", "open [private link] now"),
        ("https://example.com/#access_token=abcdef", "[private link]"),
    ] {
        check(text, expect);
    }
}

#[test]
fn ordinary_things_stay() {
    for text in [
        "",
        "order 113-1234567-1234567",
        "my order number is 4155550132",
        "order #4155550132",
        "invoice 2024000123456",
        "tracking 1Z999AA10123456784",
        "I paid $1,234.56 on 2024-05-06 at 09:00",
        "5 GB for 20 €",
        "1.234.567,00 €",
        "03.12.2024",
        "12/05/2024 09:00:27",
        "2006-04-07 09:00:27",
        "from 9:00 to 17:30",
        "IP 41.173.96.26",
        "1000000 people",
        "iPhone 15 Pro Max 256",
        "error code 500",
        "promo code SAVE20",
        "zip code 94110",
        "código postal 28001",
        "area code 212",
        "I forgot my password",
        "my password is not working",
        "password is wrong",
        "mi contraseña no funciona",
        "the pin is blocked",
        "la clave es incorrecta",
        "how do I reset my password?",
        "I did not get the code",
        "password reset link",
        "https://example.com/help/en/late-fee?lang=en#step-2",
        "route 66, exit 12, room 404",
        "call 911",
        "call me at 5",
        "@example is our handle",
        "123e4567-e89b-12d3-a456-426614174000",
        "unstuck:people?topic=account",
        "What does error 0x80070057 mean",
        "version 1.2.3.4",
        "Samsung SM-G991B/DS",
    ] {
        check(text, text);
    }
}

#[test]
fn findings_are_bytes_of_the_original() {
    let text = "¿Ayuda? ana@example.com ٤١١١ ١١١١ ١١١١ ١١١١";
    let parts: Vec<&str> = redact(text)
        .found
        .iter()
        .map(|finding| text.get(finding.start..finding.end).unwrap())
        .collect();
    assert_eq!(parts, ["ana@example.com", "٤١١١ ١١١١ ١١١١ ١١١١"]);
}

#[test]
fn masks_speak_the_customers_language() {
    let spanish = Language::new("es-MX").unwrap();
    assert_eq!(redact_in("mi pin es 1234", Some(&spanish)).text, "mi pin es [contraseña]");
    for kind in crate::redact::Kind::ALL {
        for language in ["en", "es"].map(|tag| Language::new(tag).unwrap()) {
            let text = format!("password: {} and more", mask(kind, &language));
            assert_eq!(redact(&text).text, text);
        }
    }
}

/// Texts made of what the finders look for, so that they meet at their edges.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("4111 1111 1111 1111".to_owned()),
        Just("GB82 WEST 1234 5698 7654 32".to_owned()),
        Just("password: ".to_owned()),
        Just("my pin is ".to_owned()),
        Just(" is my code".to_owned()),
        Just("https://a:b@c.de/?token=".to_owned()),
        Just("[card number]".to_owned()),
        Just("[".to_owned()),
        Just("@".to_owned()),
        Just("call +1 ".to_owned()),
        Just("12345678Z".to_owned()),
        Just("eyJhbGciOi.eyJz".to_owned()),
        Just("-----BEGIN PRIVATE KEY-----".to_owned()),
        Just("-----END ".to_owned()),
        Just(" (at) example dot com".to_owned()),
        Just("密码是".to_owned()),
        Just("UN-7K3QF2MX".to_owned()),
        Just("session=".to_owned()),
        "[0-9]{1,5}",
        "[ .()/x+:=-]{1,2}",
        "[a-zA-Z]{1,4}",
        "\\PC{1,3}",
    ];
    proptest::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(3000) })]

    #[test]
    fn masking_twice_changes_nothing(text in prop_oneof![pieces(), any::<String>()]) {
        let once = redact(&text);
        let twice = redact(&once.text);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.found.is_empty());
        let mut end = 0;
        for finding in &once.found {
            prop_assert!(finding.start >= end && text.get(finding.start..finding.end).is_some());
            end = finding.end;
        }
    }
}
