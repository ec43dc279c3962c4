use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::token::sha256;

/// The most bytes of it. Rows are found by it, and an index of PostgreSQL takes 2,704 bytes for all
/// that is in one of its entries.
const MOST: usize = 2_000;

/// What two texts share that say the same: their words, whatever the case, the spaces and the signs
/// between them. A text without words is the same as itself alone. Of more than fits into an index it
/// is the hash.
pub fn sameness(text: &str) -> String {
    let words: Vec<String> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let whole = if words.is_empty() { text.trim().to_owned() } else { words.join(" ") };
    if whole.len() <= MOST { whole } else { URL_SAFE_NO_PAD.encode(sha256(&[&whole])) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_and_signs_make_no_other_question() {
        let check = |one: &str, other: &str, same: bool| {
            assert_eq!(sameness(one) == sameness(other), same, "{one} / {other}");
        };
        check("Do you ship to Malta?", " do you  ship\nto malta", true);
        check("¿Envían a Malta?", "envían a Malta", true);
        check("Do you ship to Malta?", "Do you ship to Crete?", false);
        check("si", "sí", false);
        check("???", "!", false);
        check("???", " ???", true);
        check(&"問".repeat(1_000), &format!("{}?", "問".repeat(1_000)), true);
        check(&"問".repeat(1_000), &"問".repeat(999), false);
    }

    #[test]
    fn the_longest_question_fits_into_an_index() {
        for longest in ["𠩫", "?", "a ", "İ"] {
            assert!(sameness(&longest.repeat(1_000)).len() <= MOST, "{longest}");
        }
    }
}
