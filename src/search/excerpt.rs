//! Texts with the words that were found marked.

use unstuck_model::message::Fragment;

use crate::analysis::{Analyzer, Word};

/// How long an excerpt may be, in characters.
const LONGEST: usize = 180;
/// How much is shown before the first word found, in characters, if a sentence is longer than that.
const CONTEXT: usize = 40;

/// The whole text, its found words marked.
pub fn mark(analyzer: &Analyzer, text: &str, found: &[String]) -> Vec<Fragment> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for word in analyzer.words(text).iter().filter(|word| is_found(word, found)) {
        match ranges.last_mut() {
            Some((_, end)) if word.from <= *end => *end = word.to.max(*end),
            Some(_) | None => ranges.push((word.from, word.to)),
        }
    }
    let mut out = Vec::new();
    let mut push = |from: usize, to: usize, found: bool| {
        if let Some(text) = text.get(from..to)
            && !text.is_empty()
        {
            out.push(Fragment { text: text.to_owned(), found });
        }
    };
    let mut done = 0;
    for (from, to) in ranges {
        push(done, from, false);
        push(from, to, true);
        done = to;
    }
    push(done, text.len(), false);
    out
}

/// The passage that shows the most of what was found, its words marked: of the first text that
/// holds any of it, or the beginning.
pub fn excerpt(analyzer: &Analyzer, texts: [&str; 2], found: &[String]) -> Vec<Fragment> {
    let mut best = ("", 0usize);
    for text in texts {
        for sentence in sentences(text) {
            let words = analyzer.words(sentence);
            let shown =
                found.iter().filter(|stem| words.iter().any(|word| word.stem == **stem)).count();
            if best.0.is_empty() || shown > best.1 {
                best = (sentence, shown);
            }
        }
        if best.1 > 0 {
            break;
        }
    }
    mark(analyzer, &passage(analyzer, best.0, found), found)
}

fn is_found(word: &Word, found: &[String]) -> bool {
    found.binary_search(&word.stem).is_ok()
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['\n', '.', '!', '?', '。', '！', '？', '؟'])
        .map(str::trim)
        .filter(|sentence| sentence.chars().any(char::is_alphanumeric))
}

/// So much of a sentence as an excerpt may hold, from its beginning, or from shortly before the
/// first word found if that stands too far behind.
fn passage(analyzer: &Analyzer, sentence: &str, found: &[String]) -> String {
    let first = analyzer.words(sentence).into_iter().find(|word| is_found(word, found));
    let before = first.and_then(|word| sentence.get(..word.from)).unwrap_or("");
    if before.chars().count() + CONTEXT < LONGEST {
        return cut(sentence).to_owned();
    }
    // The context begins with a whole word, unless there are no spaces.
    let start = before.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
    let context = before.get(start..).unwrap_or("");
    let start = context.find(' ').map_or(start, |space| start + space + 1);
    format!("… {}", cut(sentence.get(start..).unwrap_or("")))
}

/// The text to the last space before [`LONGEST`].
fn cut(text: &str) -> &str {
    let Some((end, _)) = text.char_indices().nth(LONGEST) else {
        return text;
    };
    let head = text.get(..end).unwrap_or(text);
    match head.rsplit_once(' ') {
        Some((whole, _)) if whole.chars().count() > LONGEST / 2 => whole,
        Some(_) | None => head,
    }
}

#[cfg(test)]
mod tests {
    use unstuck_model::language::Language;

    use super::*;

    #[test]
    fn the_passage_that_shows_what_was_found() {
        let analyzer = Analyzer::new(&Language::new("en").unwrap());
        let short = "Bills come on the third day. Look in the folder for spam.";
        let filler = "Much is said here that nobody asks for, and that goes on. ".repeat(3);
        let more =
            format!("{filler}\nRoaming in Norway is free.\n{} roaming at sea", filler.trim());
        let check = |found: &[&str], expect: &str| {
            let found: Vec<String> = found.iter().map(|stem| (*stem).to_owned()).collect();
            let parts = excerpt(&analyzer, [short, &more], &found);
            let text: String = parts.iter().map(|part| part.text.as_str()).collect();
            assert_eq!(text, expect, "{found:?}");
            assert!(parts.iter().all(|part| part.found == found.contains(&part.text)), "{parts:?}");
        };
        // The short answer, if it holds anything that was found.
        check(&["folder"], "Look in the folder for spam.");
        check(&["folder", "norwai"], "Look in the folder for spam.");
        // Else the text after it; else the beginning.
        check(&["free"], "Roaming in Norway is free.");
        check(&["zebra"], "Bills come on the third day.");
        check(&[], "Bills come on the third day.");
    }

    #[test]
    fn a_long_sentence_is_cut_around_the_first_word_found() {
        let analyzer = Analyzer::new(&Language::new("en").unwrap());
        let long = format!("{} the harbour {}", "water ".repeat(60).trim(), "sand ".repeat(80));
        let text = |found: &str| -> String {
            let parts = excerpt(&analyzer, [&long, ""], &[found.to_owned()]);
            parts.iter().map(|part| part.text.as_str()).collect()
        };
        let passage = text("harbour");
        assert!(
            passage.starts_with("… water ") && passage.contains(" the harbour sand"),
            "{passage}"
        );
        assert!(passage.chars().count() <= LONGEST + 2, "{passage}");
        assert!(text("water").starts_with("water water"));
        // Without spaces a cut falls between characters.
        let thai = "น".repeat(400);
        assert!(excerpt(&analyzer, [&thai, ""], &[]).iter().all(|part| part.text.len() < 600));
    }
}
