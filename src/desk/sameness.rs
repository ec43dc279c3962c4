/// What two texts share that say the same: their words, whatever the case, the spaces and the signs
/// between them. A text without words is the same as itself alone.
pub fn sameness(text: &str) -> String {
    let words: Vec<String> = text
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() { text.trim().to_owned() } else { words.join(" ") }
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
    }
}
