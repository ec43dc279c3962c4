//! A help centre of thousands of entries: a customer downloads what they ask for, and no more.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use unstuck_tests::{Chromium, Outcome, Server, Site, View, in_chromium};

use crate::{settings::settings, state::check};

const ENTRIES: usize = 3_000;

/// A made-up word; the same number gives the same word.
fn word(number: usize) -> String {
    const SOUNDS: [&str; 20] = [
        "ba", "ko", "li", "mu", "ne", "pa", "ro", "si", "tu", "ve", "da", "fo", "gi", "hu", "je",
        "la", "mo", "ni", "pu", "re",
    ];
    let mut rest = number + 400;
    let mut out = String::new();
    for _ in 0..4 {
        out.extend(SOUNDS.get(rest % SOUNDS.len()).copied());
        rest /= SOUNDS.len();
    }
    out
}

/// The word that only one entry has in its title.
fn own(entry: usize) -> String {
    word(60_000 + entry * 7)
}

fn write(content: &Path) -> Outcome {
    let answers = content.join("en").join("answers");
    fs::create_dir_all(&answers)?;
    fs::write(content.join("unstuck.toml"), settings("large"))?;
    for entry in 0..ENTRIES {
        let next = (entry + ENTRIES / 2) % ENTRIES;
        let mut text = format!(
            "---\ntitle: Change the {own} setting\ntopic: all\nasks:\n  - where is {own}\n\
             related: [entry-{next:04}]\n---\nThe {own} setting is on the second page.\n",
            own = own(entry)
        );
        for sentence in 0..14 {
            let words = (0..9).map(|at| word((entry * 31 + sentence * 53 + at * 97) % 9_000));
            text.push_str(&format!("\n{}.\n", words.collect::<Vec<_>>().join(" ")));
        }
        fs::write(answers.join(format!("entry-{entry:04}.md")), text)?;
    }
    Ok(())
}

/// The parts of the pack that were asked for, without the three that every customer needs.
fn parts(server: &Server) -> BTreeSet<String> {
    let first = server.paths().into_iter().filter(|path| path.starts_with("/packs/"));
    let mut seen = BTreeSet::new();
    // The head, the content and the core of the index come first.
    first.filter(|path| seen.insert(path.clone())).skip(3).collect()
}

async fn open(chromium: &Chromium, server: &Server) -> Outcome {
    chromium.open(server.address("/host.html")).await?;
    chromium.widget().click("button").await?;
    chromium.widget().find(".ask-field").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_site_sends_what_is_asked_for() -> Outcome {
    let folder = tempfile::tempdir()?;
    write(&folder.path().join("content"))?;
    let site = Site::of(&folder.path().join("content"), &folder.path().join("site"))?;
    let page = "<!doctype html><html lang=\"en\"><title>A page</title><main><h1>A page</h1></main>\
                <script src=\"/unstuck.js\" async></script></html>";
    let whole = fs::read_dir(site.folder().join("packs"))?.count();

    // Entries can be spoilt: all blocks of the content but the part that comes first.
    let fails = Arc::new(AtomicBool::new(false));
    let (failing, first) = (Arc::clone(&fails), Mutex::new(String::new()));
    let server = site
        .plan()
        .page("/host.html", page)
        .change(move |path, mut reply| {
            if !path.ends_with(".content") {
                return reply;
            }
            let Ok(mut first) = first.lock() else { return reply };
            if first.is_empty() {
                path.clone_into(&mut first);
            }
            if *first != path && failing.load(Ordering::SeqCst) {
                reply.bytes.reverse();
            }
            reply
        })
        .start()?;
    in_chromium(View::DESKTOP, async |chromium| {
        open(chromium, &server).await?;
        let widget = chromium.widget();
        widget.fill(".ask-field", &format!("how do i find {}", own(700))).await?;
        widget.find("[data-entry=entry-0700] mark").await?;
        let asked = parts(&server);
        assert!(!asked.is_empty() && asked.len() * 5 < whole, "{} of {whole}", asked.len());

        widget.click("[data-entry=entry-0700]").await?;
        widget.find_with("article", &format!("The {} setting is on", own(700))).await?;
        check(chromium, "large-answer").await?;

        // What comes next is known by its title and arrives when it is opened.
        fails.store(true, Ordering::SeqCst);
        widget.click_with("[data-entry]", &own(2200)).await?;
        widget.find_with("h2", "This page could not be loaded").await?;
        widget.find("[data-way]").await?;
        check(chromium, "large-not-loaded").await?;
        fails.store(false, Ordering::SeqCst);
        widget.click_with("button", "Try again").await?;
        widget.find_with("article", &format!("The {} setting is on", own(2200))).await?;

        // An address that names no entry is not waited for.
        chromium.web.execute("Unstuck('guide', 'entry-0700-no-more');", vec![]).await?;
        widget.find_with("h2", "This page could not be loaded").await?;
        Ok(())
    })
    .await
}
