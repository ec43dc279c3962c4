//! Misspelt questions, from a list of what people really type.

use std::{collections::HashMap, fs, path::Path};

use unstuck_tests::{Outcome, fail};

use super::Query;

/// A shorter word is more often another word than a slip.
const SHORTEST: usize = 4;

/// Misspellings by the right word, in the order of the list.
#[derive(Default)]
pub struct Misspellings(HashMap<String, Vec<String>>);

impl Misspellings {
    /// Reads lines of a misspelling, a tab and the right word, below a line of headings.
    pub fn read(file: &Path) -> Outcome<Self> {
        let text =
            fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let mut list = Self::default();
        for (at, line) in text.lines().enumerate().skip(1) {
            let Some((wrong, right)) = line.split_once('\t') else {
                return fail(format!(
                    "{}:{}: this line has no tab between a misspelling and its word",
                    file.display(),
                    at + 1,
                ));
            };
            list.add(wrong, right);
        }
        Ok(list)
    }

    fn add(&mut self, wrong: &str, right: &str) {
        self.0.entry(right.to_lowercase()).or_default().push(wrong.to_lowercase());
    }

    /// The question with one word replaced by one of its misspellings, both chosen by a hash of
    /// the question's id; nothing if the list has none of its words.
    pub fn misspell(&self, query: &Query) -> Option<Query> {
        let hash = hash(&query.id);
        let mut words: Vec<String> = query.text.split(' ').map(str::to_owned).collect();
        let known: Vec<(usize, &str, &Vec<String>)> = words
            .iter()
            .enumerate()
            .filter_map(|(at, word)| {
                let bare = word.trim_matches(|c: char| !c.is_alphabetic());
                let long = bare.chars().count() >= SHORTEST;
                let wrong = self.0.get(&bare.to_lowercase()).filter(|_| long)?;
                Some((at, bare, wrong))
            })
            .collect();
        let (at, bare, wrong) = known.get(choice(hash, known.len()))?;
        let wrong = wrong.get(choice(hash >> 32, wrong.len()))?;
        // What stands around the word, such as a question mark, stays.
        let misspelt = words.get(*at)?.replacen(bare, wrong, 1);
        let at = *at;
        *words.get_mut(at)? = misspelt;
        Some(Query { text: words.join(" "), ..query.clone() })
    }
}

fn choice(hash: u64, count: usize) -> usize {
    (hash % count.max(1) as u64) as usize
}

/// FNV-1a, its bits mixed as SplitMix64 does: the same choice on every machine.
fn hash(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Misspellings {
        let mut list = Misspellings::default();
        list.add("recieve", "receive");
        list.add("adress", "address");
        list.add("addres", "address");
        list.add("teh", "the");
        list
    }

    fn query(id: &str, text: &str) -> Query {
        Query { id: id.to_owned(), text: text.to_owned(), wanted: Vec::new() }
    }

    #[test]
    fn one_word_is_misspelt() {
        let check = |text: &str, expect: Option<&str>| {
            let misspelt = list().misspell(&query("q1", text));
            assert_eq!(misspelt.map(|query| query.text).as_deref(), expect, "{text}");
        };
        check("when do I receive it", Some("when do I recieve it"));
        check("did you \"Receive\"?", Some("did you \"recieve\"?"));
        check("receive the receive", Some("recieve the receive"));
        // `the` is in the list, and too short.
        check("the card", None);
        check("", None);
    }

    #[test]
    fn the_id_chooses() {
        let made = |id: &str| list().misspell(&query(id, "receive at my address")).unwrap().text;
        assert_eq!(made("q7"), made("q7"));
        let mut all: Vec<String> = (0..50).map(|id| made(&format!("q{id}"))).collect();
        all.sort();
        all.dedup();
        assert_eq!(
            all,
            ["receive at my addres", "receive at my adress", "recieve at my address"],
            "every word and every misspelling is chosen for some id"
        );
    }
}
