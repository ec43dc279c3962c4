//! Faults on the way to people: what must not travel, and what must be left when nothing opens.

use crate::{
    channel::{Address, Kind, Prefill},
    channel_test::addresses,
    hand_off::HandOff,
    language::Language,
    redact::redact_in,
    reference::Reference,
};

/// Private data as a customer would paste it, and the part of each that would tell it.
fn private() -> Vec<(String, String)> {
    let token = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0NTY3ODkwIn0", "dozjgNryP4J3jVmNHl0w5N"];
    let rows = [
        ("my card is 4111 1111 1111 1111", "1111 1111"),
        ("my card is 4111-1111-1111-1111", "1111-1111"),
        ("my card is 4111111111111111", "11111111"),
        ("بطاقتي ٤١١١ ١١١١ ١١١١ ١١١١", "١١١١"),
        ("IBAN GB82 WEST 1234 5698 7654 32", "5698"),
        ("password=Hunter2!", "Hunter2"),
        ("la contraseña es Girasol9", "Girasol9"),
        ("my SSN is 078-05-1120", "1120"),
        ("write to ana.perez@mail.example.com", "ana.perez"),
        ("call +1 212 555 0123", "555 0123"),
    ];
    let mut rows: Vec<(String, String)> =
        rows.map(|(text, part)| (text.to_owned(), part.to_owned())).to_vec();
    rows.extend(token.map(|part| (format!("token {}", token.join(".")), part.to_owned())));
    rows
}

/// The text with `%XX` resolved, as the channel reads it.
fn decoded(url: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = url.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (hex, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(hex, 16).unwrap());
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).unwrap()
}

fn reference() -> Reference {
    Reference::parse("UN-7K3QF2MX").unwrap()
}

#[test]
fn w21_private_data_is_in_no_draft_and_no_link() {
    for language in ["en", "es"].map(|tag| Language::new(tag).unwrap()) {
        for (text, part) in private() {
            let mut told =
                HandOff::new(reference().to_string(), "a", &language, "https://a.example/bills");
            told.note_question(&text);
            let draft = told.draft(&language);
            // What a customer adds is masked again before it leaves.
            let edited = redact_in(&format!("{draft}\nP.S. {text}\n{text}"), Some(&language)).text;
            for message in [draft, edited, told.draft_for(Kind::Sms, &language)] {
                assert!(message.contains('['), "{message}");
                assert!(!message.contains(&part), "{part} in {message}");
                for address in addresses() {
                    let link = address.link(&message, &reference());
                    let url = decoded(&link.url);
                    for shown in [&link.url, &url, link.copy_text.as_ref().unwrap_or(&url)] {
                        assert!(!shown.contains(&part), "{part} in {shown}");
                    }
                }
            }
        }
    }
}

#[test]
fn w23_when_nothing_opens_an_address_and_the_text_are_left() {
    let kinds: Vec<Kind> = addresses().iter().map(Address::kind).collect();
    assert_eq!(kinds, Kind::ALL);
    let draft = "Hello. Can you help me?\nI asked “my bill”.";
    for address in addresses() {
        let link = address.link(draft, &reference());
        let able = address.kind().capabilities();
        assert!(!link.visible.trim().is_empty() && !link.visible.contains('%'), "{address:?}");
        // A link that may not carry the text leaves it to be copied; one that opens only on a phone
        // is drawn for a desktop.
        let must_copy = matches!(able.prefill, Prefill::Copy | Prefill::Unofficial);
        assert_eq!(link.copy_text.is_some(), must_copy, "{address:?}");
        let told = link.copy_text.unwrap_or_else(|| decoded(&link.url));
        match able.prefill {
            Prefill::Nothing => assert!(link.url.starts_with("tel:+"), "{}", link.url),
            _ => assert!(told.contains("Can you help me?") && told.contains("my bill"), "{told}"),
        }
    }
}
