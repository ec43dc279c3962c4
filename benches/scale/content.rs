//! A content folder of made-up entries.

use std::{fs, path::Path};

use unstuck_model::language::Language;
use unstuck_tests::Outcome;

use super::{random::Random, vocabulary::Vocabulary};
use crate::site::content::{entry, settings};

/// Words of an entry's text, and of one phrasing.
const BODY: (usize, usize) = (60, 150);
const ASK: (usize, usize) = (4, 10);
const ASKS: usize = 4;
/// Entries of one folder; more make a file system slow.
const FOLDER: usize = 1_000;

/// Writes a content folder of so many entries, the same each time.
pub fn write(folder: &Path, entries: usize) -> Outcome {
    let Some(language) = Language::new("en") else { return Ok(()) };
    let vocabulary = Vocabulary::of_text(entries * (BODY.0 + BODY.1) / 2);
    let answers = folder.join("en").join("answers");
    for at in 0..entries {
        let inside = answers.join(format!("part-{}", at / FOLDER));
        if at % FOLDER == 0 {
            fs::create_dir_all(&inside)?;
        }
        fs::write(inside.join(format!("entry-{at}.md")), text(at, &vocabulary))?;
    }
    Ok(fs::write(folder.join("unstuck.toml"), settings(&language))?)
}

/// Questions as customers would ask the site: phrasings of some of its entries, with a word less.
pub fn questions(entries: usize, count: usize) -> Vec<String> {
    let vocabulary = Vocabulary::of_text(entries * (BODY.0 + BODY.1) / 2);
    let question = |number: usize| {
        let mut random = Random::new((number * entries / count) as u64);
        let _title = words(&vocabulary, &mut random, (3, 7));
        let ask = words(&vocabulary, &mut random, ASK);
        ask.rsplit_once(' ').map_or(ask.clone(), |(most, _)| most.to_owned())
    };
    (0..count).map(question).collect()
}

/// One entry; each has its own numbers, so that it is the same in a site of any other order.
fn text(at: usize, vocabulary: &Vocabulary) -> String {
    let mut random = Random::new(at as u64);
    let title = words(vocabulary, &mut random, (3, 7));
    let asks: Vec<String> = (0..ASKS).map(|_| words(vocabulary, &mut random, ASK)).collect();
    let mut left = random.within(BODY.0, BODY.1);
    let mut body = String::new();
    while left > 0 {
        let length = left.min(random.within(20, 40));
        left -= length;
        body.push_str(&words(vocabulary, &mut random, (length, length)));
        body.push_str(".\n\n");
    }
    entry(&title, &asks, &body)
}

fn words(vocabulary: &Vocabulary, random: &mut Random, (from, to): (usize, usize)) -> String {
    let count = random.within(from, to);
    let words: Vec<&str> = (0..count).map(|_| vocabulary.draw(random)).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_the_same_each_time_and_differ_from_one_another() {
        let vocabulary = Vocabulary::of_text(10_000);
        assert_eq!(text(1, &vocabulary), text(1, &vocabulary));
        assert_ne!(text(1, &vocabulary), text(2, &vocabulary));
        let words = text(3, &vocabulary).split_whitespace().count();
        assert!((60..260).contains(&words), "{words}");
    }
}
