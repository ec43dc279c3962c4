//! The same private data in the scripts, signs and lines that customers write it with.

use crate::{redact::redact, reference::Reference};

/// Checks that nothing of what stands between `‹` and `›` stays, and all around it does.
fn check(marked: &str, mask: &str) {
    let (before, rest) = marked.split_once('‹').unwrap();
    let (private, after) = rest.split_once('›').unwrap();
    let text = format!("{before}{private}{after}");
    assert_eq!(redact(&text).text, format!("{before}{mask}{after}"), "{text:?}");
}

/// A card in other digits, from the zero on.
fn card_from(zero: char) -> String {
    "4111 1111 1111 1111"
        .chars()
        .map(|c| c.to_digit(10).map_or(c, |digit| char::from_u32(zero as u32 + digit).unwrap()))
        .collect()
}

#[test]
fn digits_of_every_script_are_digits() {
    for zero in ['٠', '۰', '०', '０', '০', '੦', '૦', '௦', '౦', '೦', '൦', '๐', '໐', '၀', '០']
    {
        check(&format!("my card ‹{}› please", card_from(zero)), "[card number]");
    }
    check("رقمي هو ‹+٢٠ ١٠ ١٢٣٤ ٥٦٧٨›", "[phone number]");
    check("‹۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱›", "[card number]");
    check("卡号 ‹４１１１－１１１１－１１１１－１１１１›", "[card number]");
    check("‹ＧＢ８２ ＷＥＳＴ １２３４ ５６９８ ７６５４ ３２›", "[bank account]");
    check("写信到 ‹ａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ›", "[e-mail]");
}

#[test]
fn what_is_drawn_as_nothing_hides_nothing() {
    for hidden in [
        "\u{200b}",
        "\u{200c}",
        "\u{200d}",
        "\u{2060}",
        "\u{feff}",
        "\u{ad}",
        "\u{61c}",
        "\u{202d}",
        "\u{34f}",
        "\u{180e}",
        "\u{fe0f}",
        "\u{fe0f}\u{20e3}",
        "\u{2063}",
    ] {
        let between = |text: &str| {
            let parts: Vec<String> = text.chars().map(String::from).collect();
            parts.join(hidden)
        };
        check(&format!("card ‹{}›", between("4111111111111111")), "[card number]");
        check(&format!("‹{}›", between("GB82WEST12345698765432")), "[bank account]");
        check(&format!("‹{}›", between("+12125550123")), "[phone number]");
        check(&format!("to ‹{}› now", between("ana@example.com")), "[e-mail]");
        check(&format!("{} ‹{}›", between("password:"), between("girasol")), "[password]");
        check(&format!("ssn ‹{}›", between("078-05-1120")), "[id number]");
    }
}

#[test]
fn separators_of_every_kind_join() {
    for separator in [
        " ", "-", ".", "\n", "\r\n", "\t", "_", " - ", " – ", "·", "\u{a0}", "\u{202f}", "|", "*",
        " • ",
    ] {
        let card = ["4111", "1111", "1111", "1111"].join(separator);
        check(&format!("‹{card}›"), "[card number]");
    }
    check("‹4111 1111-1111.1111›", "[card number]");
    check("‹4111 1111\n1111 1111›\nthanks", "[card number]");
    for separator in [" ", "-", ".", "\n", "\r\n", "\t", " - ", "\u{a0}", "\u{202f}"] {
        let parts = ["GB82", "WEST", "1234", "5698", "7654", "32"];
        check(&format!("‹{}›", parts.join(separator)), "[bank account]");
    }
    for separator in [" ", "-", ".", " - ", "\u{a0}", "\u{202f}", "‑"] {
        check(&format!("‹{}›", ["212", "555", "0123"].join(separator)), "[phone number]");
        check(&format!("‹+44{separator}20{separator}7946{separator}0958›"), "[phone number]");
    }
    check("‹+1 (212) 555-0123›", "[phone number]");
    check("‹+1/212/555/0123›", "[phone number]");
}

#[test]
fn addresses_that_hide_from_machines_are_found() {
    for written in [
        "ana@example.com",
        "ana (at) example.com",
        "ana(at)example.com",
        "ana [at] example [dot] com",
        "ana[at]example[dot]com",
        "ana at example dot com",
        "ana.perez at mail.example dot co dot uk",
        "ana dot perez at example dot com",
        "ana@example[dot]com",
        "ana@example dot com",
        "ana@example (dot) com",
        "ana (@) example.com",
        "ANA AT EXAMPLE DOT COM",
        "ana arroba example punto com",
        "ana {at} example.com",
    ] {
        check(&format!("write to ‹{written}›, please"), "[e-mail]");
    }
    for ordinary in [
        "I bought it at example.com",
        "it happens at work",
        "arrives at noon",
        "look at the dot on the screen",
        "I was at the shop. Dot came too",
        "meet @ the shop",
        "at dot",
        "(at) dot",
        "@ dot com",
    ] {
        assert_eq!(redact(ordinary).text, ordinary);
    }
}

#[test]
fn references_of_this_program_stay() {
    for seed in 0_u8..=255 {
        let code = Reference::new([seed, seed ^ 0x5a, seed.wrapping_mul(7), 0x11, seed]);
        for before in ["", "call about ", "my code is ", "(", "code: ", "my phone 212-555-0123, "] {
            let text = format!("{before}{code}, thanks");
            assert!(redact(&text).text.contains(&code.to_string()), "{text}");
        }
    }
    // Letters around make it something else.
    assert_eq!(redact("password: UN-7K3QF2MXY9").text, "password: [password]");
}
