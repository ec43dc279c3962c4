//! Smaller scripts.

use super::names::short;

/// A script without comment lines and white space that means nothing, with single letters for the
/// loader's local names, and with neighbouring constants in one declaration. It must end every
/// statement with a semicolon, write every text between double quotation marks and use no regular
/// expression: our loader does.
pub fn script(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut word = String::new();
    let lines = source.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    let mut text = false;
    let mut escaped = false;
    // Whether the statement under way, or just ended, declares constants: within each bracket.
    let mut declares = vec![false];
    for letter in lines.flat_map(|line| line.chars().chain(['\n'])) {
        if text {
            out.push(letter);
            text = escaped || letter != '"';
            escaped = letter == '\\' && !escaped;
        } else if letter.is_alphanumeric() || matches!(letter, '_' | '$') {
            word.push(letter);
        } else {
            push_word(&mut out, &mut word, &mut declares);
            text = letter == '"';
            note_mark(&out, letter, &mut declares);
            // A block's last statement needs no end of its own.
            if letter == '}' && out.ends_with(';') {
                out.pop();
            }
            if !letter.is_whitespace() {
                out.push(letter);
            }
        }
    }
    push_word(&mut out, &mut word, &mut declares);
    out
}

/// Whether a statement may begin here.
fn is_between(out: &str) -> bool {
    out.is_empty() || out.ends_with([';', '{', '}'])
}

/// Follows the brackets, and statements that do not begin with a word.
fn note_mark(out: &str, mark: char, declares: &mut Vec<bool>) {
    if is_between(out) && matches!(mark, '(' | '[' | '!' | '+' | '-' | '"') {
        set_last(declares, false);
    }
    match mark {
        '(' | '[' | '{' => declares.push(false),
        ')' | ']' | '}' => {
            declares.pop();
        }
        _ => {}
    }
}

fn set_last(declares: &mut [bool], now: bool) {
    if let Some(last) = declares.last_mut() {
        *last = now;
    }
}

/// Adds a name, apart from the one before it if no mark stands between.
fn push_word(out: &mut String, word: &mut String, declares: &mut [bool]) {
    if word.is_empty() {
        return;
    }
    if is_between(out) {
        let goes_on = declares.last() == Some(&true) && out.ends_with(';');
        set_last(declares, word == "const");
        if word == "const" && goes_on {
            out.pop();
            out.push(',');
            word.clear();
            return;
        }
    }
    if out.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '_' | '$')) {
        out.push(' ');
    }
    match short(word) {
        Some(letter) => out.push(letter),
        None => out.push_str(word),
    }
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::{super::names::LOCAL, *};

    #[test]
    fn scripts_lose_only_what_means_nothing() {
        for (source, expect) in [
            ("// why\n  const x = 1;\n\n  // b\n  b(\"// c  d\");\n", "const x=1;b(\"// c  d\");"),
            ("a(\"\\\"  \") + new  Map;", "a(\"\\\"  \")+new Map;"),
            ("const settings = 2;", "const a=2;"),
            ("if (a) {\n  b();\n}\n", "if(a){b()}"),
            (
                "const x = 1;\nconst y = () => {\n  const z = 2;\n  z();\n};\nconst w = 3;\n",
                "const x=1,y=()=>{const z=2;z()},w=3;",
            ),
            ("const x = 1;\n[x].map(y);\nconst w = 3;\n", "const x=1;[x].map(y);const w=3;"),
            ("const x = 1;\nlet y = 2;\nconst w = 3;\n", "const x=1;let y=2;const w=3;"),
            ("for (const x of y) z();\nconst w = 3;\n", "for(const x of y)z();const w=3;"),
        ] {
            assert_eq!(script(source), expect);
        }
    }

    #[test]
    fn a_local_name_is_never_a_key() {
        let source = script(crate::SOURCE);
        let whole: String = crate::SOURCE
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with("//"))
            .flat_map(|line| [line, " "])
            .collect();
        let bare: String = whole.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
        for name in LOCAL {
            let mut rest = bare.as_str();
            let mut before = ' ';
            while let Some((head, tail)) = rest.split_once(name) {
                before = head.chars().next_back().unwrap_or(before);
                let inner = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
                let whole_word = !inner(before) && !tail.starts_with(inner);
                let spread = head.ends_with("...");
                let ternary = head.trim_end().ends_with('?');
                assert!(!whole_word || spread || before != '.', "{name} is a property");
                assert!(!whole_word || ternary || !tail.starts_with(':'), "{name} is a key");
                let mark = head.trim_end().chars().next_back();
                let shorthand =
                    matches!(mark, Some('{')) && tail.trim_start().starts_with(['}', ',']);
                assert!(!whole_word || !shorthand, "{name} is a shorthand key");
                before = name.chars().next_back().unwrap();
                rest = tail;
            }
            assert!(bare.contains(name), "{name} is not used any more");
        }
        // The letters must not meet a name of one letter that the source uses itself.
        let single = |c: char| !c.is_alphanumeric() && c != '_' && c != '$';
        assert!(bare.split(single).all(|word| word.len() != 1 || word.parse::<u8>().is_ok()));
        assert!(!source.contains('\n'));
    }
}
