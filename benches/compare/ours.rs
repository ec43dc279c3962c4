//! Ours: the built worker, and the bytes from a page with the tag to the first rendered hit.

use std::time::Duration;

use serde_json::json;
use unstuck_tests::{Outcome, Site, View, in_chromium};

use super::{Kinds, Measured};
use crate::{eval::Answered, sets::Set, site::build, wire::Wire, worker};

/// Opens the panel, puts a question into the field, and waits for the first hit.
const FIRST_ANSWER: &str = r#"
const [question, done] = arguments;
const root = document.querySelector("unstuck-help").shadowRoot;
const begun = performance.now();
let asked = false;
const look = () => {
  const field = root.querySelector(".ask-field");
  if (field && !asked) {
    asked = true;
    field.value = question;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (root.querySelector("[data-entry] .hit-short, .note ~ section [data-entry]")) return done(performance.now() - begun);
  requestAnimationFrame(look);
};
root.querySelector("button").click();
look();
"#;

/// Measures the whole of ours on a set.
pub async fn measure(set: &Set, kinds: &Kinds) -> Outcome<Measured> {
    let site = build(set)?;
    let mut found = Vec::new();
    for (_, queries) in kinds {
        let answers = worker::answers(&site.site, queries).await?;
        let hits = |(answer, micros): Answered| {
            (answer.hits.into_iter().map(|hit| hit.outline.id).collect(), micros / 1000.0)
        };
        found.push(answers.into_iter().map(hits).collect());
    }
    // The words of a title are found, whatever the set.
    let question = set.entries.first().map_or("help", |entry| entry.title.as_str());
    Ok(Measured { found, bytes: first_answer(&site.site, question).await?.0 })
}

/// All that is sent for the first answer, in bytes, the loader included and the page not; and the
/// milliseconds from the touch to the first hit.
pub async fn first_answer(site: &Site, question: &str) -> Outcome<(usize, f64)> {
    let wire = Wire::default();
    let page = "<!doctype html><html lang=\"en\"><title>A page</title>\
                <script src=\"/unstuck.js\" async></script></html>";
    let server = site.plan().page("/host.html", page).change(wire.compressor()).start()?;
    let mut ms = 0.0;
    // The first time the server compresses; a network would send what was compressed before.
    for _ in 0..2 {
        wire.forget();
        in_chromium(View::DESKTOP, async |chromium| {
            chromium.open(server.address("/host.html")).await?;
            chromium.widget().find("button").await?;
            chromium.web.set_script_timeout(Duration::from_secs(60)).await?;
            let done = chromium.web.execute_async(FIRST_ANSWER, vec![json!(question)]).await?;
            ms = done.convert()?;
            Ok(())
        })
        .await?;
    }
    Ok((wire.bytes(&["/host.html"]), ms))
}
