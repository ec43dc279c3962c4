//! Bodies of a corpus as Markdown that the compiler takes.

/// Lines at least as long, in bytes, are sentences rather than headings of a page.
const SENTENCE: usize = 40;

/// A body as it is tried first. A text without empty lines is no Markdown: each of its lines was
/// a block of some page, and the first sentence is put first, as an entry begins with its answer.
pub fn body(text: &str, title: &str) -> String {
    let text = clean(text);
    if text.trim().is_empty() {
        return escaped(title);
    }
    if text.trim().contains("\n\n") {
        return text;
    }
    let mut lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    if let Some(at) = lines.iter().position(|line| line.len() > SENTENCE) {
        let first = lines.remove(at);
        lines.insert(0, first);
    }
    lines.join("\n\n")
}

/// A body as plain paragraphs, one for each line, which nothing in it can make anything else.
pub fn plain(body: &str) -> String {
    body.lines().map(escaped).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// One line as text.
pub fn escaped(line: &str) -> String {
    // Text that looks like a broken link is refused, however it is escaped.
    let line = line.replace("](", "] (");
    let mut out = String::with_capacity(line.len());
    for character in line.trim().chars() {
        if character.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Text without the characters that the compiler refuses anywhere.
pub fn clean(text: &str) -> String {
    let kept = |c: &char| {
        *c == '\n'
            || !c.is_control()
                && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.replace("\r\n", "\n").replace('\t', " ").chars().filter(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies() {
        let check = |text: &str, expect: &str| assert_eq!(body(text, "A & b"), expect);
        check("", "A \\& b");
        check("  \n ", "A \\& b");
        check("One line\n", "One line");
        check("Short\nA sentence that is longer than forty bytes, as answers are.\n Third", {
            "A sentence that is longer than forty bytes, as answers are.\n\nShort\n\nThird"
        });
        check("# Markdown\n\n- stays\n- so", "# Markdown\n\n- stays\n- so");
        check("bell\u{7} and\u{202e} bidi", "bell and bidi");
    }

    #[test]
    fn lines_are_escaped() {
        let check = |line: &str, expect: &str| assert_eq!(escaped(line), expect);
        check("<b>x</b>", "\\<b\\>x\\<\\/b\\>");
        check("    1. code", "1\\. code");
        check("[a](b)", "\\[a\\] \\(b\\)");
        check("删除，账户", "删除，账户");
        check("a\\", "a\\\\");
    }
}
