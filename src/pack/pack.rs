use serde::{Deserialize, Serialize};
use unstuck_model::{
    entry::Entry,
    id::EntryId,
    language::Language,
    site::{Content, Outline, Settings},
};
use unstuck_words::Words;

use crate::{
    Digest, Head, PackError, PartInfo,
    hash::{sha256, short_hex},
    split::{Split, split},
};

/// A written pack: files to be put side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The head.
    pub head: Part,
    /// Settings, what lists show, and the entries of a small site.
    pub content: Part,
    /// The search index, or the core of one in parts.
    pub index: Part,
    /// What is fetched when it is needed: entries and parts of the index.
    pub parts: Vec<Part>,
}

/// One file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name, with a part of its hash: such a file never changes.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The written form of the content part.
#[derive(Serialize, Deserialize)]
struct Written {
    words: String,
    settings: Settings,
    language: Language,
    outlines: Vec<Outline>,
    entries: Vec<Entry>,
    blocks: Blocks,
}

/// What the content part holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Settings, what lists show, and the entries of a small site.
    pub content: Content,
    /// Where the other entries are.
    pub blocks: Blocks,
    /// The widget's own words in the pack's language, as [`Words::written`] writes them.
    pub words: String,
}

/// Where the entries are that have not arrived: blocks of neighbours, by the first of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocks(pub(crate) Vec<(EntryId, Digest)>);

impl Blocks {
    /// The block that would hold an entry.
    pub fn of(&self, id: &EntryId) -> Option<Digest> {
        let after = self.0.partition_point(|(first, _)| first <= id);
        self.0.get(after.checked_sub(1)?).map(|(_, digest)| *digest)
    }
}

/// Neighbouring entries, the guides that theirs call, and what lists show of those they mention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The entries.
    pub entries: Vec<Entry>,
    /// The outlines.
    pub outlines: Vec<Outline>,
}

/// Writes the content of one language and its search index, of which `index_parts` are the parts
/// that are fetched when they are needed. The same input gives the same bytes.
pub fn write(content: &Content, index: &[u8], index_parts: &[Vec<u8>]) -> Result<Pack, PackError> {
    let language = &content.language;
    let Split { outlines, entries, blocks } = split(content)?;
    let mut table = Blocks::default();
    let mut parts = Vec::new();
    let mut put = |kind: &str, bytes: Vec<u8>| {
        let digest = Digest::of(&bytes);
        parts.push(Part { name: digest.file(language, kind), bytes });
        digest
    };
    for (first, block) in blocks {
        table.0.push((first, put("content", bytes_of(&block)?)));
    }
    for bytes in index_parts {
        put("index", bytes.clone());
    }
    let written = Written {
        words: Words::of(language).written(),
        settings: content.settings.clone(),
        language: language.clone(),
        outlines,
        entries,
        blocks: table,
    };
    let content_part = part(language.as_str(), "content", bytes_of(&written)?);
    let index_part = part(language.as_str(), "index", index.to_vec());
    let head = Head {
        site: content.settings.site.clone(),
        language: language.clone(),
        content: info(&content_part),
        index: info(&index_part),
    };
    let head = part(language.as_str(), "head", head.write()?);
    Ok(Pack { head, content: content_part, index: index_part, parts })
}

/// The content that belongs to a head.
pub fn content(head: &Head, bytes: &[u8]) -> Result<Opened, PackError> {
    head.content.check(bytes, "content")?;
    let written: Written =
        postcard::from_bytes(bytes).map_err(|_| PackError::Damaged { part: "content" })?;
    let Written { words, settings, language, outlines, entries, blocks } = written;
    if settings.site != head.site {
        return Err(PackError::OtherSite {
            found: settings.site.to_string(),
            expected: head.site.to_string(),
        });
    }
    Ok(Opened { content: Content { settings, language, outlines, entries }, blocks, words })
}

/// A block of entries, refused if its bytes have another digest.
pub fn block(digest: Digest, bytes: &[u8]) -> Result<Block, PackError> {
    let damaged = PackError::Damaged { part: "block" };
    if Digest::of(bytes) != digest {
        return Err(damaged);
    }
    postcard::from_bytes(bytes).map_err(|_| damaged)
}

/// The bytes of the index, if they belong to a head.
pub fn index<'a>(head: &Head, bytes: &'a [u8]) -> Result<&'a [u8], PackError> {
    head.index.check(bytes, "index").map(|()| bytes)
}

pub(crate) fn bytes_of(value: &impl Serialize) -> Result<Vec<u8>, PackError> {
    postcard::to_allocvec(value).map_err(|error| PackError::Unwritable(error.to_string()))
}

fn part(language: &str, kind: &str, bytes: Vec<u8>) -> Part {
    Part { name: format!("{language}.{}.{kind}", short_hex(&sha256(&bytes))), bytes }
}

fn info(part: &Part) -> PartInfo {
    PartInfo {
        file: part.name.clone(),
        length: part.bytes.len() as u64,
        sha256: sha256(&part.bytes),
    }
}
