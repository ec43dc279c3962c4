//! A made-up help centre large enough to be cut into parts.

use unstuck_model::{
    id::{EntryId, TopicId},
    language::Language,
    site::Outline,
};
use unstuck_search::{Built, Document, build};

/// How many entries it has.
pub const ENTRIES: usize = 3_000;

/// A made-up word; the same number gives the same word.
pub fn word(number: usize) -> String {
    const BEGIN: [&str; 16] =
        ["b", "br", "d", "f", "g", "gr", "k", "l", "m", "n", "p", "pl", "r", "s", "t", "v"];
    const MIDDLE: [&str; 5] = ["a", "e", "i", "o", "u"];
    const END: [&str; 8] = ["l", "n", "r", "m", "k", "x", "d", "p"];
    let mut rest = number;
    let mut out = String::new();
    for _ in 0..2 {
        for set in [&BEGIN[..], &MIDDLE[..], &END[..]] {
            out.push_str(set[rest % set.len()]);
            rest /= set.len();
        }
    }
    out
}

/// The number of the entry's own word, which no other entry has in its title.
pub fn own(entry: usize) -> String {
    word(40_000 + entry * 7)
}

/// The entries: each has a word of its own in title and phrasing, and shares others.
pub fn documents() -> Vec<Document> {
    let document = |entry: usize| {
        let shared = |at: usize| word((entry * 31 + at * 97) % (40 + at * at * 3));
        let body: Vec<String> = (0..120).map(shared).collect();
        let sentences: Vec<String> = body.chunks(8).map(|words| words.join(" ")).collect();
        Document {
            outline: Outline {
                id: EntryId::new(&format!("entry-{entry:05}")).unwrap(),
                title: format!("Change the {} of your account", own(entry)),
                topic: TopicId::new("all").unwrap(),
                pages: Vec::new(),
                urgent: false,
                guide: false,
                minutes: None,
                language: Language::new("en").unwrap(),
            },
            asks: vec![format!("how do I set a new {}", own(entry))],
            short: format!("Open the {} page.", shared(3)),
            headings: Vec::new(),
            body: sentences.join(". "),
        }
    };
    (0..ENTRIES).map(document).collect()
}

/// The index of the entries.
pub fn index() -> Built {
    build(&Language::new("en").unwrap(), &documents(), &[]).unwrap()
}
