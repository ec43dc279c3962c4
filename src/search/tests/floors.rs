//! Search stays as good as it is on questions that others wrote, where their folders lie beside
//! the project.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

use std::{collections::BTreeSet, fs, path::PathBuf};

use serde_json::Value;
use unstuck_model::{
    id::{EntryId, TopicId},
    language::Language,
    site::Outline,
};
use unstuck_search::{Document, build};

/// The share of questions whose entry comes first, and among the first three, is at least this.
fn check(set: &str, first: f64, first_three: f64) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/eval").join(set);
    let Ok(corpus) = fs::read_to_string(root.join("corpus.jsonl")) else { return };
    let rows = |text: &str| -> Vec<Value> {
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let text = |row: &Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let about: Value =
        serde_json::from_str(&fs::read_to_string(root.join("set.json")).unwrap()).unwrap();
    let language = Language::new(&text(&about, "language")).unwrap();
    let corpus = rows(&corpus);
    let document = |(at, row): (usize, &Value)| Document {
        outline: Outline {
            id: EntryId::new(&format!("entry-{at}")).unwrap(),
            title: text(row, "title"),
            topic: TopicId::new("all").unwrap(),
            pages: Vec::new(),
            urgent: false,
            guide: false,
            minutes: None,
            language: language.clone(),
        },
        asks: row["asks"]
            .as_array()
            .map(|asks| asks.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            .unwrap_or_default(),
        short: String::new(),
        headings: Vec::new(),
        body: text(row, "body"),
    };
    let documents: Vec<Document> = corpus.iter().enumerate().map(document).collect();
    let engine = build(&language, &documents, &[]).unwrap().open().unwrap();
    let wanted: BTreeSet<(String, String)> = fs::read_to_string(root.join("qrels.tsv"))
        .unwrap()
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
        })
        .collect();
    let (mut asked, mut hits) = (0.0, [0.0, 0.0]);
    for query in rows(&fs::read_to_string(root.join("queries.jsonl")).unwrap()) {
        if query["out_of_scope"].as_bool().unwrap_or(false) {
            continue;
        }
        let answer = engine.search(&text(&query, "text"), 3).unwrap();
        let place = answer.hits.iter().position(|hit| {
            let at: usize = hit.outline.id.as_str()["entry-".len()..].parse().unwrap();
            wanted.contains(&(text(&query, "id"), text(&corpus[at], "id")))
        });
        asked += 1.0;
        hits[0] += f64::from(u8::from(place == Some(0)));
        hits[1] += f64::from(u8::from(place.is_some()));
    }
    let [one, three] = hits.map(|hits: f64| hits / asked);
    assert!(one >= first && three >= first_three, "{set}: {one:.3} and {three:.3}");
}

#[test]
fn banking() {
    check("banking77_10shot", 0.77, 0.89);
}

#[test]
fn a_chatbots_questions() {
    check("curekart", 0.83, 0.94);
}

#[test]
fn help_pages_without_phrasings() {
    check("logingov_en", 0.84, 0.96);
    check("logingov_es", 0.80, 0.95);
    check("logingov_fr", 0.70, 0.86);
    check("logingov_zh", 0.69, 0.91);
}
