//! The arguments of the commands that measure sets of questions.

use std::path::PathBuf;

use unstuck_tests::{Outcome, fail};

use crate::sets::{Misspellings, Set, read};

/// What is to be measured, and how it is to be printed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// A list of misspellings.
    typos: Option<PathBuf>,
    /// The contenders to measure; all if none is named.
    only: Vec<String>,
    folders: Vec<PathBuf>,
    flags: Vec<String>,
}

impl Arguments {
    /// Reads `[FLAGS] [--typos FILE] [--only NAME,...] DIR...`.
    pub fn read(words: impl Iterator<Item = String>, flags: &[&str]) -> Outcome<Self> {
        let mut arguments = Self::default();
        let mut words = words;
        while let Some(word) = words.next() {
            if word == "--typos" {
                let Some(file) = words.next() else { return fail("--typos needs a file") };
                arguments.typos = Some(file.into());
            } else if word == "--only" {
                let Some(names) = words.next() else { return fail("--only needs names") };
                arguments.only = names.split(',').map(str::to_lowercase).collect();
            } else if flags.contains(&word.as_str()) {
                arguments.flags.push(word);
            } else if word.starts_with('-') {
                return fail(format!("there is no option `{word}`"));
            } else {
                arguments.folders.push(word.into());
            }
        }
        if arguments.folders.is_empty() {
            return fail("name the folders with corpus.jsonl, queries.jsonl, qrels.tsv, set.json");
        }
        Ok(arguments)
    }

    /// Whether a flag was given.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|known| known == flag)
    }

    /// Whether a contender of this name is to be measured.
    pub fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.contains(&name.to_lowercase())
    }

    /// All sets, read before anything is measured, so that bad input is told at once.
    pub fn sets(&self) -> Outcome<Vec<Set>> {
        self.folders.iter().map(|folder| read(folder)).collect()
    }

    /// The list of misspellings, if one was given.
    pub fn misspellings(&self) -> Outcome<Option<Misspellings>> {
        self.typos.as_deref().map(Misspellings::read).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let check = |line: &str, expect: Result<(&str, usize, bool), &str>| {
            let words = line.split_whitespace().map(str::to_owned);
            let read = Arguments::read(words, &["--json"]).map_err(|error| error.to_string());
            let seen = read.as_ref().map(|arguments| {
                let typos = arguments.typos.as_deref().and_then(|file| file.to_str());
                (typos.unwrap_or(""), arguments.folders.len(), arguments.has("--json"))
            });
            assert_eq!(seen.map_err(|error| error.get(..5).unwrap()), expect, "{line}");
        };
        check("a b", Ok(("", 2, false)));
        check("--json --typos t.tsv a", Ok(("t.tsv", 1, true)));
        check("a --typos", Err("--typ"));
        check("--wasm a", Err("there"));
        check("--json", Err("name "));
    }
}
