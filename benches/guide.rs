//! How long the largest guides take: to be compiled, and to be walked.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use unstuck_compiler::{Site, SourceFile, compile, render};
use unstuck_model::{
    customer::Customer,
    id::EntryId,
    session::{Event, Session, next},
    site::Content,
};
use unstuck_tests::{Outcome, fail};

const STEPS: usize = 500;
const CHOICES: usize = 4;

/// How often it is measured; the middle one counts.
const ROUNDS: usize = 5;

/// Compiles one guide of many steps and choices, and walks through all of it.
pub fn bench() -> Outcome {
    let files = files();
    let mut times = Vec::new();
    let mut built = None;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        built = Some(compile(&files));
        times.push(begun.elapsed());
    }
    let Some((Some(site), _)) = built else {
        let told = built.map(|(_, told)| render::short(&told)).unwrap_or_default();
        return fail(format!("the guide does not compile:\n{told}"));
    };
    let (mut events, mut counts) = walk(&site)?;
    println!("A guide of {STEPS} steps and {} choices, median of {ROUNDS}:", STEPS * CHOICES);
    println!("  compile: {} ms", middle(&mut times).as_millis());
    for (name, times) in [("an event", &mut events), ("progress", &mut counts)] {
        let middle = middle(times).as_micros();
        let slowest = times.last().copied().unwrap_or_default().as_micros();
        println!("  {name}, of a walk through it: {middle} us, at the slowest {slowest} us");
    }
    Ok(())
}

fn middle(times: &mut [Duration]) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The times of each event and of each count of progress, of a walk twice through the guide.
fn walk(site: &Site) -> Outcome<(Vec<Duration>, Vec<Duration>)> {
    let (Some(book), Some(id)) = (site.books.first(), EntryId::new("large")) else {
        return fail("the site has no language");
    };
    let (settings, language) = (site.settings.clone(), book.language.clone());
    let content = Content::new(settings, language, book.entries.clone());
    let customer = Customer::default();
    let Some(mut session) = Session::begin(&content, &customer, &id, None) else {
        return fail("the guide cannot be begun");
    };
    let (mut events, mut counts) = (Vec::new(), Vec::new());
    for at in 0..STEPS * 2 {
        let begun = Instant::now();
        let event = if at % 3 == 0 { Event::Skip } else { Event::Choose(at % CHOICES) };
        session = next(&content, &customer, session, event).0;
        events.push(begun.elapsed());
        let begun = Instant::now();
        session.progress(&content, &customer);
        counts.push(begun.elapsed());
    }
    Ok((events, counts))
}

/// A site with one guide, whose choices lead all over it and whose conditions ask for them.
fn files() -> Vec<SourceFile> {
    let mut text = String::from("---\ntitle: Large\ntopic: help\n---\nShort.\n\n");
    for step in 0..STEPS {
        let condition = match step % 3 {
            1 => format!(" if=\"#s{}=go-1\"", step / 2),
            2 => " if=\"plan=prepaid\"".to_owned(),
            _ => String::new(),
        };
        // Writing to a text does not fail.
        let _ = write!(text, "## Step {step} {{#s{step}{condition}}}\n\nPress the button.\n\n");
        for choice in 0..CHOICES {
            let to = match (step, choice) {
                (_, 0) => (step + 1) % STEPS,
                _ => (step * 7 + choice * 131) % STEPS,
            };
            let to = if step + 1 == STEPS { "unstuck:done".to_owned() } else { format!("#s{to}") };
            let _ = writeln!(text, "- [Go {choice}]({to})");
        }
        text.push('\n');
    }
    let file = |path: &str, text: &str| SourceFile {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    vec![file("en/guides/large.md", &text), file("unstuck.toml", SETTINGS)]
}

const SETTINGS: &str = r##"[company]
id = "made-up"
name = "Made up"
site = "https://www.example.com"
country = "US"
accent = "#0b6b4f"
default_locale = "en"
locales = ["en"]

[[topics]]
id = "help"
name = { en = "Help" }

[hours]
time_zone = "America/New_York"
mon = ["08:00-21:00"]
tue = []
wed = []
thu = []
fri = []
sat = []
sun = []

[[channels]]
kind = "phone"
number = "+12125550142"
"##;
