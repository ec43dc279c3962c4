//! The page that searches with a library, on a server of its own.

use std::{collections::HashMap, fs, path::Path, time::Duration};

use serde_json::{Value, json};
use unstuck_model::id::EntryId;
use unstuck_tests::{Chromium, Outcome, Server, fail};

use super::{Found, Kinds};
use crate::{
    eval::LIMIT,
    sets::{Query, Set},
    wire::{Wire, isolate},
};

/// So many questions take less than WebDriver's patience, whatever the library.
const CHUNK: usize = 50;
const PATIENCE: Duration = Duration::from_secs(300);

const HTML: &str = "<!doctype html><html lang=\"en\"><title>Search</title>\
                    <script src=\"/library.js\"></script></html>";

/// Serves a folder with a page of a library, and counts what is sent.
pub fn serve(folder: &Path, script: &[u8]) -> Outcome<(Server, Wire)> {
    fs::write(folder.join("library.js"), script)?;
    let wire = Wire::default();
    let plan = Server::plan().folder(folder).page("/search.html", HTML).change(isolate);
    Ok((plan.change(wire.compressor()).start()?, wire))
}

/// Opens the page and makes the library ready from `documents`, from its `index` or from nothing;
/// what it would save as its index comes back.
pub async fn prepare(
    chromium: &Chromium,
    server: &Server,
    set: &Set,
    from: &str,
) -> Outcome<Option<String>> {
    chromium.open(server.address("/search.html")).await?;
    chromium.web.set_script_timeout(PATIENCE).await?;
    call(chromium, "prepare", json!([set.language.primary(), from])).await
}

/// Asks all questions of all kinds.
pub async fn ask(chromium: &Chromium, set: &Set, kinds: &Kinds) -> Outcome<Vec<Vec<Found>>> {
    let ids: HashMap<&str, &EntryId> =
        set.entries.iter().map(|entry| (entry.id.as_str(), &entry.id)).collect();
    let mut found = Vec::new();
    // The first questions would pay for code that is not compiled yet.
    if let Some(chunk) = kinds.first().and_then(|(_, queries)| queries.chunks(CHUNK).next()) {
        chunk_of(chromium, chunk).await?;
    }
    for (_, queries) in kinds {
        let mut of_kind = Vec::new();
        for chunk in queries.chunks(CHUNK) {
            for (hits, ms) in chunk_of(chromium, chunk).await? {
                let hits = hits.iter().filter_map(|id| ids.get(id.as_str()));
                of_kind.push((hits.map(|id| (*id).clone()).collect(), ms));
            }
        }
        found.push(of_kind);
    }
    Ok(found)
}

/// Asks the first question only.
pub async fn ask_once(chromium: &Chromium, kinds: &Kinds) -> Outcome {
    if let Some(query) = kinds.first().and_then(|(_, queries)| queries.first()) {
        chunk_of(chromium, std::slice::from_ref(query)).await?;
    }
    Ok(())
}

async fn chunk_of(chromium: &Chromium, queries: &[Query]) -> Outcome<Vec<(Vec<String>, f64)>> {
    let texts: Vec<&str> = queries.iter().map(|query| query.text.as_str()).collect();
    call(chromium, "ask", json!([texts, LIMIT])).await
}

async fn call<T: serde::de::DeserializeOwned>(
    chromium: &Chromium,
    name: &str,
    arguments: Value,
) -> Outcome<T> {
    let script = "const [name, list, done] = arguments;\
        window[name](...list).then((is) => done({ is }), (error) => done({ error: String(error) }));";
    let reply = chromium.web.execute_async(script, vec![json!(name), arguments]).await?;
    if let Some(error) = reply.json().get("error") {
        return fail(format!("the library failed in the browser: {error}"));
    }
    Ok(serde_json::from_value(reply.json().get("is").cloned().unwrap_or_default())?)
}
