//! Drafts too long for a channel.

use proptest::prelude::*;

use crate::{
    channel::{Count, Kind, Room},
    hand_off::{HandOff, Tried},
    language::Language,
    percent::encode,
    redact::{masks, redact},
    shorten::shorten,
};

const CODE: &str = "UN-7K3QF2MX";

fn characters(most: usize) -> Room {
    Room { most, count: Count::Characters }
}

#[test]
fn the_middle_goes_first() {
    let check = |text: &str, most: usize, expect: &str| {
        assert_eq!(shorten(text, Some(CODE), characters(most)), expect, "{most} of {text:?}");
    };
    let draft = "Hello.\nI asked one.\nI asked two.\nI tried three.\nMy reference: UN-7K3QF2MX";
    check(draft, 200, draft);
    check(
        draft,
        74,
        "Hello.\nI asked one.\nI asked two.\nI tried three.\nMy reference: UN-7K3QF2MX",
    );
    check(draft, 72, "Hello.\nI asked two.\nI tried three.\nMy reference: UN-7K3QF2MX");
    check(draft, 50, "Hello.\nI tried three.\nMy reference: UN-7K3QF2MX");
    check(draft, 45, "Hello.\nI tried three.\nUN-7K3QF2MX");
    check(draft, 30, "Hello.\nI tried…\nUN-7K3QF2MX");
    check(draft, 20, "Hello.\nUN-7K3QF2MX");
    check(draft, 17, "Hell…\nUN-7K3QF2MX");
    check(draft, 11, "UN-7K3QF2MX");
    check(draft, 10, "Hello.");
    check(draft, 5, "Hell…");
    check(draft, 1, "…");
    check(draft, 0, "");
    check("", 30, "UN-7K3QF2MX");
    check("Hello", 30, "Hello\nUN-7K3QF2MX");
    // The code of an edited text stays, wherever it stands.
    check("UN-7K3QF2MX is mine\nplease\nhelp", 28, "please\nhelp\nUN-7K3QF2MX");
    check(
        "one long sentence that has the code UN-7K3QF2MX in it",
        30,
        "one long sentence…\nUN-7K3QF2MX",
    );
    // Without a code to keep, none is added.
    assert_eq!(shorten("one two three", None, characters(9)), "one two…");
    // Words end where they end, unless there are none.
    assert_eq!(shorten("我的账单错了很多次请帮我看看", None, characters(6)), "我的账单错…");
}

#[test]
fn nothing_that_belongs_together_is_parted() {
    let check = |text: &str, most: usize, expect: &str| {
        assert_eq!(shorten(text, None, characters(most)), expect, "{most} of {text:?}");
    };
    check("ab👩‍👩‍👧‍👦cdefgh", 8, "ab…");
    check("ab👩‍👩‍👧‍👦cdefgh", 10, "ab👩‍👩‍👧‍👦…");
    check("aé́́́bcdef", 4, "a…");
    check("a🇩🇪🇫🇷🇪🇸", 5, "a🇩🇪…");
    check("a🇩🇪🇫🇷🇪🇸", 4, "a🇩🇪…");
    check("a👍🏽👍🏽", 3, "a…");
    check("a1️⃣2️⃣", 5, "a1️⃣…");
    check("my card [card number] is lost", 15, "my card…");
    check("my card [card number] is lost", 23, "my card [card number]…");
    check("a UN-7K3QF2MX and UN-7K3QF2MX", 12, "a…");
}

#[test]
fn a_draft_for_a_text_message_is_shortened_by_worth() {
    let english = Language::new("en").unwrap();
    let page = format!("https://a.example/{}", "bills/".repeat(15));
    let mut told = HandOff::new(CODE.to_owned(), "a", &english, &page);
    for word in ["first", "second", "third"] {
        told.note_question(&format!("{word} {}", "why is it so ".repeat(11)));
        told.note_tried(Tried {
            entry: word.to_owned(),
            title: format!("{word} guide"),
            step: Some("pay".to_owned()),
            path: vec![format!("{word} step")],
            helped: None,
        });
    }
    let draft = told.draft_for(Kind::Sms, &english);
    assert!(draft.chars().count() <= 459, "{draft}");
    assert!(draft.starts_with("Hello."), "{draft}");
    for kept in ["third why", "third guide", "third step", "My reference: UN-7K3QF2MX"] {
        assert!(draft.contains(kept), "{kept}: {draft}");
    }
    assert!(!draft.contains("first why") && !draft.contains("second why"), "{draft}");
    assert!(!draft.contains("first guide"), "{draft}");
    // Where there is room, all is said.
    assert!(told.draft_for(Kind::X, &english).contains("second guide"));
    // A mail counts the bytes of its link.
    let mut told = HandOff::new(CODE.to_owned(), "a", &english, "");
    told.note_question(&"我的账单错了".repeat(60));
    let mail = told.draft_for(Kind::Email, &english);
    assert!(encode(&mail).len() <= 1_800 && mail.ends_with(CODE), "{mail}");
}

/// Texts of what may not be parted, and of private data alone.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("👩‍👩‍👧‍👦".to_owned()),
        Just("🇩🇪".to_owned()),
        Just("👍🏽".to_owned()),
        Just("e\u{301}\u{302}".to_owned()),
        Just("\u{301}".to_owned()),
        Just("नमस्ते".to_owned()),
        Just("[card number]".to_owned()),
        Just("[private link]".to_owned()),
        Just(CODE.to_owned()),
        Just(format!("My reference: {CODE}")),
        Just("4111 1111 1111 1111 ".to_owned()),
        Just("password: hunter22 ".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\n\n".to_owned()),
        Just(" ".to_owned()),
        "[a-z]{1,12} ",
        "\\PC{1,5}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn rooms() -> impl Strategy<Value = Room> {
    let most = prop_oneof![0_usize..40, 40_usize..2_000];
    (most, any::<bool>()).prop_map(|(most, encoded)| Room {
        most,
        count: if encoded { Count::Encoded } else { Count::Characters },
    })
}

/// What a channel counts, reckoned without the code under test.
fn used(text: &str, room: Room) -> usize {
    match room.count {
        Count::Characters => text.chars().count(),
        Count::Encoded => encode(text).len(),
    }
}

fn holds_up(text: &str, room: Room, needs_code: bool) {
    let short = shorten(text, needs_code.then_some(CODE), room);
    assert!(used(&short, room) <= room.most, "{room:?} {short:?}");
    if needs_code && used(CODE, room) <= room.most {
        assert!(short.contains(CODE), "{room:?} {short:?}");
    }
    assert_eq!(short.is_empty(), room.most == 0 || text.is_empty() && !short.contains(CODE));
    // Whole masks and codes are all that there is of them.
    let whole = masks().fold(short.replace(CODE, ""), |text, mask| text.replace(mask, ""));
    let parts = ["[card", "[private", "UN-7", "number]", "2MX"];
    if parts.iter().all(|part| {
        let without = masks().fold(text.replace(CODE, ""), |text, mask| text.replace(mask, ""));
        !without.contains(part)
    }) {
        assert!(parts.iter().all(|part| !whole.contains(part)), "{room:?} {short:?}");
    }
    // Every line begins a line of the text and ends where a character of it ends.
    for line in short.lines().filter(|line| line.ends_with('…') && *line != "…") {
        let kept = line.trim_end_matches('…');
        let rests = || text.split('\n').filter_map(|line| line.strip_prefix(kept));
        let next = rests().filter_map(|rest| rest.chars().next());
        let joins = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
        assert!(kept.is_empty() || !next.clone().all(joins) || next.count() == 0, "{short:?}");
        // A joiner joins nothing if white space follows it, and what stood there was trimmed.
        let dangles =
            || rests().any(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
        let doubled = text.contains("\u{200d}\u{200d}");
        assert!(!kept.ends_with('\u{200d}') || doubled || dangles(), "{short:?}");
    }
}

#[test]
fn what_is_kept_may_stand_in_the_line_again() {
    let text = " e\u{301}\u{302}🇩🇪\n👩\u{200d}👩\u{200d}👧\u{200d}👦👩\u{200d}👩\u{200d}👧\u{200d}👦\u{301}a ";
    holds_up(text, Room { most: 16, count: Count::Characters }, false);
}

#[test]
fn a_joiner_before_white_space_joins_nothing() {
    let text = "one two\u{200d} three four five six seven";
    for most in 0..text.chars().count() {
        holds_up(text, Room { most, count: Count::Characters }, false);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn whatever_is_written_fits(
        text in prop_oneof![texts(), any::<String>()],
        room in rooms(),
        needs_code in any::<bool>(),
    ) {
        holds_up(&text, room, needs_code);
        holds_up(&redact(&text).text, room, needs_code);
    }
}

#[test]
fn ten_thousand_characters_fit() {
    for piece in [
        "👩‍👩‍👧‍👦",
        "e\u{301}",
        "\u{301}",
        "word ",
        "[e-mail]",
        "[e-mail]\n",
        "字",
        "UN-7K3QF2MX",
        "🇩🇪",
        "\n",
    ] {
        let text = piece.repeat(10_000 / piece.chars().count());
        for most in [1, 2, 11, 12, 100, 459, 2_000] {
            for count in [Count::Characters, Count::Encoded] {
                holds_up(&text, Room { most, count }, true);
                holds_up(&text, Room { most, count }, false);
            }
        }
    }
}
