//! A built site: what to ask it, and a guide, if it has one.

use std::{fs, path::Path};

use unstuck_model::{entry::Entry, language::Language};
use unstuck_pack::{Digest, Head};
use url::Url;

use super::typed::{RUN, letters};
use crate::failure::Failure;

/// What the journey needs to know of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The default language.
    pub language: Language,
    /// A question that it can answer: the title of an answer.
    pub question: String,
    /// The id of a guide, if it has one.
    pub guide: Option<String>,
    /// The endpoints of its settings that are absolute addresses.
    pub desks: Vec<Url>,
}

impl Site {
    /// Reads the folder that `unstuck build` wrote.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let refused = |why: &str| {
            Failure::new(format!("{} is no built site: {why}", folder.display()))
                .help("name the folder that `unstuck build` wrote, built by this version")
        };
        let loader = fs::read(folder.join("unstuck.js"));
        let loader = loader.map_err(|_| refused("there is no unstuck.js in it"))?;
        let loader = String::from_utf8_lossy(&loader);
        let names = packs(folder);
        let ours = names.iter().filter(|name| loader.contains(*name) && name.ends_with(".head"));
        for name in ours {
            let read = |name: &str| fs::read(folder.join("packs").join(name)).unwrap_or_default();
            let head = Head::read(&read(name)).map_err(|error| refused(&error.to_string()))?;
            let content = unstuck_pack::content(&head, &read(&head.content.file));
            let content = content.map_err(|error| refused(&error.to_string()))?.content;
            if content.settings.languages.first() != Some(&head.language) {
                continue;
            }
            let endpoints = &content.settings.callback.endpoints;
            let desks = endpoints.iter().filter_map(|endpoint| Url::parse(endpoint).ok()).collect();
            let mut entries = content.entries;
            if entries.is_empty() {
                entries = blocks(&names, &head.language, read);
            }
            return Self::of(head.language, &entries, desks)
                .ok_or_else(|| refused("it holds no answer and no guide"));
        }
        Err(refused("there is no pack that belongs to its unstuck.js"))
    }

    fn of(language: Language, entries: &[Entry], desks: Vec<Url>) -> Option<Self> {
        let answers = || entries.iter().filter(|entry| entry.guide().is_none());
        let guides = || entries.iter().filter(|entry| entry.guide().is_some());
        // A short title may stand in an address by chance.
        let letters = |entry: &&Entry| letters(&entry.title).len();
        let answer = answers().find(|one| letters(one) >= RUN).or(answers().max_by_key(letters));
        let question = answer.or(guides().next())?.title.clone();
        // A guide that walks on the page asks for more than one that stays in the panel.
        let walks = |entry: &&Entry| {
            let first = entry.guide().and_then(|guide| guide.steps.first());
            first.is_some_and(|step| step.on_page.is_some())
        };
        let guide = guides().find(walks).or(guides().next());
        Some(Self { language, question, guide: guide.map(|guide| guide.id.to_string()), desks })
    }
}

/// The names of the packs' files, in order.
fn packs(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder.join("packs")).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        files.filter_map(|file| file.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// The entries of a large site, which stand in parts of their own.
fn blocks(names: &[String], language: &Language, read: impl Fn(&str) -> Vec<u8>) -> Vec<Entry> {
    let begin = format!("{language}.");
    let parts = names.iter().filter(|name| name.starts_with(&begin) && name.ends_with(".content"));
    let block = |name: &String| {
        let bytes = read(name);
        // The part that all customers get is no block.
        unstuck_pack::block(Digest::of(&bytes), &bytes).ok()
    };
    parts.filter_map(block).flat_map(|block| block.entries).collect()
}
