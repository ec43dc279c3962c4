use unstuck_model::site::Content;

use crate::{
    Head, PackError, PartInfo,
    hash::{sha256, short_hex},
};

/// A written pack: three files to be put side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// The head.
    pub head: Part,
    /// Settings and entries.
    pub content: Part,
    /// The search index.
    pub index: Part,
}

/// One file of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name, with a part of its hash: such a file never changes.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes the content of one language and its search index. The same input gives the same bytes.
pub fn write(content: &Content, index: &[u8]) -> Result<Pack, PackError> {
    let language = &content.language;
    let content_bytes =
        postcard::to_allocvec(content).map_err(|e| PackError::Unwritable(e.to_string()))?;
    let content_part = part(language.as_str(), "content", content_bytes);
    let index_part = part(language.as_str(), "index", index.to_vec());
    let head = Head {
        site: content.settings.site.clone(),
        language: language.clone(),
        content: info(&content_part),
        index: info(&index_part),
    };
    let head = part(language.as_str(), "head", head.write()?);
    Ok(Pack { head, content: content_part, index: index_part })
}

/// The content that belongs to a head.
pub fn content(head: &Head, bytes: &[u8]) -> Result<Content, PackError> {
    head.content.check(bytes, "content")?;
    let content: Content =
        postcard::from_bytes(bytes).map_err(|_| PackError::Damaged { part: "content" })?;
    if content.settings.site != head.site {
        return Err(PackError::OtherSite {
            found: content.settings.site.to_string(),
            expected: head.site.to_string(),
        });
    }
    Ok(content)
}

/// The bytes of the index, if they belong to a head.
pub fn index<'a>(head: &Head, bytes: &'a [u8]) -> Result<&'a [u8], PackError> {
    head.index.check(bytes, "index").map(|()| bytes)
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
