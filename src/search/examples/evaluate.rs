//! Measures search on folders of questions: one JSON object a line for each set and kind.
//!
//! Usage: `evaluate [--typos FILE] DIR...`; the form of a folder is described in its README.

#![allow(clippy::indexing_slicing, reason = "a JSON value that is missing is null, not a panic")]

use std::{collections::HashMap, error::Error, fs, io::Write, path::Path, time::Instant};

use serde_json::{Value, json};
use unstuck_model::{id::EntryId, language::Language, message::Verdict};
use unstuck_search::{Document, Engine, build};

type Fallible<T> = Result<T, Box<dyn Error>>;

struct Query {
    id: String,
    text: String,
    wanted: Vec<EntryId>,
}

fn main() -> Fallible<()> {
    let mut typos = None;
    let mut folders = Vec::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--typos" {
            typos = arguments.next();
        } else {
            folders.push(argument);
        }
    }
    let misspellings = match typos {
        Some(path) => misspellings(&fs::read_to_string(path)?),
        None => HashMap::new(),
    };
    for folder in folders {
        evaluate(Path::new(&folder), &misspellings)?;
    }
    Ok(())
}

fn evaluate(folder: &Path, misspellings: &HashMap<String, Vec<String>>) -> Fallible<()> {
    let set = folder.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let about: Value = serde_json::from_str(&fs::read_to_string(folder.join("set.json"))?)?;
    let language = Language::new(text(&about, "language")).ok_or("no language")?;
    let (documents, ids) = corpus(&language, &fs::read_to_string(folder.join("corpus.jsonl"))?)?;
    let began = Instant::now();
    let built = build(&language, &documents, &[])?;
    let engine = built.open()?;
    let mut bytes = built.core;
    built.parts.iter().for_each(|part| bytes.extend(part));
    let build_ms = began.elapsed().as_millis();
    let queries = queries(folder, &ids)?;
    let misspelt: Vec<Query> =
        queries.iter().filter_map(|query| misspell(query, misspellings)).collect();
    for (kind, queries) in [("clean", &queries), ("typo", &misspelt)] {
        if queries.is_empty() {
            continue;
        }
        let mut line = measure(&engine, queries);
        line["set"] = json!(set);
        line["kind"] = json!(kind);
        line["index_bytes"] = json!(brotli(&bytes)?);
        line["build_ms"] = json!(build_ms as u64);
        println!("{line}");
    }
    Ok(())
}

fn corpus(language: &Language, lines: &str) -> Fallible<(Vec<Document>, HashMap<String, EntryId>)> {
    let mut documents = Vec::new();
    let mut ids = HashMap::new();
    for (at, line) in lines.lines().enumerate() {
        let row: Value = serde_json::from_str(line)?;
        let id = EntryId::new(&format!("entry-{at}")).ok_or("no id")?;
        ids.insert(text(&row, "id").to_owned(), id.clone());
        let asks = row["asks"].as_array().cloned().unwrap_or_default();
        let body = text(&row, "body");
        let short = body.lines().map(str::trim).find(|line| line.len() > 40).unwrap_or("");
        documents.push(Document {
            id,
            title: text(&row, "title").to_owned(),
            asks: asks.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            short: short.to_owned(),
            headings: Vec::new(),
            body: body.to_owned(),
            language: language.clone(),
            guide: false,
            minutes: None,
        });
    }
    Ok((documents, ids))
}

fn queries(folder: &Path, ids: &HashMap<String, EntryId>) -> Fallible<Vec<Query>> {
    let mut wanted: HashMap<String, Vec<EntryId>> = HashMap::new();
    for line in fs::read_to_string(folder.join("qrels.tsv"))?.lines().skip(1) {
        let mut cells = line.split('\t');
        let (Some(query), Some(entry), Some(relevant)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        if relevant != "0"
            && let Some(id) = ids.get(entry)
        {
            wanted.entry(query.to_owned()).or_default().push(id.clone());
        }
    }
    let mut queries = Vec::new();
    for line in fs::read_to_string(folder.join("queries.jsonl"))?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let id = text(&row, "id").to_owned();
        let out_of_scope = row["out_of_scope"].as_bool().unwrap_or(false);
        let wanted = wanted.remove(&id).unwrap_or_default();
        if out_of_scope || !wanted.is_empty() {
            queries.push(Query { id, text: text(&row, "text").to_owned(), wanted });
        }
    }
    Ok(queries)
}

fn measure(engine: &Engine, queries: &[Query]) -> Value {
    let (mut hit1, mut hit3, mut reciprocal, mut asked) = (0.0f64, 0.0f64, 0.0f64, 0.0f64);
    let mut micros = Vec::new();
    let mut seen: Vec<(f64, bool, bool)> = Vec::new();
    let (mut accepted, mut refused, mut out) = (0.0f64, 0.0f64, 0.0f64);
    for query in queries {
        let began = Instant::now();
        let answer = engine.search(&query.text, 10).unwrap();
        micros.push(began.elapsed().as_micros() as u64);
        let place = answer.hits.iter().position(|hit| query.wanted.contains(&hit.entry));
        let first = place == Some(0);
        seen.push((f64::from(answer.confidence), first, !query.wanted.is_empty()));
        let no_answer = answer.verdict == Verdict::NoAnswer;
        if query.wanted.is_empty() {
            out += 1.0;
            refused += f64::from(u8::from(no_answer));
            continue;
        }
        asked += 1.0;
        hit1 += f64::from(u8::from(first));
        hit3 += f64::from(u8::from(place.is_some_and(|place| place < 3)));
        reciprocal += place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
        accepted += f64::from(u8::from(first && !no_answer));
    }
    micros.sort_unstable();
    let round = |value: f64| (value * 10_000.0).round() / 10_000.0;
    let part =
        |share: usize| micros.get((micros.len() * share / 100).min(micros.len() - 1)).copied();
    json!({
        "n": asked as u64,
        "hit1": round(hit1 / asked.max(1.0)),
        "hit3": round(hit3 / asked.max(1.0)),
        "mrr": round(reciprocal / asked.max(1.0)),
        "auroc": if out > 0.0 { json!(round(auroc(&seen))) } else { Value::Null },
        "in_scope_accuracy": round(accepted / asked.max(1.0)),
        "oos_recall": if out > 0.0 { json!(round(refused / out)) } else { Value::Null },
        "oos_recall_at_60": if out > 0.0 { json!(round(refused_at(&seen, 0.6 * asked))) } else { Value::Null },
        "calibration_error": round(calibration_error(&seen)),
        "p50_us": part(50),
        "p99_us": part(99),
    })
}

/// The chance that a question in scope is given more confidence than one out of scope.
fn auroc(seen: &[(f64, bool, bool)]) -> f64 {
    let part = |scope: bool| seen.iter().filter(move |row| row.2 == scope).map(|row| row.0);
    let (mut won, mut all) = (0.0, 0.0);
    for inside in part(true) {
        for outside in part(false) {
            all += 1.0;
            won += if inside > outside {
                1.0
            } else if inside == outside {
                0.5
            } else {
                0.0
            };
        }
    }
    won / f64::max(all, 1.0)
}

/// The share of questions out of scope that are refused where `wanted` first hits are kept.
fn refused_at(seen: &[(f64, bool, bool)], wanted: f64) -> f64 {
    let mut right: Vec<f64> = seen.iter().filter(|row| row.1).map(|row| row.0).collect();
    right.sort_by(|a, b| b.total_cmp(a));
    let line = right.get((wanted.ceil() as usize).saturating_sub(1)).copied().unwrap_or(0.0);
    let outside: Vec<f64> = seen.iter().filter(|row| !row.2).map(|row| row.0).collect();
    outside.iter().filter(|confidence| **confidence < line).count() as f64 / outside.len() as f64
}

/// The expected calibration error over ten bins.
fn calibration_error(seen: &[(f64, bool, bool)]) -> f64 {
    let mut bins = [(0.0, 0.0, 0.0); 10];
    for (confidence, right, _) in seen {
        if let Some(bin) = bins.get_mut(((confidence * 10.0) as usize).min(9)) {
            bin.0 += 1.0;
            bin.1 += confidence;
            bin.2 += f64::from(u8::from(*right));
        }
    }
    bins.iter().map(|(_, sum, right): &(f64, f64, f64)| (sum - right).abs()).sum::<f64>()
        / seen.len().max(1) as f64
}

fn misspellings(lines: &str) -> HashMap<String, Vec<String>> {
    let mut out: HashMap<String, Vec<String>> = HashMap::new();
    for (wrong, right) in lines.lines().skip(1).filter_map(|line| line.split_once('\t')) {
        out.entry(right.to_lowercase()).or_default().push(wrong.to_lowercase());
    }
    out
}

/// The query with one word of four letters or more replaced by one of its misspellings, both chosen
/// by a hash of the query's id.
fn misspell(query: &Query, misspellings: &HashMap<String, Vec<String>>) -> Option<Query> {
    let hash = query.id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let words: Vec<&str> = query.text.split(' ').collect();
    let known: Vec<(usize, &Vec<String>)> = words
        .iter()
        .enumerate()
        .filter(|(_, word)| bare(word).chars().count() >= 4)
        .filter_map(|(at, word)| misspellings.get(&bare(word)).map(|wrong| (at, wrong)))
        .collect();
    let (at, wrong) = known.get((hash % known.len().max(1) as u64) as usize)?;
    let wrong = wrong.get(((hash >> 32) % wrong.len() as u64) as usize)?;
    let mut words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    *words.get_mut(*at)? = wrong.clone();
    Some(Query { id: query.id.clone(), text: words.join(" "), wanted: query.wanted.clone() })
}

fn brotli(bytes: &[u8]) -> Fallible<usize> {
    let mut out = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut out, 4096, 11, 22);
        writer.write_all(bytes)?;
    }
    Ok(out.len())
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or("")
}
