/// A customer's text as it may be shown: without the characters that steer terminals or turn the
/// direction of what stands beside them. HTML is escaped where the page is drawn.
pub fn inert(text: &str) -> String {
    text.chars().filter(|&character| !steers(character)).collect()
}

/// The same on one line.
pub fn inert_line(text: &str) -> String {
    inert(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn steers(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        other => other.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steering_characters_are_left_out() {
        let check = |text: &str, line: &str| assert_eq!(inert_line(text), line);
        check("a\u{1b}[31mb", "a[31mb");
        check("a\r\nX: b", "a X: b");
        check("a\u{202e}b\u{2066}c", "abc");
        check("  Zoë \u{200f}א ", "Zoë \u{200f}א");
        assert_eq!(inert("a\n\tb\0"), "a\n\tb");
    }
}
