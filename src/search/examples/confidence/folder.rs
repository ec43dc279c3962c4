use std::{collections::HashMap, fs, path::Path};

use serde_json::Value;
use unstuck_model::language::Language;
use unstuck_search::Document;

use crate::{
    Fallible,
    site::{Question, Site, outline},
};

/// A folder of questions.
pub fn read(folder: &Path) -> Fallible<Site> {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    let about: Value = serde_json::from_str(&fs::read_to_string(folder.join("set.json"))?)?;
    let language = Language::new(text(&about, "language")).ok_or("no language")?;
    let mut ids = HashMap::new();
    let mut documents = Vec::new();
    for (at, line) in fs::read_to_string(folder.join("corpus.jsonl"))?.lines().enumerate() {
        let row: Value = serde_json::from_str(line)?;
        let id = format!("entry-{at}");
        ids.insert(text(&row, "id").to_owned(), id.clone());
        let asks = row["asks"].as_array().cloned().unwrap_or_default();
        let body = text(&row, "body");
        let short = body.lines().map(str::trim).find(|line| line.len() > 40).unwrap_or("");
        documents.push(Document {
            outline: outline(&id, text(&row, "title"), &language)?,
            asks: asks.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            short: short.to_owned(),
            headings: Vec::new(),
            body: body.to_owned(),
        });
    }
    Ok(Site {
        name: name.unwrap_or_default(),
        language,
        documents,
        synonyms: Vec::new(),
        questions: questions(folder, &ids)?,
    })
}

fn questions(folder: &Path, ids: &HashMap<String, String>) -> Fallible<Vec<Question>> {
    let mut wanted: HashMap<String, Vec<String>> = HashMap::new();
    for line in fs::read_to_string(folder.join("qrels.tsv"))?.lines().skip(1) {
        let mut cells = line.split('\t');
        if let (Some(query), Some(entry), Some(relevant)) =
            (cells.next(), cells.next(), cells.next())
            && relevant != "0"
            && let Some(id) = ids.get(entry)
        {
            wanted.entry(query.to_owned()).or_default().push(id.clone());
        }
    }
    let mut questions = Vec::new();
    for line in fs::read_to_string(folder.join("queries.jsonl"))?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let wanted = wanted.remove(text(&row, "id")).unwrap_or_default();
        if !wanted.is_empty() || row["out_of_scope"].as_bool() == Some(true) {
            questions.push(Question { text: text(&row, "text").to_owned(), wanted });
        }
    }
    Ok(questions)
}

fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap_or("")
}
