//! Every row of the table of channels.

use crate::{
    channel::{Address, AddressProblem, Kind, Prefill},
    reference::Reference,
};

fn code() -> Reference {
    Reference::parse("UN-7K3QF2MX").unwrap()
}

fn s(text: &str) -> String {
    text.to_owned()
}

/// One address of every kind.
pub fn addresses() -> Vec<Address> {
    let number = || s("+12125550123");
    vec![
        Address::X { recipient_id: s("123456"), handle: s("example") },
        Address::Messenger { page: s("example.help") },
        Address::Instagram { user: s("example.help") },
        Address::WhatsApp { number: number() },
        Address::TelegramBot { bot: s("example_bot") },
        Address::TelegramUser { user: s("example") },
        Address::Line { id: s("example") },
        Address::Viber { uri: s("example") },
        Address::Apple { business_id: s("ab-12"), intent: None, group: None },
        Address::Sms { number: number() },
        Address::Phone { number: number() },
        Address::Email { address: s("help@example.com") },
    ]
}

#[test]
fn every_channel_has_its_link() {
    let rows: [(&str, Option<&str>, &str, bool); 12] = [
        (
            "https://x.com/messages/compose?recipient_id=123456&text=Hi%20%26%20bye%0AUN-7K3QF2MX",
            None,
            "@example",
            false,
        ),
        (
            "https://m.me/example.help?ref=UN-7K3QF2MX&text=Hi%20%26%20bye",
            None,
            "m.me/example.help",
            false,
        ),
        ("https://ig.me/m/example.help?ref=UN-7K3QF2MX", Some("Hi & bye"), "@example.help", true),
        (
            "https://wa.me/12125550123?text=Hi%20%26%20bye%0AUN-7K3QF2MX",
            None,
            "+1 212 555 0123",
            false,
        ),
        ("https://t.me/example_bot?start=UN-7K3QF2MX", Some("Hi & bye"), "@example_bot", false),
        (
            "https://t.me/example?text=Hi%20%26%20bye%0AUN-7K3QF2MX",
            Some("Hi & bye\nUN-7K3QF2MX"),
            "@example",
            false,
        ),
        (
            "https://line.me/R/oaMessage/%40example/?Hi%20%26%20bye%0AUN-7K3QF2MX",
            None,
            "@example",
            true,
        ),
        (
            "viber://pa?chatURI=example&context=UN-7K3QF2MX&text=Hi%20%26%20bye",
            None,
            "example",
            true,
        ),
        (
            "https://bcrw.apple.com/urn:biz:ab-12?biz-intent-id=UN-7K3QF2MX&body=Hi%20%20%20bye",
            None,
            "Apple Messages",
            true,
        ),
        ("sms:+12125550123?&body=Hi%20%26%20bye%0AUN-7K3QF2MX", None, "+1 212 555 0123", true),
        ("tel:+12125550123", None, "+1 212 555 0123", false),
        (
            "mailto:help@example.com?subject=UN-7K3QF2MX&body=Hi%20%26%20bye%0AUN-7K3QF2MX",
            None,
            "help@example.com",
            false,
        ),
    ];
    for (address, (url, copy, visible, qr)) in addresses().iter().zip(rows) {
        let link = address.link("Hi & bye", &code());
        assert_eq!(link.url, url);
        assert_eq!(link.copy_text.as_deref(), copy, "{url}");
        assert_eq!((link.visible.as_str(), link.qr_on_desktop), (visible, qr), "{url}");
        assert_eq!(address.validate(), Ok(()));
    }
    let kinds: Vec<Kind> = addresses().iter().map(Address::kind).collect();
    assert_eq!(kinds, Kind::ALL);
}

#[test]
fn a_long_draft_is_cut_and_keeps_its_reference() {
    let long = format!("{}\nUN-7K3QF2MX", "ñ😀 ".repeat(8_000));
    for address in addresses() {
        let able = address.kind().capabilities();
        let link = address.link(&long, &code());
        let text = match able.prefill {
            Prefill::Copy | Prefill::Unofficial => link.copy_text.unwrap(),
            Prefill::Nothing => continue,
            Prefill::Yes => {
                assert!(link.url.contains("%E2%80%A6%0AUN-7K3QF2MX"), "{}", link.url);
                assert!(link.url.is_ascii());
                continue;
            }
        };
        assert!(text.ends_with("…\nUN-7K3QF2MX") && text.chars().count() <= able.max_length);
    }
}

#[test]
fn addresses_have_the_form_of_their_service() {
    let check = |address: Address, expect: AddressProblem| {
        assert_eq!(address.validate(), Err(expect), "{address:?}");
        assert!(!expect.sentence().is_empty() && !expect.way_out().is_empty());
    };
    let x = |id: &str, handle: &str| Address::X { recipient_id: s(id), handle: s(handle) };
    check(x("@example", ""), AddressProblem::RecipientNotNumeric);
    check(x("", ""), AddressProblem::RecipientNotNumeric);
    check(x("12", "no handle"), AddressProblem::Handle);
    for number in ["12125550123", "+0123456789", "+1 212 555 0123", "+1", ""] {
        check(Address::WhatsApp { number: s(number) }, AddressProblem::NotE164);
        check(Address::Sms { number: s(number) }, AddressProblem::NotE164);
        check(Address::Phone { number: s(number) }, AddressProblem::NotE164);
    }
    check(Address::Messenger { page: s("a/b") }, AddressProblem::MessengerPage);
    check(Address::Instagram { user: s("@a") }, AddressProblem::InstagramUser);
    check(Address::TelegramBot { bot: s("example") }, AddressProblem::TelegramBot);
    check(Address::TelegramUser { user: s("1example") }, AddressProblem::TelegramUser);
    check(Address::Line { id: s("@a") }, AddressProblem::LineId);
    check(Address::Viber { uri: s("a&b") }, AddressProblem::ViberUri);
    let apple = |id: &str, intent: &str| Address::Apple {
        business_id: s(id),
        intent: Some(s(intent)),
        group: None,
    };
    check(apple("a b", "x"), AddressProblem::AppleId);
    check(apple("ab", "x&y"), AddressProblem::AppleParameter);
    for address in ["help", "help@example", "a b@example.com", "@example.com", "a@b..c"] {
        check(Address::Email { address: s(address) }, AddressProblem::Email);
    }
}
