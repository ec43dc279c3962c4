//! Lists of words in one text: a list of texts would cost eight bytes more for every word.

/// Whether a word is one of a list, which is written with one space between its words.
pub(crate) fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
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
