//! Lists of words in one text: a list of texts would cost eight bytes more for every word.

/// Whether a word is one of a list, which is written with one space between its words.
pub(crate) fn is_in(list: &str, word: &str) -> bool {
    // By bytes: a hand-off asks this for every word of a text and hundreds of known ones.
    let mut rest = list.as_bytes();
    loop {
        // Most words differ in their first letter, and a comparison costs more than a look at it.
        if rest.first() == word.as_bytes().first()
            && let Some(after) = rest.strip_prefix(word.as_bytes())
            && after.first().is_none_or(|byte| *byte == b' ')
        {
            return !word.is_empty() && !word.contains(' ');
        }
        let Some(space) = rest.iter().position(|byte| *byte == b' ') else {
            return false;
        };
        rest = rest.get(space + 1..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_in_a_list() {
        let check = |word: &str, expect: bool| assert_eq!(is_in("code kode", word), expect);
        check("code", true);
        check("kode", true);
        check("cod", false);
        check("code kode", false);
        check("", false);
    }
}
