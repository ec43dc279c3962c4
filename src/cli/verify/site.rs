//! A built site: what to ask it, and a guide, if it has one.

use std::{fs, path::Path};

use unstuck_model::{entry::Entry, language::Language, site::Outline};
use unstuck_pack::{Digest, Head};

use crate::failure::Failure;

/// What the journey needs to know of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The default language.
    pub language: Language,
    /// A question that it can answer: the title of its first answer.
    pub question: String,
    /// The id of a guide, if it has one.
    pub guide: Option<String>,
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
            let (content, _) = content.map_err(|error| refused(&error.to_string()))?;
            if content.settings.languages.first() != Some(&head.language) {
                continue;
            }
            let (mut outlines, mut entries) = (content.outlines, content.entries);
            if entries.is_empty() {
                (outlines, entries) = blocks(&names, &head.language, read, outlines);
            }
            return Self::of(head.language, &outlines, &entries)
                .ok_or_else(|| refused("it holds no answer and no guide"));
        }
        Err(refused("there is no pack that belongs to its unstuck.js"))
    }

    fn of(language: Language, outlines: &[Outline], entries: &[Entry]) -> Option<Self> {
        let guide = outlines.iter().find(|outline| outline.guide);
        let answer = outlines.iter().find(|outline| !outline.guide);
        let question = answer.or(guide)?.title.clone();
        // A guide that walks on the page asks for more than one that stays in the panel.
        let walks = |entry: &&Entry| {
            let first = entry.guide().and_then(|guide| guide.steps.first());
            first.is_some_and(|step| step.on_page.is_some())
        };
        let guide = entries.iter().find(walks).map(|entry| &entry.id).or(guide.map(|it| &it.id));
        Some(Self { language, question, guide: guide.map(ToString::to_string) })
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

/// The outlines and entries of a large site, which stand in parts of their own, as far as needed.
fn blocks(
    names: &[String],
    language: &Language,
    read: impl Fn(&str) -> Vec<u8>,
    mut outlines: Vec<Outline>,
) -> (Vec<Outline>, Vec<Entry>) {
    let begin = format!("{language}.");
    let parts = names.iter().filter(|name| name.starts_with(&begin) && name.ends_with(".content"));
    let mut entries = Vec::new();
    for name in parts {
        let bytes = read(name);
        if let Ok(block) = unstuck_pack::block(Digest::of(&bytes), &bytes) {
            outlines.extend(block.outlines);
            entries.extend(block.entries);
        }
        if outlines.iter().any(|outline| outline.guide)
            && outlines.iter().any(|outline| !outline.guide)
        {
            break;
        }
    }
    (outlines, entries)
}
