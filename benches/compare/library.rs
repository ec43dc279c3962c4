//! A library that searches an index of its own in the page.

use std::fs;

use serde_json::json;
use unstuck_tests::{Outcome, View, in_chromium};

use super::{Kinds, Measured, page};
use crate::{sets::Set, wire::brotli};

/// The libraries and their files below `libraries/`.
pub const ALL: [(&str, &str); 5] = [
    ("MiniSearch", "minisearch"),
    ("lunr", "lunr"),
    ("Orama", "orama"),
    ("FlexSearch", "flexsearch"),
    ("Fuse.js", "fuse"),
];

/// Measures a library, fed with its own saved index or with the documents, whichever is less.
pub async fn measure(set: &Set, kinds: &Kinds, script: &[u8]) -> Outcome<Measured> {
    let folder = tempfile::tempdir()?;
    let documents = documents(set).to_string();
    fs::write(folder.path().join("documents.json"), &documents)?;
    let (server, wire) = page::serve(folder.path(), script)?;
    let mut measured = None;
    in_chromium(View::DESKTOP, async |chromium| {
        let saved = page::prepare(chromium, &server, set, "documents").await?;
        let less =
            |index: &String| brotli(index.as_bytes()).len() < brotli(documents.as_bytes()).len();
        let from = match saved.filter(less) {
            Some(index) => {
                fs::write(folder.path().join("index.json"), index)?;
                "index"
            }
            None => "documents",
        };
        wire.forget();
        page::prepare(chromium, &server, set, from).await?;
        page::ask_once(chromium, kinds).await?;
        let bytes = wire.bytes(&["/search.html"]);
        measured = Some(Measured { found: page::ask(chromium, set, kinds).await?, bytes });
        Ok(())
    })
    .await?;
    measured.ok_or_else(|| "the library was not measured".into())
}

fn documents(set: &Set) -> serde_json::Value {
    let rows = set.entries.iter().map(|entry| {
        json!({
            "id": entry.id,
            "title": entry.title,
            "asks": entry.asks.join("\n"),
            "body": entry.body,
        })
    });
    rows.collect()
}
