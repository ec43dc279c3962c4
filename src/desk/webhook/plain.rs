/// A text of a stranger without the signs that a chat or a mail program reads as a mention, a link
/// or markup.
pub fn plain(text: &str) -> String {
    let signs = |character: char| {
        let harmless = matches!(character, '-' | ',' | '\'');
        if character.is_ascii_punctuation() && !harmless { ' ' } else { character }
    };
    text.chars().map(signs).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d13_a_plain_text_neither_mentions_nor_links_nor_marks_up() {
        let check = |text: &str, expect: &str| assert_eq!(plain(text), expect);
        check("Zoë's orders, new-ish", "Zoë's orders, new-ish");
        check("<!channel> @everyone *now*", "channel everyone now");
        check("[pay](https://evil.example)", "pay https evil example");
        check("<https://evil.example|pay>\nnow", "https evil example pay now");
        check("&lt;x&gt;", "lt x gt");
        check("@#!", "");
    }
}
