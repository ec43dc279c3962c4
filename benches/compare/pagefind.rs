//! Pagefind: an index made natively from pages, fetched in parts.

use std::{fs, path::Path};

use unstuck_tests::{Outcome, View, fail, in_chromium};

use super::{Kinds, Measured, bundle, page};
use crate::sets::{Entry, Set};

/// Measures Pagefind on one page for each entry.
pub async fn measure(libraries: &Path, set: &Set, kinds: &Kinds) -> Outcome<Measured> {
    let folder = tempfile::tempdir()?;
    for entry in &set.entries {
        let file = folder.path().join(format!("{}.html", entry.id));
        fs::write(file, html(set.language.as_str(), entry))?;
    }
    let output =
        bundle::program(libraries, "pagefind").arg("--site").arg(folder.path()).output()?;
    if !output.status.success() {
        return fail(format!("pagefind: {}", String::from_utf8_lossy(&output.stderr)));
    }
    let script = bundle::script(libraries, "pagefind")?;
    let (server, wire) = page::serve(folder.path(), &script)?;
    let mut measured = None;
    in_chromium(View::DESKTOP, async |chromium| {
        page::prepare(chromium, &server, set, "nothing").await?;
        page::ask_once(chromium, kinds).await?;
        let bytes = wire.bytes(&["/search.html"]);
        measured = Some(Measured { found: page::ask(chromium, set, kinds).await?, bytes });
        Ok(())
    })
    .await?;
    measured.ok_or_else(|| "Pagefind was not measured".into())
}

/// A page as Pagefind likes it: what is to be found, and how much it weighs.
fn html(language: &str, entry: &Entry) -> String {
    let paragraphs = |texts: &mut dyn Iterator<Item = &str>| -> String {
        texts.map(|text| format!("<p>{}</p>", escaped(text))).collect()
    };
    let asks = paragraphs(&mut entry.asks.iter().map(String::as_str));
    let body = paragraphs(&mut entry.body.lines());
    format!(
        "<!doctype html><html lang=\"{language}\"><title>{title}</title><body>\
         <main data-pagefind-body><h1>{title}</h1>\
         <div data-pagefind-weight=\"7\">{asks}</div>{body}</main></body></html>",
        title = escaped(&entry.title),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
