//! Words broken into lines, since SVG does not.

/// What stands for the rest of a text that is too long.
const MORE: &str = "…";

/// How wide a text is, in letters; those of East Asia and emoji are as wide as two.
pub fn units(text: &str) -> usize {
    text.chars().map(|c| if u32::from(c) >= 0x2e80 { 2 } else { 1 }).sum()
}

/// The text in lines of a width, at most so many.
pub fn lines(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, width)) {
        let is_full = lines.len() == most;
        match lines.last_mut() {
            Some(line) if units(line) + 1 + units(&word) <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            Some(line) if is_full => {
                line.push_str(MORE);
                break;
            }
            Some(_) | None => lines.push(word),
        }
    }
    lines
}

/// A note in one or two lines.
pub fn lines_of_note(note: &str) -> Vec<String> {
    lines(note, 28, 2)
}

/// A word in pieces that fit a line.
fn pieces(word: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        let mut own = [0; 4];
        let letter = c.encode_utf8(&mut own);
        match pieces.last_mut() {
            Some(piece) if units(piece) + units(letter) <= width => piece.push(c),
            Some(_) | None => pieces.push(c.into()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_become_a_few_short_lines() {
        let check = |text, expect: &[&str]| assert_eq!(lines(text, 10, 2), expect);
        check("", &[]);
        check("Scan the QR code", &["Scan the", "QR code"]);
        check("one two three four five six", &["one two", "three four…"]);
        check("Donaudampfschiff", &["Donaudampf", "schiff"]);
        check("電源を切って入れる", &["電源を切っ", "て入れる"]);
    }
}
