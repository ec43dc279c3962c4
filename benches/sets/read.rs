//! Reading a set's folder: `corpus.jsonl`, `queries.jsonl`, `qrels.tsv` and `set.json`.

use std::{collections::HashMap, fs, path::Path};

use serde::{Deserialize, de::DeserializeOwned};
use unstuck_model::{id::EntryId, language::Language};
use unstuck_tests::{Outcome, fail};

use super::{Entry, Query, Set, ids::Ids};

#[derive(Deserialize)]
struct About {
    language: String,
}

#[derive(Deserialize)]
struct CorpusRow {
    id: String,
    title: String,
    #[serde(default)]
    asks: Vec<String>,
    #[serde(default)]
    body: String,
}

#[derive(Deserialize)]
struct QueryRow {
    id: String,
    text: String,
    #[serde(default)]
    out_of_scope: bool,
}

/// Reads a set; an error names the file and the line.
pub fn read(folder: &Path) -> Outcome<Set> {
    if !folder.is_dir() {
        return fail(format!("{}: there is no such folder", folder.display()));
    }
    let name = folder.canonicalize()?.file_name().map(|name| name.to_string_lossy().into_owned());
    let (entries, ids) = corpus(&folder.join("corpus.jsonl"))?;
    let queries = queries(folder, &ids)?;
    let language = language(&folder.join("set.json"))?;
    Ok(Set { name: name.unwrap_or_default(), language, entries, queries })
}

fn language(file: &Path) -> Outcome<Language> {
    let about: About = serde_json::from_str(&text(file)?)
        .map_err(|error| format!("{}: {error}", file.display()))?;
    let Some(language) = Language::new(&about.language) else {
        return fail(format!("{}: `{}` is not a language tag", file.display(), about.language));
    };
    Ok(language)
}

fn corpus(file: &Path) -> Outcome<(Vec<Entry>, HashMap<String, EntryId>)> {
    let mut given = Ids::default();
    let mut ids = HashMap::new();
    let mut entries = Vec::new();
    for (line, row) in rows::<CorpusRow>(file)? {
        let id = given.give(&row.id);
        if ids.insert(row.id.clone(), id.clone()).is_some() {
            return fail(format!("{}:{line}: the id `{}` stands twice", file.display(), row.id));
        }
        entries.push(Entry { id, title: row.title, asks: row.asks, body: row.body });
    }
    Ok((entries, ids))
}

fn queries(folder: &Path, ids: &HashMap<String, EntryId>) -> Outcome<Vec<Query>> {
    let file = folder.join("queries.jsonl");
    let mut queries = Vec::new();
    let mut places = HashMap::new();
    for (line, row) in rows::<QueryRow>(&file)? {
        if places.insert(row.id.clone(), queries.len()).is_some() {
            return fail(format!("{}:{line}: the id `{}` stands twice", file.display(), row.id));
        }
        let query = Query { id: row.id, text: row.text, wanted: Vec::new() };
        queries.push((query, row.out_of_scope));
    }
    let file = folder.join("qrels.tsv");
    for (at, line) in text(&file)?.lines().enumerate().skip(1) {
        let wrong = |what: String| fail(format!("{}:{}: {what}", file.display(), at + 1));
        let mut cells = line.split('\t');
        let (Some(query), Some(entry), Some(rel)) = (cells.next(), cells.next(), cells.next())
        else {
            return wrong("this line has not the three cells query_id, doc_id and rel".to_owned());
        };
        let Some((query, _)) = places.get(query).and_then(|at| queries.get_mut(*at)) else {
            return wrong(format!("queries.jsonl has no query `{query}`"));
        };
        let Some(id) = ids.get(entry) else {
            return wrong(format!("corpus.jsonl has no entry `{entry}`"));
        };
        if rel.trim() != "0" {
            query.wanted.push(id.clone());
        }
    }
    // A question in scope that nobody has judged tells nothing.
    queries.retain(|(query, out_of_scope)| *out_of_scope || !query.wanted.is_empty());
    Ok(queries
        .into_iter()
        .map(|(query, out_of_scope)| match out_of_scope {
            true => Query { wanted: Vec::new(), ..query },
            false => query,
        })
        .collect())
}

/// The rows of a file of JSON lines, with the lines' numbers.
fn rows<T: DeserializeOwned>(file: &Path) -> Outcome<Vec<(usize, T)>> {
    let text = text(file)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| match serde_json::from_str(line) {
            Ok(row) => Ok((at + 1, row)),
            Err(error) => {
                fail(format!("{}:{}: this line cannot be read: {error}", file.display(), at + 1))
            }
        })
        .collect()
}

fn text(file: &Path) -> Outcome<String> {
    Ok(fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORPUS: &str = "{\"id\":\"A_1\",\"title\":\"One\",\"asks\":[\"how\"],\"body\":\"\"}\n\
                          {\"id\":\"a-1\",\"title\":\"Two\"}\n";
    const QUERIES: &str = "{\"id\":\"q\",\"text\":\"how\"}\n\
                           {\"id\":\"o\",\"text\":\"what\",\"out_of_scope\":true}\n\
                           {\"id\":\"u\",\"text\":\"unjudged\"}\n";
    const QRELS: &str = "query_id\tdoc_id\trel\nq\tA_1\t0\nq\ta-1\t1\n";

    fn set(corpus: &str, queries: &str, qrels: &str) -> Result<Set, String> {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("corpus.jsonl", corpus),
            ("queries.jsonl", queries),
            ("qrels.tsv", qrels),
            ("set.json", "{\"language\":\"en\"}"),
        ];
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let inside = format!("{}/", folder.path().display());
        read(folder.path()).map_err(|error| error.to_string().replace(&inside, ""))
    }

    #[test]
    fn a_folder_is_read() {
        let set = set(CORPUS, QUERIES, QRELS).unwrap();
        let ids: Vec<&str> = set.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["a-1", "a-1-2"]);
        let asked: Vec<(&str, usize)> =
            set.queries.iter().map(|query| (query.id.as_str(), query.wanted.len())).collect();
        assert_eq!(asked, [("q", 1), ("o", 0)]);
        assert_eq!(set.queries[0].wanted[0].as_str(), "a-1-2");
    }

    #[test]
    fn bad_input_is_named_with_its_place() {
        let check = |corpus: &str, queries: &str, qrels: &str, expect: &str| {
            let error = set(corpus, queries, qrels).unwrap_err();
            assert!(error.starts_with(expect), "{error}");
        };
        let broken = format!("{CORPUS}{{\"id\":");
        check(&broken, QUERIES, QRELS, "corpus.jsonl:3: this line cannot be read: ");
        let twice = CORPUS.repeat(2);
        check(&twice, QUERIES, QRELS, "corpus.jsonl:3: the id `A_1` stands twice");
        check(CORPUS, "[]\n", QRELS, "queries.jsonl:1: this line cannot be read: ");
        let unknown = QRELS.replace("A_1", "b");
        check(CORPUS, QUERIES, &unknown, "qrels.tsv:2: corpus.jsonl has no entry `b`");
        let unknown = QRELS.replace("\nq\ta", "\nx\ta");
        check(CORPUS, QUERIES, &unknown, "qrels.tsv:3: queries.jsonl has no query `x`");
        check(CORPUS, QUERIES, "query_id\nq\n", "qrels.tsv:2: this line has not");
        let missing = read(Path::new("no/such/folder")).unwrap_err().to_string();
        assert_eq!(missing, "no/such/folder: there is no such folder");
    }
}
