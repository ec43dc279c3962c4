use unstuck_model::language::Language;

use super::*;

fn settings() -> LoaderSettings {
    let asset =
        |name: &str, mark: &str| (format!("assets/{name}"), format!("sha256-{}", mark.repeat(44)));
    let language = |tag: &str| {
        let language = Language::new(tag).unwrap();
        let pack = |part: &str| format!("packs/{tag}.0123456789abcdef.{part}");
        LoaderLanguage::new(&language, "help/".to_owned(), pack("head"), pack("content"))
    };
    LoaderSettings {
        accent: "#0b5fff".to_owned(),
        accent_text: text_on("#0b5fff"),
        language: "en".to_owned(),
        languages: by_tag(&[language("en"), language("es-mx")]),
        contacts: vec![("+1 212 \"555\"".to_owned(), "tel:+12125550142".to_owned())],
        style: asset("style.css", "a"),
        widget: asset("widget.js", "b"),
        wasm: asset("widget.wasm", "c"),
    }
}

#[test]
fn every_placeholder_is_filled() {
    let text = loader(&settings());
    // For a look at the whole: `PRINT_LOADER=/tmp/unstuck.js cargo test -p unstuck-embed`.
    if let Some(path) = std::env::var_os("PRINT_LOADER") {
        std::fs::write(path, &text).unwrap();
    }
    assert!(!text.contains("__"), "{text}");
    assert!(text.contains(r#""es":{"tag":"es-mx""#) && text.contains(r#"+1 212 \"555\""#));
    assert_eq!(text, loader(&settings()));
}

#[test]
fn brackets_close_in_order() {
    let mut open = Vec::new();
    let mut quote = None;
    for letter in loader(&settings()).replace("\\\"", "").chars() {
        match (quote, letter) {
            (Some(mark), letter) if letter == mark => quote = None,
            (Some(_), _) => {}
            (None, '"') => quote = Some('"'),
            (None, '(' | '[' | '{') => open.push(letter),
            (None, ')') => assert_eq!(open.pop(), Some('(')),
            (None, ']') => assert_eq!(open.pop(), Some('[')),
            (None, '}') => assert_eq!(open.pop(), Some('{')),
            (None, _) => {}
        }
    }
    assert_eq!((open, quote), (vec![], None));
}

#[test]
fn the_page_is_left_alone() {
    let text = loader(&settings());
    for banned in ["unload", "innerHTML", "document.write", "<style", "eval("] {
        assert!(!text.contains(banned), "{banned}");
    }
    // What waits to be sent is looked for, and nothing is ever put there.
    assert_eq!(text.matches("localStorage").count(), 1);
    assert!(text.contains("localStorage.unstuck?.includes("));
}
